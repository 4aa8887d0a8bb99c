"""What is done for symposia by night: each safe twice, late, and at the edges of its days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from organisers.affiliation import workflow as affiliation_workflow
from organisers.groups.models import Group
from organisers.symposia.choices import Stage
from organisers.symposia.models import AccessNeed, Symposium
from organisers.symposia.workflow import lifecycle, nightly
from tests.factories import make_staff
from tests.organisers.factories import make_appointment, make_contact, make_group, make_region
from tests.organisers.symposia.factories import (
    allow_notices,
    decide,
    give_voice,
    make_confirmed,
    make_consultation,
    make_planned,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def emails(name: str) -> list[str]:
    return list(Email.objects.filter(kind=f"organisers/{name}").order_by("pk").values_list("to", flat=True))


def reachable(name: str, email: str) -> Group:
    group = make_group(name)
    allow_notices(make_contact(group, email=email))
    return group


@pytest.mark.parametrize(
    ("days", "due"),
    [(14, timedelta(days=11)), (4, timedelta(days=2)), (6, timedelta(days=3))],
)
def test_silent_groups_are_reminded_once_when_it_is_due(days: int, due: timedelta) -> None:
    answered = reachable("Hull Left", "hull@example.org")
    reachable("Selby Left", "selby@example.org")
    symposium = make_consultation(days=days)
    give_voice(symposium, answered, 2)
    with at(NOW + due - timedelta(seconds=1)):
        nightly.remind_silent_groups()
        assert emails("symposium_reminded_to_answer") == []
    with at(NOW + due):
        nightly.remind_silent_groups()
        nightly.remind_silent_groups()
        assert emails("symposium_reminded_to_answer") == ["selby@example.org"]
    assert [one.reminded_at for one in symposium.invitations.order_by("group__name")] == [None, NOW + due]


def test_after_closing_nobody_is_reminded() -> None:
    reachable("Selby Left", "selby@example.org")
    make_consultation()
    with at(NOW + timedelta(days=14)):
        nightly.remind_silent_groups()
    assert emails("symposium_reminded_to_answer") == []


def test_a_group_that_affiliates_during_a_consultation_is_asked_too_and_once() -> None:
    make_group()
    symposium = make_consultation()
    newcomer = reachable("Newcomers Left", "new@example.org")
    lifecycle.invite_latecomers()
    lifecycle.invite_latecomers()
    assert symposium.invitations.filter(group=newcomer).count() == 1
    assert emails("symposium_asked") == ["new@example.org"]
    give_voice(symposium, newcomer, 2)


def test_a_group_that_moves_keeps_its_voice_and_is_told_so() -> None:
    group = reachable("Hull Left", "hull@example.org")
    symposium = make_consultation()
    give_voice(symposium, group, 2)
    before, group.region = group.region, make_region("North")
    group.save()
    lifecycle.group_moved(group, left=before)
    assert emails("symposium_voice_stays") == ["hull@example.org"]
    give_voice(symposium, group, 0)
    assert {one.voice for one in symposium.invitations.get().answers.all()} == {0}


def test_a_group_that_moves_before_it_has_answered_is_told_that_it_still_can() -> None:
    group = reachable("Hull Left", "hull@example.org")
    make_consultation()
    before, group.region = group.region, make_region("North")
    group.save()
    lifecycle.group_moved(group, left=before)
    told = Email.objects.get(kind="organisers/symposium_voice_stays")
    said = [told.subject, *(words in told.body for words in ("still counts", "it can still answer until"))]
    assert said == ["Your group can still answer", False, True]


def test_a_group_that_moves_is_asked_where_it_comes_to() -> None:
    north = make_group(region=make_region("North")).region
    there = make_consultation(north)
    group = make_group("Hull Left")
    before, group.region = group.region, north
    group.save()
    lifecycle.group_moved(group, left=before)
    assert there.invitations.filter(group=group).exists()


def test_the_committees_move_mid_consultation_keeps_the_old_voice_and_brings_the_new_question() -> None:
    group = reachable("Hull Left", "hull@example.org")
    here, north = make_consultation(), make_group(region=make_region("North")).region
    there = make_consultation(north)
    give_voice(here, group, 2)
    affiliation_workflow.move(group, by=make_staff(), to=north, words="They live there.")
    assert emails("symposium_voice_stays") == ["hull@example.org"]
    asked = group.invitations.order_by("pk")
    assert [(one.symposium, one.answered_at is not None) for one in asked] == [(here, True), (there, False)]


def test_two_weeks_and_one_day_before_those_who_come_are_reminded_each_once() -> None:
    comes, silent, stays_away = (
        reachable(f"{name} Left", f"{name.lower()}@example.org") for name in ("Hull", "Selby", "York")
    )
    symposium = make_confirmed(weeks=5)
    lifecycle.reply(symposium, comes, coming=True, places=3)
    lifecycle.reply(symposium, stays_away, coming=False)
    assert symposium.starts_at and silent
    two_weeks, one_day = (symposium.starts_at - timedelta(days=days, hours=15) for days in (14, 1))
    for moment, expected in (
        (two_weeks - timedelta(days=1), []),
        (two_weeks, ["hull@example.org", "selby@example.org"]),
        (two_weeks + timedelta(days=3), ["hull@example.org", "selby@example.org"]),
        (one_day, ["hull@example.org", "selby@example.org", "hull@example.org"]),
        (one_day + timedelta(hours=20), ["hull@example.org", "selby@example.org", "hull@example.org"]),
    ):
        with at(moment):
            nightly.remind_of_the_day()
            nightly.remind_of_the_day()
        assert emails("symposium_reminded_of_the_day") == expected


def test_whoever_was_told_within_the_fortnight_is_not_told_again_at_once() -> None:
    reachable("Hull Left", "hull@example.org")
    make_confirmed(weeks=1, days=5)
    nightly.remind_of_the_day()
    assert emails("symposium_reminded_of_the_day") == []


@pytest.mark.parametrize(("before", "kept"), [(timedelta(seconds=1), 1), (timedelta(), 0)])
def test_access_needs_are_deleted_fourteen_days_after(before: timedelta, kept: int) -> None:
    group = make_group()
    symposium = make_confirmed()
    lifecycle.reply(symposium, group, coming=True, places=1, need="A ramp")
    assert symposium.ends_at
    with at(symposium.ends_at + timedelta(days=14) - before):
        nightly.forget_access_needs()
    assert AccessNeed.objects.count() == kept
    assert symposium.replies.get().places == 1


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        (datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC), Stage.CONSULTING),  # 31 March still, in London
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), Stage.MISSED),
    ],
)
def test_a_symposium_is_missed_when_its_quarter_ends(moment: datetime, stage: Stage) -> None:
    make_group()
    make_appointment()
    symposium = make_consultation()
    with at(moment):
        nightly.close_quarters()
        nightly.close_quarters()
    symposium.refresh_from_db()
    assert symposium.stage == stage


def missed() -> list[tuple[date, str]]:
    return list(Symposium.objects.order_by("quarter").values_list("quarter", "stage"))


def test_two_missed_in_a_row_are_told_to_the_committee() -> None:
    make_group()
    make_appointment()
    make_staff("robin@example.org")
    for month, told in ((4, []), (7, ["robin@example.org"]), (7, ["robin@example.org"])):
        with at(datetime(2027, month, 2, 3, tzinfo=UTC)):
            nightly.close_quarters()
        assert emails("two_missed") == told
    assert missed() == [(date(2027, 1, 1), "missed"), (date(2027, 4, 1), "missed")]


def test_a_cancelled_symposium_with_none_in_its_place_counts_as_missed() -> None:
    make_group()
    make_appointment()
    symposium = make_planned()
    lifecycle.cancel(symposium, because="No hall.", by=SYSTEM)
    with at(datetime(2027, 4, 2, tzinfo=UTC)):
        nightly.close_quarters()
    assert sorted(missed()) == [(date(2027, 1, 1), "cancelled"), (date(2027, 1, 1), "missed")]


def test_a_confirmed_symposium_is_never_called_missed() -> None:
    make_group()
    make_appointment()
    symposium = make_consultation()
    decide(symposium)
    with at(datetime(2027, 4, 2, tzinfo=UTC)):
        nightly.close_quarters()
    assert missed() == [(date(2027, 1, 1), "confirmed")]


def test_a_region_without_groups_or_organiser_has_missed_nothing() -> None:
    make_group(region=make_region("North"))
    make_appointment(region=make_region("Wales"))
    with at(datetime(2027, 4, 2, tzinfo=UTC)):
        nightly.close_quarters()
    assert missed() == []
