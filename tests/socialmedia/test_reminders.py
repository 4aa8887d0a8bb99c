"""The team is told of what waits: once, those on duty first, and nobody who is away or wants no email."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
import time_machine

from lla.accounts.models import User
from lla.emails import preferences
from lla.emails.models import Email
from lla.jobs import schedule
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.messages import tasks as messages_tasks
from socialmedia.messages.models import Message
from socialmedia.posts import tasks as posts_tasks
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.models import Variant
from socialmedia.record.models import SocialEvent
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.socialmedia.factories import make_member, make_post, make_variant, require_checks
from tests.socialmedia.messages.factories import make_message
from tests.socialmedia.posts.factories import actor, ask, check, planned, rewrite, write

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 14, 14, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def told(kind: str) -> list[str]:
    """To whom emails of a kind went, by name."""
    names = dict(User.objects.values_list("email", "name"))
    return sorted(names[to] for to in Email.objects.filter(kind=kind).values_list("to", flat=True))


def after_the_minute(kind: str) -> list[str]:
    """The same, once the worker has done its chores of the minute."""
    assert schedule.run_minutely() == []
    return told(kind)


def puts_on_duty(user: User, kind: DutyKind, channel: Channel | None = None) -> None:
    channel = channel or Channel.objects.get()
    RosterDuty.objects.create(channel=channel, kind=kind, on=date(2026, 7, 14), user=user)


def goes_away(user: User) -> None:
    Leave.objects.create(user=user, starts_on=date(2026, 7, 14), ends_on=date(2026, 7, 14))


def test_a_check_is_asked_of_those_who_post_today_and_else_of_the_whole_team() -> None:
    ann, _, cem, dan = (make_member(name) for name in ("Ann", "Bea", "Cem", "Dan"))
    goes_away(dan)
    for on_duty, asked in (
        (None, ["Bea", "Cem"]),
        (cem, ["Cem"]),
        (ann, ["Bea", "Cem"]),
        (dan, ["Bea", "Cem"]),
    ):
        Email.objects.all().delete()
        RosterDuty.objects.all().delete()
        if on_duty:
            puts_on_duty(on_duty, DutyKind.POSTING)
        post = ask(write(planned(words="Once more!"), author=ann))
        assert (on_duty, told("socialmedia/check_asked")) == (on_duty, asked)
    body = Email.objects.filter(to=cem.email).get().body
    assert ("Once more!" in body, f"/social/posts/{post.pk}/" in body) == (False, True)


def test_everybody_who_wrote_a_post_hears_that_it_was_checked_and_how_it_stands() -> None:
    require_checks()
    ann, bea, cem = (make_member(name) for name in ("Ann", "Bea", "Cem"))
    post = rewrite(write(author=ann), planned(words="Bea wrote this."), user=bea)
    check(ask(post), by=cem)
    assert told("socialmedia/post_checked") == ["Ann", "Bea"]
    assert "It's ready" in Email.objects.filter(kind="socialmedia/post_checked")[0].body
    Email.objects.all().delete()
    check(ask(write(planned(words="He did it."), author=ann, official=True)), by=cem)
    assert "Other problems have to be solved first" in Email.objects.get(to=ann.email).body
    Email.objects.all().delete()
    check(ask(write(planned(words="No."), author=ann)), by=cem, agreed=False, note="Not like this.")
    assert (told("socialmedia/post_checked"), told("socialmedia/not_agreed")) == ([], ["Ann"])


def test_a_post_that_is_due_and_still_not_out_is_told_of_once_for_each_time_it_is_planned_for() -> None:
    ann, bea, coo = make_member("Ann"), make_member("Bea"), make_member("Coo", Role.COORDINATOR)
    post = write(planned(at=NOW + HOUR), author=ann)
    puts_on_duty(bea, DutyKind.POSTING)
    emails = partial(after_the_minute, "socialmedia/posts_overdue")
    assert emails() == []
    with at(NOW + HOUR + 15 * MINUTE):
        assert emails() == []
    with at(NOW + HOUR + 16 * MINUTE):
        assert [emails(), emails()] == [["Ann", "Bea"], ["Ann", "Bea"]]
        posts_workflow.save(post, [planned(at=NOW + 2 * HOUR)], user=ann, by=actor(ann))
        assert emails() == ["Ann", "Bea"]
    with at(NOW + 3 * HOUR):
        assert emails() == ["Ann", "Ann", "Bea", "Bea"]
    assert SocialEvent.objects.of(post).filter(act="told_overdue").count() == 2
    assert coo.name not in told("socialmedia/posts_overdue")


def test_what_went_out_was_dropped_or_lies_on_a_closed_page_is_not_overdue() -> None:
    make_member("Coo", Role.COORDINATOR)
    make_variant(planned_at=NOW - HOUR)
    assert Variant.objects.overdue(since=NOW - 9 * HOUR, before=NOW).count() == 1
    for change in ({"status": "dropped"}, {"status": "posted", "posted_at": NOW}):
        Variant.objects.update(**change)
        assert posts_tasks.tell_of_overdue_posts() == 0
    Variant.objects.update(status="planned", posted_at=None, planned_at=NOW - 49 * HOUR)
    assert posts_tasks.tell_of_overdue_posts() == 0
    Variant.objects.update(planned_at=NOW - HOUR)
    Channel.objects.update(status=ChannelStatus.SUSPENDED)
    assert posts_tasks.tell_of_overdue_posts() == 0
    Channel.objects.update(status=ChannelStatus.OPEN)
    assert (posts_tasks.tell_of_overdue_posts(), told("socialmedia/posts_overdue")) == (1, ["Coo"])


def test_an_overdue_post_waits_for_somebody_to_tell_and_asks_nobody_who_is_away() -> None:
    ann, coo = make_member("Ann"), make_member("Coo", Role.COORDINATOR)
    goes_away(ann)
    goes_away(coo)
    make_variant(make_post(ann), planned_at=NOW - HOUR)
    assert posts_tasks.tell_of_overdue_posts() == 0
    make_member("Man", Role.MANAGER)
    assert (posts_tasks.tell_of_overdue_posts(), told("socialmedia/posts_overdue")) == (1, ["Man"])


def test_a_message_that_has_waited_four_hours_is_told_of_once_within_the_minute() -> None:
    coo, ann, bea = make_member("Coo", Role.COORDINATOR), make_member("Ann"), make_member("Bea")
    puts_on_duty(ann, DutyKind.MESSAGES)
    puts_on_duty(bea, DutyKind.COMMENTS)
    message = make_message(came_at=NOW - 4 * HOUR + MINUTE)
    emails = partial(after_the_minute, "socialmedia/messages_waiting")
    assert emails() == []
    with at(NOW + MINUTE):
        assert [emails(), emails()] == [["Ann", "Coo"], ["Ann", "Coo"]]
    body = Email.objects.filter(to=coo.email).get().body
    assert ("Kim Ashdown" in body, f"/social/messages/{message.pk}/" in body) == (False, True)
    make_message(came_at=NOW - 24 * HOUR)  # late by now: the night tells of it
    make_message("opinion", came_at=NOW - 5 * HOUR)
    assert emails() == ["Ann", "Coo"]
    assert messages_tasks.tell_of_late_messages() == 1


def test_whoever_is_away_hears_of_no_message_and_whoever_turned_such_emails_off_neither() -> None:
    coo, man = make_member("Coo", Role.COORDINATOR), make_member("Man", Role.MANAGER)
    goes_away(coo)
    make_message(came_at=NOW - 5 * HOUR)
    assert messages_tasks.tell_of_waiting_messages() == 1
    assert told("socialmedia/messages_waiting") == ["Man"]
    preferences.choose(man.email, unwanted=["socialmedia/messages_waiting"])
    make_message(came_at=NOW - 5 * HOUR)
    assert messages_tasks.tell_of_waiting_messages() == 1
    assert told("socialmedia/messages_waiting") == ["Man"]
    assert Message.objects.filter(soft_told_at=None).count() == 0
