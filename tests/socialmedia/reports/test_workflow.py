"""The coordinator's report: counted by the system, written by a person, frozen when it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.papers.blocks import Aim, Chart
from lla.time import clock
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.comments import workflow as comments_workflow
from socialmedia.complaints.choices import ComplaintAbout, ComplaintKind
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.guidelines.choices import Level
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.messages.choices import MessageKind, MessageStatus
from socialmedia.messages.clocks import Answers
from socialmedia.messages.models import Message
from socialmedia.posts.models import DayVerdict, Override
from socialmedia.record.models import SocialEvent
from socialmedia.reports import tasks as reports_tasks
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report, ReportStatus
from socialmedia.reports.month import Month, Output, Reason, answered_in_words, in_words
from socialmedia.reports.papers import of_report
from socialmedia.reports.selectors import facts_of
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from socialmedia.statistics.models import WeekFigures
from socialmedia.statistics.week import Week
from socialmedia.team.choices import Role
from tests.factories import make_staff, make_user, sign_in
from tests.lla.papers.drawn_files import squeezed, text_of_html, text_of_pdf, text_of_word
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_guidelines,
    make_member,
    make_platform,
    make_post,
)

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _in_february() -> Iterator[None]:
    with time_machine.travel("2027-02-03T12:00:00Z", tick=False):
        yield


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=UTC)


def answered(
    day: int,
    hours: float | None,
    status: str = MessageStatus.ANSWERED,
    kind: str = MessageKind.REQUEST,
) -> None:
    """A message that came at nine in the morning; None for one that still waits."""
    came_at = at(day, 9)
    open_ = hours is None
    Message.objects.create(
        channel=make_channel() if not Message.objects.exists() else Message.objects.all()[0].channel,
        kind=kind,
        came_at=came_at,
        status=MessageStatus.OPEN if open_ else status,
        answered_at=None if hours is None else came_at + timedelta(hours=hours),
    )


def written(month: date = JANUARY) -> Report:
    return Report.objects.create(month=month, opening="The bus campaign was seen by thousands.")


def complain(about: str = ComplaintAbout.NOBODY, kind: str = ComplaintKind.CONTENT) -> Complaint:
    return Complaint.objects.create(kind=kind, about=about, words="Wrong.", received_at=at(9))


def test_messages_are_counted_by_the_clocks_they_kept() -> None:
    """They came at nine: fifteen hours later the day is over, and so is the time to answer."""
    for hours in (0.5, 4.1, 14.9, 15, 40, None):
        answered(4, hours)
    answered(5, 1, MessageStatus.SET_ASIDE, MessageKind.OPINION)
    answered(31, 1)
    Message.objects.filter(came_at__date=date(2027, 1, 31)).update(came_at=datetime(2027, 2, 1, tzinfo=UTC))
    found = facts_of(JANUARY).answers
    assert found == Answers(came=7, clocked=6, on_time=3, late=3, waiting=0)
    assert answered_in_words(found) == (
        "7 messages came in. 6 needed an answer: 3 on time, 3 late, 0 still waiting."
    )


def test_a_pages_days_are_those_that_the_nights_judged() -> None:
    page = make_channel("Our page")
    judged = [(1, 2, Level.PASS), (2, 0, Level.FAIL), (3, 3, Level.PASS), (4, 1, Level.WARN)]
    for day, posts, level in judged:
        DayVerdict.objects.create(channel=page, on=date(2027, 1, day), posts=posts, level=level)
    DayVerdict.objects.create(channel=page, on=date(2027, 2, 1), posts=9, level=Level.FAIL)
    (found,) = facts_of(JANUARY).output
    assert found == Output("Our page", (2, 0, 3, 1, *[None] * 27), {"pass": 2, "fail": 1, "warn": 1})
    assert (
        in_words(found, [(2, 3)])
        == "6 posts; 2 days on target (2 to 3), 1 low or high, 1 too few or too many"
    )


def test_a_month_is_told_by_the_figures_of_its_days() -> None:
    """Answered the next day is on time only from the 10th on; after January everything is stricter."""
    with clock.at(at(10)):
        make_guidelines(1, reply_hard_days=1, most_roles=3, meeting_days=40)
    make_guidelines(2, reply_hard_days=0, most_roles=1, meeting_days=7)
    Meeting.objects.create(kind=MeetingKind.DAY_TO_DAY, on=date(2027, 1, 5))
    for day in (9, 10):
        answered(day, 20)
    found = facts_of(JANUARY)
    assert found.answers == Answers(came=2, clocked=2, on_time=1, late=1, waiting=0)
    assert (found.version, dict(found.sentences)["Day to day meetings"]) == (
        1,
        "The next day to day meeting is due by 14 February 2027: the guidelines allow 40 days.",
    )


def test_the_aim_is_that_of_the_version_in_force() -> None:
    with clock.at(at(31)):
        make_guidelines(4, posts_aim_least=1, posts_aim_most=1)
    found = facts_of(JANUARY)
    assert (found.version, found.aims) == (4, ((1, 1),))


def test_days_are_told_against_the_aim_they_were_judged_by_and_not_a_later_one() -> None:
    page, versions = make_channel("Our page"), [None, make_guidelines(1, posts_aim_most=4)]
    for day, version in ((1, 0), (2, 0), (3, 1)):
        DayVerdict.objects.create(
            channel=page, on=date(2027, 1, day), posts=3, level=Level.PASS, version=versions[version]
        )
    with clock.at(at(31)):
        make_guidelines(2, posts_aim_least=5, posts_aim_most=6, posts_most=7)
    found, report = facts_of(JANUARY), written()
    (output,) = found.output
    assert (found.version, found.aims) == (2, ((2, 3), (2, 4)))
    assert in_words(output, found.aims) == (
        "9 posts; 3 days on target (2 to 3, later 2 to 4), 0 low or high, 0 too few or too many"
    )
    (chart,) = (block for block in of_report(report, found).blocks if isinstance(block, Chart))
    assert chart.aim == Aim(2, 4, "the latest aim: 2 to 4 posts a day")


def test_reasons_against_the_guidelines_are_told_with_their_words() -> None:
    page, post = make_channel("Our page"), make_post(title="Buses")
    for code, channel in (("second_reader", None), ("judged_to_leave", page)):
        Override.objects.create(
            post=post, code=code, channel=channel, why="A judge said so.", by=post.author, at=at(8)
        )
    assert facts_of(JANUARY).reasons == (
        Reason(
            "2027-01-08",
            "A second reader checks accusations against living people",
            "",
            "Buses",
            "A judge said so.",
        ),
        Reason("2027-01-08", "Judged to leave", "Our page", "Buses", "A judge said so."),
    )


def test_complaints_about_those_who_write_the_report_are_not_counted_in_it() -> None:
    coordinator = make_member(role=Role.COORDINATOR)
    complain()
    complain(ComplaintAbout.COORDINATOR, ComplaintKind.ACCUSATION)
    complain(ComplaintAbout.MANAGER, ComplaintKind.LEGAL)
    kept_out = complain(ComplaintAbout.MEMBER, ComplaintKind.SAFEGUARDING)
    KeptOut.objects.create(complaint=kept_out, user=coordinator, complained_of=True)
    assert (facts_of(JANUARY).counts or {})["Complaints"] == {"Something we posted": 1}


def test_meetings_are_counted_and_their_pace_is_told_as_of_the_months_end() -> None:
    for day in (5, 20):
        Meeting.objects.create(kind=MeetingKind.DAY_TO_DAY, on=date(2027, 1, day))
    found = facts_of(JANUARY)
    assert (found.counts or {})["Meetings held"] == {"Day to day": 2}
    assert found.sentences[-2:] == (
        (
            "Day to day meetings",
            "The next day to day meeting is due by 3 February 2027: the guidelines allow 14 days.",
        ),
        (
            "Strategy meetings",
            "No strategy meeting has been held. The guidelines ask for one every 60 days.",
        ),
    )


def test_what_was_done_about_comments_is_told_and_not_ordered() -> None:
    comments_workflow.decide(make_comment(), done="rebut", person=make_user(), by=SYSTEM)
    make_comment()
    month = localdate(clock.now()).replace(day=1)
    assert (facts_of(month).counts or {})["Comments"] == {"Answered clearly": 1, "Not dealt with": 1}


def test_people_roster_and_filters_are_told_as_they_stood() -> None:
    page = make_channel("Our page")
    for name in ("Ash", "Birch"):
        make_member(name, channel=page)
    for kind in DutyKind:
        RosterDuty.objects.create(channel=page, kind=kind, on=date(2027, 1, 31), user=make_user())
    people = "2 people fill 2 of 3 seats; nobody holds several roles. The guidelines expect about 3."
    assert facts_of(JANUARY).sentences[:3] == (
        ("Staffing", people),
        ("Roster", "90 duties were not covered."),
        ("Keyword filters", "The only open channel does not have the current filter list."),
    )


def test_nobody_was_needed_on_days_on_which_a_channel_was_not_open_all_day() -> None:
    """Open from the 11th to the 19th and from the 28th on: thirteen days; since February it is closed."""
    with clock.at(at(5)):
        forum = Channel(name="Debate", kind=ChannelKind.DISCUSSION, platform=make_platform())
        channel_lifecycle_workflow.make(forum, by=SYSTEM)
    for name in ("Ash", "Birch"):
        make_member(name, Role.MODERATOR, channel=forum)
    turns = {
        10: channel_lifecycle_workflow.open_channel,
        20: channel_lifecycle_workflow.suspend,
        27: channel_lifecycle_workflow.reopen,
        32: channel_lifecycle_workflow.close,
    }
    for day, turn in turns.items():
        with clock.at(at(1) + timedelta(days=day - 1)):
            turn(forum, why="So.", by=SYSTEM)
    RosterDuty.objects.create(channel=forum, kind=DutyKind.COMMENTS, on=date(2027, 1, 12), user=make_user())
    assert facts_of(JANUARY).sentences[1] == ("Roster", "12 duties were not covered.")


def test_a_month_is_kept_and_given_back_whole() -> None:
    page = make_channel("Our page")
    DayVerdict.objects.create(channel=page, on=JANUARY, posts=2, level=Level.PASS)
    WeekFigures.objects.create(channel=page, week=date(2027, 1, 4), followers=90, by=make_user())
    Override.objects.create(post=make_post(), code="basis_named", why="Soon.", by=make_user(), at=at(8))
    report = reports_workflow.send(written(), sent_by=make_user(), by=SYSTEM)
    report.refresh_from_db()
    found = facts_of(JANUARY)
    assert (Month.of(report.figures), found.weeks) == (found, (Week("Our page", "2027-01-04", 90),))


def test_what_was_sent_stays_as_it_was_whatever_happens_later() -> None:
    report = reports_workflow.send(written(), sent_by=make_user(name="Coo Dinator"), by=SYSTEM)
    answered(4, 1)
    client = sign_in(Client(), make_staff())
    assert "No messages came in." in client.get("/social/reports/2027-01/").content.decode()
    with pytest.raises(NotAllowed) as refused:
        reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)
    assert refused.value.reasons == ["This report has been sent, so it cannot be changed."]
    assert list(SocialEvent.objects.of(report).values_list("act", flat=True)) == [ReportStatus.SENT]


def test_sending_writes_to_the_leadership_once_each() -> None:
    for name in ("ash", "birch"):
        make_staff(f"{name}@example.org")
    reports_workflow.send(written(), sent_by=make_user(), by=SYSTEM)
    emails = Email.objects.filter(kind="socialmedia/report_sent")
    assert sorted(email.to for email in emails) == ["ash@example.org", "birch@example.org"]
    assert all("/social/reports/2027-01/" in email.body for email in emails)


def test_a_month_that_is_not_over_or_says_nothing_is_not_sent() -> None:
    february = Report.objects.create(month=date(2027, 2, 1))
    with pytest.raises(NotAllowed) as refused:
        reports_workflow.send(february, sent_by=make_user(), by=SYSTEM)
    assert refused.value.reasons == [
        "February is not over yet, so its figures would be incomplete.",
        "Write what mattered this month first.",
    ]


def test_a_report_is_begun_once_for_a_month_of_the_last_two_years() -> None:
    written()
    reasons = []
    for month in (JANUARY, date(2027, 3, 1), date(2025, 1, 1)):
        with pytest.raises(NotAllowed) as refused:
            reports_workflow.begin(month, by=SYSTEM)
        reasons += refused.value.reasons
    assert reasons == [
        "There is already a report for January 2027.",
        "This month has not started yet.",
        "This month is too long ago to report on.",
    ]


def test_the_night_drafts_the_last_month_once_and_tells_the_coordinator() -> None:
    reports_tasks.draft_last_month()
    assert Report.objects.count() == 0  # nobody coordinates, so nobody would write it
    coordinator = make_user("coo@example.org")
    make_appointment(coordinator, Role.COORDINATOR)
    for _ in range(2):
        reports_tasks.draft_last_month()
    assert [(one.month, one.drafted_by) for one in Report.objects.all()] == [(JANUARY, coordinator)]
    assert [email.to for email in Email.objects.filter(kind="socialmedia/report_drafted")] == [
        "coo@example.org"
    ]


def test_page_pdf_and_word_say_the_same() -> None:
    page = make_channel("Our <b>page</b>")
    for day in range(1, 32):
        posts, level = (day % 4, Level.PASS if day % 4 > 1 else Level.FAIL)
        DayVerdict.objects.create(channel=page, on=date(2027, 1, day), posts=posts, level=level)
    WeekFigures.objects.create(channel=page, week=date(2027, 1, 4), followers=90, by=make_user())
    complain()
    reports_workflow.send(written(), sent_by=make_user(), by=SYSTEM)
    client = sign_in(Client(), make_member(role=Role.MANAGER))
    shown = squeezed(text_of_html(client.get("/social/reports/2027-01/").content.decode()))
    pdf = squeezed(text_of_pdf(client.get("/social/reports/2027-01.pdf").getvalue()))
    word = squeezed(text_of_word(client.get("/social/reports/2027-01.docx").getvalue()))
    said = (
        "The bus campaign was seen by thousands.",
        "Our <b>page</b>",
        "48 posts; 16 days on target (2 to 3)",
        "Something we posted",
        "Not counted: complaints",
        "Followers and members",
    )
    for place in (shown, pdf, word):
        assert [words for words in said if squeezed(words) not in place] == []


def test_a_draft_is_seen_by_those_who_write_it_and_not_by_the_leadership() -> None:
    written()
    addresses = ["/social/reports/2027-01/", "/social/reports/2027-01.pdf"]
    leader = sign_in(Client(), make_staff())
    writer = sign_in(Client(), make_member(role=Role.COORDINATOR))
    assert [leader.get(address).status_code for address in addresses] == [404, 404]
    assert [writer.get(address).status_code for address in addresses] == [200, 200]
    assert "January 2027" not in leader.get("/social/reports/").content.decode()


def test_a_month_typed_wrongly_comes_back_with_a_sentence() -> None:
    client = sign_in(Client(), make_member(role=Role.COORDINATOR))
    page = client.post("/social/reports/", {"month": "Smarch"}).content.decode()
    assert ("Write a month such as 2027-02." in page, 'value="Smarch"' in page) == (True, True)


def test_today_is_london_when_a_month_turns() -> None:
    """At half past eleven UTC on 30 June it is July in London, and June is over."""
    report = Report.objects.create(month=date(2026, 6, 1), opening="Done.")
    with time_machine.travel("2026-06-30T23:30:00Z", tick=False):
        assert localdate(clock.now()) == date(2026, 7, 1)
        sent = reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)
    assert replace(Month.of(sent.figures), sentences=()).first == "2026-06-01"


def test_a_report_that_was_frozen_with_one_aim_is_read_as_before() -> None:
    month = Month(JANUARY.isoformat(), 1, ((2, 3),))
    kept = month.stored()
    kept["aim"] = list(kept.pop("aims")[0])
    report = Report.objects.create(month=JANUARY, figures=kept)
    import_module("socialmedia.migrations.0011_reports_keep_every_aim").keep_every_aim(apps, None)
    report.refresh_from_db()
    assert Month.of(report.figures) == month
    assert "aim" not in report.figures
