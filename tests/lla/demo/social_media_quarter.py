"""The demonstration's quarter of the social media team: who is in it, what went out, what came back."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from lla.accounts.models import User
from lla.accounts.second_factor import has_second_factor
from socialmedia.channel_lifecycle import rules as channel_lifecycle_rules
from socialmedia.channels.models import Channel, FunctionInUse, Platform
from socialmedia.comments.models import Incident
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints.models import Complaint
from socialmedia.filters import rules as filters_rules
from socialmedia.filters.models import FilterInstalled
from socialmedia.forums.choices import CaseStatus
from socialmedia.forums.models import BreachCase, Moderation
from socialmedia.guidelines import selectors as guidelines_selectors
from socialmedia.guidelines.choices import Level
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.parameters import changes
from socialmedia.meetings.models import Meeting
from socialmedia.messages import rules as messages_rules
from socialmedia.messages.choices import MessageStatus
from socialmedia.messages.models import Message
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import DayVerdict, Post, Variant
from socialmedia.record.models import SocialEvent
from socialmedia.reports.models import Report, ReportStatus
from socialmedia.results.models import Result
from socialmedia.roster import selectors as roster_selectors
from socialmedia.roster.choices import SwapStatus
from socialmedia.roster.coverage import gaps
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.sources import selectors as sources_selectors
from socialmedia.sources.addresses import lies_on
from socialmedia.sources.models import Like, Source
from socialmedia.staffing.models import ReachTarget
from socialmedia.statistics.models import WeekFigures
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from socialmedia.team.rules import standing

FOUR_WEEKS = timedelta(days=28)


class TheQuarter:
    """What a test class that has made the demonstration says of it."""

    def test_twelve_people_are_in_the_team_and_sign_in_with_a_second_factor(self) -> None:
        held = Appointment.objects.in_force(on=timezone.localdate())
        people = list(held.people())
        assert (len(people), [has_second_factor(user) for user in people]) == (12, [True] * 12)
        assert {role: [str(user) for user in held.with_role(role).people()] for role in list(Role)[:2]} == {
            Role.MANAGER: ["Roisin Tarrant"],
            Role.COORDINATOR: ["Callum Adeyemi"],
        }
        assert set(held.values_list("role", flat=True)) == set(Role)

    def test_one_is_away_one_has_left_and_an_election_calls_for_more(self) -> None:
        today = timezone.localdate()
        assert [str(one.user) for one in Leave.objects.in_force(on=today)] == ["Joss Penhallow"]
        left = User.objects.get(name="Harriet Lund")
        assert standing(left, now=timezone.now()).in_team is False
        assert [one.extra for one in ReachTarget.objects.in_force(on=today)] == [2]

    def test_seven_channels_are_open_and_an_eighth_would_be_refused(self) -> None:
        assert Counter(Channel.objects.values_list("status", flat=True)) == {"open": 7, "planned": 1}
        planned = Channel.objects.get(status="planned")
        refused = channel_lifecycle_rules.opening(planned, now=timezone.now()).why_not(why="")
        assert refused[-1] == "With YouTube page open the team needs 1 more person."
        opened = SocialEvent.objects.filter(act="opened", about=f"channel:{page('instagram').pk}").get()
        assert (opened.details["people"], opened.details["light"]) == (11, "green")
        assert FunctionInUse.objects.values("channel").distinct().count() == 7

    def test_bluesky_was_added_opened_against_the_order_and_has_posts(self) -> None:
        opened = SocialEvent.objects.filter(act="opened", about=f"channel:{page('bluesky').pk}").get()
        assert opened.details["override"] == ["youtube", "snapchat"]
        posted = Variant.objects.filter(channel=page("bluesky"), status="posted")
        assert 15 < posted.count() < 60
        assert Platform.objects.last() == page("bluesky").platform

    def test_some_results_were_entered_and_one_corrected(self) -> None:
        acts = Counter(SocialEvent.objects.filter(act__startswith="results").values_list("act", flat=True))
        assert acts == {"results": 5, "results_corrected": 1}
        assert Result.objects.filter(reach=11_520).count() == 1

    def test_the_guidelines_were_adopted_twice_and_two_figures_differ(self) -> None:
        new, old = GuidelineVersion.objects.order_by("-number")
        figures = [guidelines_selectors.parameters(one) for one in (old, new)]
        assert [(one.before, one.after) for one in changes(*figures)] == [
            ("Encouraged", "Essential"),
            ("6 comments", "4 comments"),
        ]
        assert (GuidelineVersion.objects.drafted(), bool(new.why), old.words != new.words) == (
            None,
            True,
            True,
        )

    def test_posts_stand_in_every_state_and_lie_where_their_platform_is(self) -> None:
        assert set(Post.objects.values_list("status", flat=True)) == set(PostStatus)
        assert list(Post.objects.undated().values_list("title", flat=True)) == [
            "When the library has its late evening"
        ]
        posted = Variant.objects.filter(status="posted").select_related("channel__platform")
        assert 400 < posted.count() < 600
        assert [one.link for one in posted if not lies_on(one.link, one.channel.platform.hosts)] == []
        assert posted.filter(posted_by=None).count() == 0

    def test_what_was_written_down_is_what_the_acts_leave(self) -> None:
        """The first posts were written down at once, the last told act by act, and nobody can tell."""
        posted, now = Post.objects.filter(status="posted").order_by("created_at"), timezone.now()
        for post in (posted[0], posted.reverse()[0]):
            judged, places = posts_selectors.judge(post, now=now), post.variants.count()
            assert _acts(post) == ["drafted", "asked", "agreed", "ready", *["posted"] * places]
            assert ([one.digest for one in post.checks.all()], judged.unresolved) == ([judged.digest], [])

    def test_the_exceptions_of_the_guidelines_are_all_there(self) -> None:
        now = timezone.now()
        reasons = Post.objects.filter(overrides__isnull=False).values_list("overrides__code", flat=True)
        assert set(reasons) == {"posts_a_day", "source_vetted"}
        unpaid = Post.objects.get(paid=True)
        assert Level.BLOCK in {one.level for one in posts_selectors.judge(unpaid, now=now).unresolved}
        accusing = Post.objects.get(accuses=True)
        assert set(accusing.checks.values_list("kind", flat=True)) == {"peer", "second_reader"}
        assert set(Post.objects.values_list("kind", flat=True)) == {"original", "share", "repost"}

    def test_sources_are_sound_out_of_date_unsound_and_unknown(self) -> None:
        figures, now = guidelines_selectors.parameters_in_force(), timezone.now()
        verdicts = {
            one.name: sources_selectors.standing(one, figures, now=now) for one in Source.objects.all()
        }
        assert {name: str(said and said.level) for name, said in verdicts.items()} == {
            "Calder Trades Council": "pass",
            "Northern Rail Users' Assembly": "fail",
            "Patriot Wire": "fail",
            "Riverside Chronicle": "pass",
            "Southwharf Tenants' Line": "pass",
            "Tea Break, a podcast": "fail",
        }
        assert Like.objects.count() == 4

    def test_every_day_of_an_open_page_was_judged(self) -> None:
        today = timezone.localdate()
        for slug, since in (("facebook", 98), ("instagram", 46)):
            days = {one.on for one in DayVerdict.objects.filter(channel=page(slug))}
            wanted = {today - timedelta(days=at) for at in range(2, since + 1)}
            assert wanted - days == set()
        assert set(DayVerdict.objects.values_list("level", flat=True)) == {"pass", "warn", "fail"}

    def test_messages_wait_late_and_in_time_and_recruits_were_passed_on(self) -> None:
        figures, now = guidelines_selectors.parameters_in_force(), timezone.now()
        waiting = [
            messages_rules.line_of(one, figures=figures, now=now).word for one in Message.objects.waiting()
        ]
        assert (len(waiting), waiting.count("Late"), waiting.count("No deadline")) == (4, 1, 1)
        assert set(Message.objects.values_list("status", flat=True)) == set(MessageStatus)
        assert Message.objects.exclude(region=None).count() == 9
        old = Message.objects.filter(answered_at__lt=now - timedelta(days=45))
        assert set(old.values_list("person", "words")) == {("", "")}

    def test_two_comments_wait_and_channels_have_old_filters(self) -> None:
        assert Incident.objects.waiting().count() == 2
        drifts = filters_rules.drifts(guidelines_selectors.parameters_in_force())
        assert Counter(one.verdict.level for one in drifts) == {"warn": 5, "pass": 2}
        assert {one.version.number for one in FilterInstalled.objects.in_place()} == {1, 2, 3}

    def test_complaints_stand_at_every_step(self) -> None:
        now = timezone.now()
        assert Counter(Complaint.objects.values_list("status", flat=True)) == {
            "received": 2,
            "consulting": 3,
            "closed": 1,
        }
        serious = Complaint.objects.get(kind="accusation")
        assert complaints_rules.missing(serious, now=now) == [complaints_rules.SERIOUS_NEEDS]

    def test_who_is_complained_of_does_not_see_it(self) -> None:
        now = timezone.now()
        complaint = Complaint.objects.get(about="member")
        seen = {
            name: complaints_rules.visible_to(user, standing(user, now=now), now=now)
            .filter(pk=complaint.pk)
            .exists()
            for name in ("Yusra Siddiq", "Bronagh Ellis")
            for user in User.objects.filter(name=name)
        }
        assert seen == {"Yusra Siddiq": False, "Bronagh Ellis": True}

    def test_of_two_cases_one_is_decided(self) -> None:
        cases = {one.status: one for one in BreachCase.objects.all()}
        assert set(cases) == {CaseStatus.DECIDED, CaseStatus.OPEN}
        assert cases[CaseStatus.DECIDED].told_at
        assert {one.moderations.count() for one in cases.values()} == {3}
        assert Moderation.objects.filter(measure="banned").count() == 1

    def test_the_roster_has_four_weeks_behind_and_ahead_and_gaps(self) -> None:
        today = timezone.localdate()
        for first in (today - FOUR_WEEKS, today):
            days = [first + timedelta(days=at) for at in range(28)]
            duties = list(RosterDuty.objects.in_days(days[0], days[-1]))
            missing = gaps(roster_selectors.facts(days[0], days[-1]), duties, days)
            assert len({duty.on for duty in duties}) == 28
            assert 0 < sum(len(gap.days) for gap in missing) < 60
        assert Counter(Swap.objects.values_list("status", flat=True)) == {
            SwapStatus.TAKEN: 1,
            SwapStatus.ASKED: 1,
        }

    def test_two_reports_were_sent_and_one_is_a_draft(self) -> None:
        reports = list(Report.objects.order_by("month"))
        assert [one.status for one in reports] == [ReportStatus.SENT, ReportStatus.SENT, ReportStatus.DRAFT]
        assert all(one.opening for one in reports)
        assert [len(one.figures["output"]) > 1 for one in reports[:2]] == [True, True]
        assert WeekFigures.objects.values("week").distinct().count() == 13
        assert set(Meeting.objects.values_list("kind", flat=True)) == {"day_to_day", "strategy"}

    def test_nothing_of_the_quarter_is_told_of_the_future(self) -> None:
        now = timezone.now()
        assert SocialEvent.objects.filter(at__gt=now).count() == 0
        assert Variant.objects.filter(posted_at__gt=now).count() == 0
        assert Variant.objects.filter(status="planned", planned_at__gt=now).count() > 10


def page(slug: str) -> Channel:
    return Channel.objects.pages().get(platform__slug=slug)


def _acts(post: Post) -> list[str]:
    return list(SocialEvent.objects.of(post).order_by("at", "pk").values_list("act", flat=True))
