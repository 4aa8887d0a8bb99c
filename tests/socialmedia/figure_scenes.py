"""Scenes for tests of the guidelines' figures: each sets up rows, and asks what the team is told of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.time import clock
from socialmedia.appointments import rules as appointments_rules
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.comments import rules as comments_rules
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.filters import rules as filters_rules
from socialmedia.forums import rules as forums_rules
from socialmedia.forums.models import BreachCase
from socialmedia.guidelines.selectors import parameters_in_force
from socialmedia.meetings import rules as meetings_rules
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.messages import rules as messages_rules
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.checks.placement import day_verdict
from socialmedia.posts.models import Post
from socialmedia.roster import rules as roster_rules
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.coverage import Place
from socialmedia.roster.models import RosterDuty
from socialmedia.sources.models import Vetting
from socialmedia.staffing.checks import check
from socialmedia.staffing.selectors import team_in
from socialmedia.team.choices import Role
from tests.factories import make_user, sign_in
from tests.socialmedia.complaints.factories import make_complaint
from tests.socialmedia.factories import make_appointment, make_channel, make_member, make_source
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.forums.factories import breach, make_case, make_forum, rule_of
from tests.socialmedia.messages.factories import make_message
from tests.socialmedia.posts.factories import actor, gone_out, page, planned, write
from tests.socialmedia.staffing.factories import make_six

NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
Said = Callable[[], list[Any]]
Scene = Callable[[], Said]


def staffing(*, members: int = 0) -> Said:
    six = make_six()
    Channel.objects.filter(pk=six.organising.pk).update(members=members)
    room, vic = make_channel("Committee room", kind=ChannelKind.COMMITTEE), make_user("", "Vic Hart")
    Channel.objects.filter(pk=room.pk).update(named=vic)
    make_appointment(vic, channel=room)

    def said() -> list[Any]:
        today = localdate(clock.now())
        return check(team_in(today, today), today, parameters_in_force()).reasons

    return said


def roles() -> Said:
    sam = make_user("", "Sam Hollis")
    make_appointment(sam, channel=make_channel(kind=ChannelKind.DISCUSSION))
    wanted = make_appointment(
        sam, channel=make_channel(kind=ChannelKind.ORGANISING), starts_on=localdate(NOW)
    )
    return lambda: appointments_rules.cautions(wanted, parameters_in_force(), now=clock.now())


def coordinator() -> Said:
    wanted = make_appointment(make_user("", "Sam Hollis"), Role.COORDINATOR, starts_on=localdate(NOW))
    return lambda: appointments_rules.cautions(wanted, parameters_in_force(), now=clock.now())[1:]


def duties() -> Said:
    ours = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=ours)
    for kind in DutyKind:
        RosterDuty.objects.create(channel=ours, kind=kind, on=localdate(NOW), user=sam)
    client = sign_in(Client(), sam)
    return lambda: [one.sentence for one in client.get("/social/roster/").context["clashes"]]


def ahead() -> Said:
    place = Place(make_channel().pk, DutyKind.POSTING, localdate(NOW) + 40 * DAY)
    return lambda: roster_rules.why_not_then(place, parameters_in_force(), now=clock.now())


def days(posts: int) -> Scene:
    return lambda: lambda: [day_verdict(posts, parameters_in_force()).sentence]


def judged(code: str, make: Callable[[], Post]) -> Scene:
    """What one check says of a post."""

    def scene() -> Said:
        post = make()

        def said() -> list[Any]:
            found = posts_selectors.judge(Post.objects.get(pk=post.pk), now=clock.now()).verdicts
            return [f"{one.level}: {one.sentence}" for one in found if one.code == code]

        return said

    return scene


def share(**facts: Any) -> Post:
    return write(planned(), kind="share", shared_link="https://riverside-chronicle.example.org/1", **facts)


def old_share() -> Post:
    source = make_source()
    Vetting.objects.update(at=NOW - 100 * DAY)
    return share(source=source, read_by=make_user())


def two(words: str = "Come!", *, hours: int = 4) -> Post:
    return write(planned(), planned(page("twitter", "Our X page"), words, at=NOW + timedelta(hours=hours)))


def again_today() -> Post:
    """What went out this morning, and is planned for three hours from now as well."""
    post = gone_out()
    return posts_workflow.repost(post, [planned()], user=post.author, by=actor(post.author))


def elsewhere() -> Post:
    page()
    return write(planned(page("twitter", "Our X page"), "Come!"))


def in_the_organising_forum() -> Post:
    forum = make_channel("Organising", kind=ChannelKind.ORGANISING)
    forum.allowed_posts = ["polls"]
    forum.save()
    return write(planned(forum))


def with_a_word_of_the_list() -> Post:
    make_filter_list(["saturday"])
    return write()


def comment() -> Said:
    return lambda: [comments_rules.suggest(hostile=True, earlier=3, figures=parameters_in_force()).sentence]


def message(hours: int) -> Scene:
    def scene() -> Said:
        row = make_message(came_at=NOW - timedelta(hours=hours), channel=make_channel("Our page"))
        return lambda: [messages_rules.line_of(row, figures=parameters_in_force(), now=clock.now()).sentence]

    return scene


def keyword_filters() -> Said:
    make_channel("Our page")
    make_filter_list()
    return lambda: [str(one.verdict.level) for one in filters_rules.drifts(parameters_in_force())]


def breaches(days_before: int) -> Scene:
    """How many cases there are once somebody new has broken a rule two times, and as often before."""

    def scene() -> Said:
        forum, by, names = make_forum(), make_member("Ann Bell"), iter(["Ann Owl", "Bea Owl"])

        def said() -> list[Any]:
            name = next(names)
            if days_before:
                with clock.at(NOW - days_before * DAY):
                    breach(forum, by, name=name)
            for _ in range(2):
                breach(forum, by, name=name)
            return [BreachCase.objects.filter(participant__name=name).count()]

        return said

    return scene


def ban() -> Said:
    forum, by = make_forum(), make_member("Ann Bell")
    case = cases_noted(make_case(forum, by))
    chosen: dict[str, Any] = {"outcome": "ban", "rule": rule_of(forum), "days": 9, "by": by}
    return lambda: forums_rules.why_not_decide(case, **chosen, figures=parameters_in_force())


def cases_noted(case: BreachCase) -> BreachCase:
    case.leadership_consulted = True
    return case


def review() -> Said:
    return lambda: [str(forums_rules.review_due_on(localdate(clock.now()), parameters_in_force()))]


def data_complaint() -> Said:
    return lambda: [str(make_complaint("data_protection", email="kim@example.org").due_on)]


def consultation() -> Said:
    make_member()
    asked = consultations_workflow.open_consultation
    return lambda: [str(localdate(asked("May we?", by=SYSTEM).closes_at))]


def meeting(kind: MeetingKind) -> Scene:
    def scene() -> Said:
        Meeting.objects.create(kind=kind, on=localdate(NOW) - 10 * DAY)

        def said() -> list[Any]:
            found = meetings_rules.paces(figures=parameters_in_force(), today=localdate(clock.now()))
            return [one.sentence for one in found if one.kind == kind]

        return said

    return scene
