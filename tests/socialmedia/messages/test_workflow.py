"""Direct messages are answered by their clocks, once, and forgotten; nobody is left without an answer."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db.models import Model

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.channels.choices import ChannelStatus
from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.parameters import Parameters
from socialmedia.messages import rules as messages_rules
from socialmedia.messages import selectors as messages_selectors
from socialmedia.messages import tasks as messages_tasks
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from socialmedia.record.models import SocialEvent, SocialRemark
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from socialmedia.sources.models import Source
from socialmedia.team.choices import Role
from tests.factories import make_user
from tests.organisers.factories import make_region
from tests.socialmedia.factories import make_appointment, make_channel, make_guidelines, make_source
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 14, 11, tzinfo=UTC)  # noon in London
FIGURES = Parameters()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def july() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def reasons(refused: pytest.ExceptionInfo[NotAllowed]) -> list[str]:
    return refused.value.reasons


def sentence(message: Message, figures: Parameters = FIGURES) -> tuple[str, str]:
    line = messages_rules.line_of(message, figures=figures, now=NOW)
    return line.word, line.sentence


def acts_on(row: Model) -> list[str]:
    return [event.act for event in SocialEvent.objects.of(row)]


@pytest.mark.parametrize(
    ("kind", "age", "word", "words"),
    [
        ("request", HOUR, "On time", "Answer it by 3 pm. It is late after the end of today."),
        (
            "recruit",
            5 * HOUR,
            "Getting late",
            "The guidelines ask for an answer within 4 hours. It is late after the end of today.",
        ),
        (
            "request",
            12 * HOUR + timedelta(seconds=1),
            "Late",
            "It should have been answered by the end of Monday 13 July 2026.",
        ),
        ("article", 5 * DAY, "No deadline", "Give it a thumbs up once its source has been reviewed."),
        ("opinion", 5 * DAY, "No deadline", "No answer needed."),
        ("abuse", HOUR, "No deadline", "No answer needed."),
    ],
)
def test_a_waiting_message_says_how_it_stands(kind: str, age: timedelta, word: str, words: str) -> None:
    assert sentence(make_message(kind, came_at=NOW - age)) == (word, words)


def test_a_message_just_before_midnight_is_answered_before_midnight() -> None:
    late_evening = datetime(2026, 7, 14, 22, 50, tzinfo=UTC)
    with time_machine.travel(late_evening, tick=False):
        line = messages_rules.line_of(make_message(), figures=FIGURES, now=late_evening)
    assert line.sentence == "Answer it by the end of today."


def test_the_guidelines_in_force_set_the_words() -> None:
    message = make_message(came_at=NOW - 5 * HOUR)
    assert sentence(message, Parameters(reply_soft_hours=30, reply_hard_days=2)) == (
        "On time",
        "Answer it by Wednesday 15 July 2026, 1 pm. It is late after the end of Thursday 16 July 2026.",
    )


def test_possible_recruits_come_first_then_requests_then_the_oldest() -> None:
    kinds = ["opinion", "article", "request", "recruit", "abuse", "request", "recruit"]
    for age, kind in enumerate(kinds):
        make_message(kind, came_at=NOW - age * HOUR)
    order = list(Message.objects.possible_recruits_first().values_list("kind", flat=True))
    assert order == ["recruit", "recruit", "request", "request", "article", "abuse", "opinion"]
    first, second = Message.objects.possible_recruits_first()[:2]
    assert first.came_at < second.came_at


def test_a_message_from_the_future_or_on_a_closed_channel_is_refused() -> None:
    closed = make_channel("Old page", status=ChannelStatus.CLOSED)
    with pytest.raises(NotAllowed) as refused:
        make_message(channel=closed, came_at=NOW + timedelta(minutes=1))
    assert reasons(refused) == [
        "Old page is closed: it receives nothing.",
        "The message cannot be from the future. It is now Tuesday 14 July 2026, noon.",
    ]
    with pytest.raises(NotAllowed) as refused:
        make_message(channel=make_channel("Our page"), came_at=NOW - 400 * DAY)
    assert reasons(refused) == ["That is more than a year ago. Check the date."]
    assert Message.objects.count() == 0


def test_an_answer_is_noted_with_who_and_when() -> None:
    message, person = make_message(came_at=NOW - 5 * HOUR), make_user(name="Jo Brook")
    message = messages_workflow.answer(
        message, note="Sent the date", answered_at=NOW - 3 * HOUR, person=person, by=SYSTEM
    )
    assert (message.status, message.answered_by, message.answered_at) == ("answered", person, NOW - 3 * HOUR)
    assert sentence(message) == ("Answered", "Answered after 2 hours, on time.")
    assert acts_on(message) == ["answered", "received"]
    assert [remark.words for remark in SocialRemark.objects.all()] == ["Sent the date"]


def test_an_answer_lies_between_coming_in_and_now() -> None:
    message = make_message(came_at=NOW - HOUR)
    for moment, words in (
        (NOW + HOUR, "It cannot have been answered in the future. It is now Tuesday 14 July 2026, noon."),
        (
            NOW - 2 * HOUR,
            "It came in on Tuesday 14 July 2026, 11 am, so it cannot have been answered before that.",
        ),
    ):
        with pytest.raises(NotAllowed) as refused:
            messages_workflow.answer(message, answered_at=moment, person=make_user(), by=SYSTEM)
        assert reasons(refused) == [words]


@pytest.mark.parametrize("kind", ["request", "recruit"])
def test_requests_and_recruits_cannot_be_set_aside(kind: str) -> None:
    message = make_message(kind)
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.set_aside(message, person=make_user(), by=SYSTEM)
    assert reasons(refused) == [
        f"{MessageKind(kind).label} always needs an answer. If it is something else, change its kind first."
    ]
    messages_workflow.sort(message, kind=MessageKind.OPINION, by=SYSTEM)
    assert messages_workflow.set_aside(message, person=make_user(), by=SYSTEM).status == "set_aside"
    assert acts_on(message) == ["set_aside", "sorted", "received"]


@pytest.mark.parametrize(
    ("vetted", "sound", "words"),
    [
        (
            None,
            {},
            "Nobody has reviewed Riverside Chronicle yet. Review it. The review then counts for 180 days.",
        ),
        (180 * DAY, {}, ""),
        (
            181 * DAY,
            {},
            "Riverside Chronicle was last reviewed on 14 January 2026, 181 days before. A review counts "
            "for 180 days. Review it. The review then counts for 180 days.",
        ),
        (
            DAY,
            {"reliable": False},
            "Riverside Chronicle was found not to be reliable. Share it from a reliable source.",
        ),
        (
            DAY,
            {"conflicts": True},
            "Riverside Chronicle was found to conflict with our principles. Do not share it.",
        ),
    ],
)
def test_an_article_gets_a_thumbs_up_only_from_a_vetted_source(
    vetted: timedelta | None, sound: dict[str, bool], words: str
) -> None:
    source = make_source(vetted=vetted)
    source.vettings.update(**sound) if sound else None
    message = make_message(MessageKind.ARTICLE, source=source)
    refused = messages_rules.why_not_answer(message, answered_at=NOW, figures=FIGURES, now=NOW)
    assert refused == ([words] if words else [])


@pytest.mark.parametrize(
    ("duty", "level"), [(Duty.REQUIRED, ["fail"]), (Duty.ENCOURAGED, ["warn"]), (Duty.LEFT_OPEN, [])]
)
def test_the_guidelines_say_how_strictly_a_source_is_looked_into_first(duty: Duty, level: list[str]) -> None:
    figures = Parameters(source_vetted=duty)
    for source in (None, make_source(vetted=None)):
        assert [one.level for one in messages_rules.of_source(source, figures=figures, now=NOW)] == level
        refused = messages_rules.why_not_vouch(source, figures=figures, now=NOW)
        assert bool(refused) == (duty == Duty.REQUIRED)
        Source.objects.all().delete()


def test_an_article_without_a_source_gets_none_until_it_is_named() -> None:
    message = make_message(MessageKind.ARTICLE)
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.answer(message, person=make_user(), by=SYSTEM)
    assert reasons(refused) == [
        "The source is missing. Choose the source. A thumbs up is for reviewed sources only."
    ]
    messages_workflow.sort(message, kind=MessageKind.ARTICLE, source=make_source(), by=SYSTEM)
    assert messages_workflow.answer(message, person=make_user(), by=SYSTEM).status == "answered"


def test_whoever_is_second_hears_who_was_quicker() -> None:
    message = make_message()
    messages_workflow.answer(message, person=make_user(name="Jo Brook"), by=SYSTEM)
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.answer(message, person=make_user(), by=SYSTEM)
    assert reasons(refused) == ["Jo Brook answered it on Tuesday 14 July 2026, noon. Nothing has changed."]


def test_a_message_goes_back_into_the_inbox_with_a_reason_until_it_is_forgotten() -> None:
    message = messages_workflow.answer(make_message(), person=make_user(), by=SYSTEM)
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.reopen(message, because=" ", by=SYSTEM)
    assert reasons(refused) == ["Say why you are reopening it."]
    message = messages_workflow.reopen(message, because="The answer went to somebody else", by=SYSTEM)
    assert (message.status, message.answered_at, message.answered_by) == ("open", None, None)
    message = messages_workflow.answer(message, person=make_user(), by=SYSTEM)
    Message.objects.update(forgotten_at=NOW)
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.reopen(message, because="Again", by=SYSTEM)
    assert reasons(refused) == ["Its words have been deleted."]


def test_only_a_possible_recruit_is_passed_on_and_only_the_region_is_noted() -> None:
    region = make_region()
    recruit = messages_workflow.pass_on(make_message(MessageKind.RECRUIT), region, by=SYSTEM)
    assert (recruit.region, SocialEvent.objects.of(recruit)[0].details) == (region, {"region": region.pk})
    with pytest.raises(NotAllowed) as refused:
        messages_workflow.pass_on(make_message(), region, by=SYSTEM)
    assert reasons(refused) == ["Only people who may join are referred to a region’s organiser."]
    assert messages_workflow.sort(recruit, kind=MessageKind.REQUEST, by=SYSTEM).region is None


def test_late_messages_are_told_of_once_to_coordinator_and_whoever_is_on_duty() -> None:
    page, forum = make_channel("Our page"), make_channel("Forum", kind="discussion")
    coordinator, on_duty, other = make_user("coo@example.org"), make_user("duty@example.org"), make_user()
    make_appointment(coordinator, Role.COORDINATOR)
    for person in (on_duty, other):
        make_appointment(person, channel=page)
    for person, channel, kind in (
        (on_duty, page, DutyKind.MESSAGES),
        (other, page, DutyKind.POSTING),
        (make_user(), forum, DutyKind.MESSAGES),  # out of the team since
    ):
        RosterDuty.objects.create(channel=channel, kind=kind, on=date(2026, 7, 14), user=person)
    late = [make_message(channel=channel, came_at=NOW - DAY) for channel in (page, forum)]
    make_message(channel=page, came_at=NOW - HOUR)
    make_message(MessageKind.OPINION, channel=page, came_at=NOW - DAY)
    messages_workflow.answer(make_message(channel=page, came_at=NOW - DAY), person=other, by=SYSTEM)
    assert [messages_tasks.tell_of_late_messages(), messages_tasks.tell_of_late_messages()] == [2, 0]
    emails = {email.to: email for email in Email.objects.all()}
    assert {to: email.subject for to, email in emails.items()} == {
        "coo@example.org": "2 messages are overdue",
        "duty@example.org": "1 message is overdue",
    }
    body = emails["coo@example.org"].body
    assert "/social/messages/\n" in body
    assert f"/social/messages/{late[0].pk}/\n" in emails["duty@example.org"].body
    assert [words in body for words in ("Our page", "Kim Ashdown", "next meeting")] == [True, False, False]


def test_a_late_message_waits_for_somebody_to_tell_and_the_manager_will_do() -> None:
    make_message(came_at=NOW - DAY)
    assert messages_tasks.tell_of_late_messages() == 0
    make_appointment(make_user("manager@example.org"), Role.MANAGER)
    assert messages_tasks.tell_of_late_messages() == 1
    assert [email.to for email in Email.objects.all()] == ["manager@example.org"]


def test_words_go_a_month_after_a_message_was_dealt_with_and_counts_stay(
    july: time_machine.Traveller,
) -> None:
    dealt = messages_workflow.answer(make_message(), note="Told Kim", person=make_user(), by=SYSTEM)
    waiting = make_message()
    july.move_to(NOW + 30 * DAY)
    assert messages_tasks.forget_messages() == 0
    july.move_to(NOW + 30 * DAY + timedelta(seconds=1))
    assert [messages_tasks.forget_messages(), messages_tasks.forget_messages()] == [1, 0]
    dealt.refresh_from_db()
    waiting.refresh_from_db()
    assert (dealt.person, dealt.words, dealt.status, waiting.person) == ("", "", "answered", "Kim Ashdown")
    assert (SocialRemark.objects.count(), acts_on(dealt)) == (0, ["answered", "received"])


def test_how_the_messages_of_some_days_were_dealt_with() -> None:
    def answered(came_at: datetime, after: timedelta, kind: str = "request") -> None:
        message = make_message(kind, came_at=came_at)
        messages_workflow.answer(message, answered_at=came_at + after, person=make_user(), by=SYSTEM)

    evening = datetime(2026, 7, 12, 22, 30, tzinfo=UTC)  # half past eleven in London
    answered(evening, timedelta(minutes=29))
    answered(evening, timedelta(minutes=30))  # at midnight: late
    answered(evening, DAY + 2 * HOUR, "recruit")
    answered(evening, HOUR, "opinion")
    make_message(came_at=evening)  # late and waiting
    make_message(came_at=NOW - HOUR)
    answered(evening - 2 * DAY, HOUR)  # of another day
    messages_workflow.set_aside(make_message("abuse", came_at=NOW - HOUR), person=make_user(), by=SYSTEM)
    days = (date(2026, 7, 12), date(2026, 7, 14))
    assert asdict(messages_selectors.answering(*days, figures=FIGURES, now=NOW)) == {
        "came": 7,
        "clocked": 5,
        "on_time": 1,
        "late": 3,
        "waiting": 1,
    }
    lenient = messages_selectors.answering(*days, figures=Parameters(reply_hard_days=2), now=NOW)
    assert (lenient.on_time, lenient.late, lenient.waiting) == (3, 0, 2)


def test_the_figures_in_force_decide_what_is_late_at_night() -> None:
    make_appointment(make_user(), Role.COORDINATOR)
    make_message(came_at=NOW - DAY)
    make_guidelines(reply_hard_days=1)
    assert messages_tasks.tell_of_late_messages() == 0
