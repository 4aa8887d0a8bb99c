"""Filling the roster, taking what is empty, and swaps: whole or not at all, one winner, told by email."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.record.models import SocialEvent
from socialmedia.roster import rules as roster_rules
from socialmedia.roster import selectors as roster_selectors
from socialmedia.roster import tasks as roster_tasks
from socialmedia.roster import workflow as roster_workflow
from socialmedia.roster.choices import DutyKind, SwapStatus
from socialmedia.roster.coverage import Place
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.roster.workflow import Change
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.concurrency import at_once, refusals
from tests.factories import make_user
from tests.socialmedia.factories import make_appointment, make_channel, make_guidelines

NOW = datetime(2027, 5, 12, 12, tzinfo=UTC)  # a Wednesday
FRIDAY = date(2027, 5, 14)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def somebody(name: str, channel: Channel) -> User:
    user = make_user(f"{name.lower()}@example.org", name)
    make_appointment(user, Role.MODERATOR, channel=channel)
    return user


def place(channel: Channel, on: date = FRIDAY, kind: str = DutyKind.POSTING) -> Place:
    return Place(channel.pk, kind, on)


def make_duty(user: User, channel: Channel, on: date = FRIDAY, kind: str = DutyKind.POSTING) -> RosterDuty:
    return RosterDuty.objects.create(channel=channel, kind=kind, on=on, user=user)


def ask(duty: RosterDuty, to: User | None = None, **fields: Any) -> Swap:
    return roster_workflow.ask(duty, to=to, user=duty.user, by=SYSTEM, **fields)


def refused(act: Callable[[], Any]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def held() -> list[tuple[str, date, str]]:
    return [(one.kind, one.on, str(one.user)) for one in RosterDuty.objects.order_by("on", "kind")]


def emails() -> list[tuple[str, str]]:
    sent = Email.objects.order_by("pk").values_list("kind", "to")
    return [(kind.removeprefix("socialmedia/"), to) for kind, to in sent]


def test_a_week_is_assigned_whole_with_one_email_to_each_but_who_did_it() -> None:
    page = make_channel("Our page")
    sam, kim, coo = (somebody(name, page) for name in ("Sam", "Kim", "Coo"))
    make_duty(kim, page)
    saturday = FRIDAY + timedelta(days=1)
    changes = [
        Change(place(page), kim.pk, sam.pk),
        Change(place(page, saturday), None, sam.pk),
        Change(place(page, saturday, DutyKind.MESSAGES), None, coo.pk),
    ]
    assert roster_workflow.assign(changes, by=Actor.user(coo, role="coordinator")) == 3
    assert held() == [
        ("posting", FRIDAY, "Sam"),
        ("messages", saturday, "Coo"),
        ("posting", saturday, "Sam"),
    ]
    assert sorted(emails()) == [("assigned", "kim@example.org"), ("assigned", "sam@example.org")]
    to_sam = Email.objects.get(to="sam@example.org").body
    assert "- Posting, Our page, Friday 14 May\n- Posting, Our page, Saturday 15 May\n" in to_sam
    assert SocialEvent.objects.get(act="assigned").about == "roster:2027-W19"


def test_a_week_with_one_wrong_place_changes_nothing() -> None:
    page = make_channel("Our page")
    sam, stranger = somebody("Sam", page), make_user(name="Stranger")
    Leave.objects.create(user=sam, starts_on=date(2027, 5, 15), ends_on=date(2027, 5, 16))
    changes = [
        Change(place(page), None, sam.pk),
        Change(place(page, date(2027, 5, 15)), None, sam.pk),
        Change(place(page, date(2027, 5, 13)), None, stranger.pk),
        Change(place(page, date(2027, 5, 11)), None, sam.pk),
        Change(place(page, date(2027, 6, 14)), None, sam.pk),
    ]
    assert refused(lambda: roster_workflow.assign(changes, by=SYSTEM)) == [
        "Tuesday 11 May has passed, so its roster cannot be changed.",
        "This person has no role on Our page on Thursday 13 May.",
        "Sam is away on Saturday 15 May.",
        "Monday 14 June is too far ahead. The roster covers the next 28 days.",
    ]
    assert (held(), emails()) == ([], [])


def test_how_far_the_roster_looks_is_a_figure_of_the_guidelines() -> None:
    page = make_channel("Our page")
    sam = somebody("Sam", page)
    make_guidelines(roster_days=7)
    changes = [Change(place(page, day), None, sam.pk) for day in (date(2027, 5, 23), date(2027, 5, 24))]
    assert refused(lambda: roster_workflow.assign(changes, by=SYSTEM)) == [
        "Monday 24 May is too far ahead. The roster covers the next 7 days."
    ]
    assert roster_workflow.assign(changes[:1], by=SYSTEM) == 1


def test_nobody_is_put_down_for_a_channel_that_is_not_open() -> None:
    page = make_channel("Our page", status=ChannelStatus.SUSPENDED)
    sam = somebody("Sam", page)
    assert refused(lambda: roster_workflow.assign([Change(place(page), None, sam.pk)], by=SYSTEM)) == [
        "Our page is not open, so nobody is needed for it on Friday 14 May."
    ]


def test_what_somebody_else_changed_meanwhile_is_told_and_not_overwritten() -> None:
    page = make_channel("Our page")
    sam, kim = somebody("Sam", page), somebody("Kim", page)
    make_duty(kim, page)
    assert refused(lambda: roster_workflow.assign([Change(place(page), None, sam.pk)], by=SYSTEM)) == [
        "Posting, Our page, Friday 14 May, has changed since you opened the page. It is now Kim."
    ]
    assert roster_workflow.assign([Change(place(page), None, kim.pk)], by=SYSTEM) == 0


def test_a_place_is_emptied_and_a_swap_that_was_asked_for_ends_with_it() -> None:
    page = make_channel("Our page")
    sam, kim = somebody("Sam", page), somebody("Kim", page)
    swap = ask(make_duty(sam, page))
    roster_workflow.assign([Change(place(page), sam.pk, kim.pk)], by=SYSTEM)
    swap.refresh_from_db()
    assert (swap.status, held()) == (SwapStatus.WITHDRAWN, [("posting", FRIDAY, "Kim")])
    roster_workflow.assign([Change(place(page), kim.pk, None)], by=SYSTEM)
    assert (held(), Swap.objects.count()) == ([], 0)


def test_an_empty_duty_is_taken_by_who_could_look_after_it() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam, kim, other = somebody("Sam", page), somebody("Kim", page), somebody("Other", forum)
    roster_workflow.take(place(page), user=sam, by=SYSTEM)
    assert [
        refused(lambda: roster_workflow.take(place(page), user=kim, by=SYSTEM)),
        refused(lambda: roster_workflow.take(place(page), user=sam, by=SYSTEM)),
        refused(lambda: roster_workflow.take(place(page, kind=DutyKind.MESSAGES), user=other, by=SYSTEM)),
        refused(lambda: roster_workflow.take(place(page, date(2027, 5, 11)), user=kim, by=SYSTEM)),
    ] == [
        ["Sam already looks after this: Posting, Our page, Friday 14 May."],
        ["You already look after this: Posting, Our page, Friday 14 May."],
        ["Other has no role on Our page on Friday 14 May."],
        ["Tuesday 11 May has passed, so its roster cannot be changed."],
    ]
    assert held() == [("posting", FRIDAY, "Sam")]


def test_anybody_is_asked_and_the_first_who_says_yes_has_the_duty() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam, kim, lee, away = (somebody(name, page) for name in ("Sam", "Kim", "Lee", "Away"))
    somebody("Other", forum)
    Leave.objects.create(user=away, starts_on=FRIDAY, ends_on=FRIDAY)
    swap = ask(make_duty(sam, page), note="A wedding")
    assert sorted(emails()) == [("swap_asked", "kim@example.org"), ("swap_asked", "lee@example.org")]
    assert "They write:\n\n> A wedding" in Email.objects.first().body  # type: ignore[union-attr]
    roster_workflow.accept(swap, user=kim, by=SYSTEM)
    assert held() == [("posting", FRIDAY, "Kim")]
    assert emails()[-1] == ("swap_accepted", "sam@example.org")
    assert refused(lambda: roster_workflow.accept(swap, user=lee, by=SYSTEM)) == [
        "Kim has already taken this duty."
    ]


def test_one_person_is_asked_and_only_they_answer() -> None:
    page = make_channel("Our page")
    sam, kim, lee = (somebody(name, page) for name in ("Sam", "Kim", "Lee"))
    duty = make_duty(sam, page)
    swap = ask(duty, kim)
    assert [
        refused(lambda: ask(duty, lee)),
        refused(lambda: roster_workflow.accept(swap, user=lee, by=SYSTEM)),
        refused(lambda: roster_workflow.decline(swap, user=lee, by=SYSTEM)),
        refused(lambda: roster_workflow.withdraw(swap, user=kim, by=SYSTEM)),
    ] == [
        ["You have already asked for a swap of this duty. Withdraw that request first."],
        ["This request is to somebody else."],
        ["This request is to somebody else."],
        ["Only the person who asked for a swap can withdraw it."],
    ]
    roster_workflow.decline(swap, user=kim, by=SYSTEM)
    again = ask(duty, lee)
    roster_workflow.withdraw(again, user=sam, by=SYSTEM)
    assert emails() == [
        ("swap_asked", "kim@example.org"),
        ("swap_declined", "sam@example.org"),
        ("swap_asked", "lee@example.org"),
        ("swap_withdrawn", "lee@example.org"),
    ]
    assert held() == [("posting", FRIDAY, "Sam")]
    assert refused(lambda: roster_workflow.accept(again, user=lee, by=SYSTEM)) == [
        "This swap has been withdrawn."
    ]


def test_a_swap_that_cannot_be_is_refused_in_words() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam, kim, other = somebody("Sam", page), somebody("Kim", page), somebody("Other", forum)
    duty, over = make_duty(sam, page), make_duty(sam, page, date(2027, 5, 11))
    assert [
        refused(lambda: roster_workflow.ask(duty, to=None, user=kim, by=SYSTEM)),
        refused(lambda: ask(over)),
        refused(lambda: ask(duty, sam)),
        refused(lambda: ask(duty, other)),
    ] == [
        ["This is not your duty, so you cannot give it away."],
        ["Tuesday 11 May has passed, so this duty can no longer be swapped."],
        ["You already have this duty. Ask somebody else."],
        ["Other has no role on Our page on Friday 14 May."],
    ]


def test_a_duty_changes_hands_to_the_end_of_its_day_in_london_and_lapses_in_the_night() -> None:
    page = make_channel("Our page")
    sam, kim = somebody("Sam", page), somebody("Kim", page)
    swap = ask(make_duty(sam, page))
    with time_machine.travel(datetime(2027, 5, 14, 22, 59, tzinfo=UTC), tick=False):
        assert (
            roster_rules.why_not_accept(
                swap, kim, roster_selectors.facts(FRIDAY, FRIDAY), now=datetime.now(UTC)
            )
            == []
        )
        roster_tasks.let_swaps_lapse()
        swap.refresh_from_db()
        assert swap.status == SwapStatus.ASKED
    with time_machine.travel(datetime(2027, 5, 14, 23, tzinfo=UTC), tick=False):
        assert refused(lambda: roster_workflow.accept(swap, user=kim, by=SYSTEM)) == [
            "Friday 14 May has passed, so this duty can no longer be swapped."
        ]
        roster_tasks.let_swaps_lapse()
        roster_tasks.let_swaps_lapse()
    swap.refresh_from_db()
    assert (swap.status, SocialEvent.objects.filter(act="withdrawn").count()) == (SwapStatus.WITHDRAWN, 1)


def test_words_of_swaps_go_when_their_day_is_over_and_old_days_after_two_years() -> None:
    page = make_channel("Our page")
    sam = somebody("Sam", page)
    swap = ask(make_duty(sam, page), note="A wedding")
    make_duty(sam, page, date(2025, 5, 1))
    make_duty(sam, page, date(2025, 6, 1))
    roster_tasks.forget_duties()
    swap.refresh_from_db()
    assert (swap.note, RosterDuty.objects.count()) == ("A wedding", 2)
    with time_machine.travel(datetime(2027, 5, 15, 12, tzinfo=UTC), tick=False):
        roster_tasks.forget_duties()
    swap.refresh_from_db()
    assert (swap.note, RosterDuty.objects.count()) == ("", 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_a_duty_at_once_leave_one_and_the_other_is_told_who() -> None:
    page = make_channel("Our page")
    people = [somebody(name, page) for name in ("Kim", "Lee")]
    answers = at_once([partial(roster_workflow.take, place(page), user=user, by=SYSTEM) for user in people])
    winner = RosterDuty.objects.get().user
    assert refusals(answers) == [[f"{winner} already looks after this: Posting, Our page, Friday 14 May."]]


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_a_swap_at_once_leave_one_winner() -> None:
    page = make_channel("Our page")
    sam, kim, lee = (somebody(name, page) for name in ("Sam", "Kim", "Lee"))
    swap = ask(make_duty(sam, page))
    answers = at_once([partial(roster_workflow.accept, swap, user=user, by=SYSTEM) for user in (kim, lee)])
    winner = RosterDuty.objects.get().user
    assert refusals(answers) == [[f"{winner} has already taken this duty."]]
    assert emails()[2:] == [("swap_accepted", "sam@example.org")]


@pytest.mark.django_db(transaction=True)
def test_a_week_assigned_twice_at_once_is_assigned_once_and_told() -> None:
    page = make_channel("Our page")
    sam, kim = somebody("Sam", page), somebody("Kim", page)
    acts = [
        partial(roster_workflow.assign, [Change(place(page), None, user.pk)], by=SYSTEM)
        for user in (sam, kim)
    ]
    [reasons] = refusals(at_once(acts))
    [(_, _, winner)] = held()
    assert reasons == [
        f"Posting, Our page, Friday 14 May, has changed since you opened the page. It is now {winner}."
    ]
