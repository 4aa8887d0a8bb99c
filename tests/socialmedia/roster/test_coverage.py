"""What a roster lacks, said without a database: gaps, clashes, and who could look after what."""

from datetime import date, timedelta

import pytest

from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.coverage import (
    DUTIES,
    Facts,
    Place,
    clashes,
    days_in_words,
    gaps,
    open_days,
    places,
    why_not_needed,
    why_not_there,
)
from socialmedia.roster.models import RosterDuty
from socialmedia.team.models import Appointment, Leave

MONDAY = date(2027, 5, 10)
DAYS = [MONDAY + timedelta(days=n) for n in range(7)]


def channel(key: int, name: str, kind: str, status: str = ChannelStatus.OPEN) -> Channel:
    return Channel(pk=key, name=name, kind=kind, status=status)


PAGE = channel(1, "Our page", ChannelKind.PAGE)
FORUM = channel(2, "Debate", ChannelKind.DISCUSSION)
SAM, KIM, COO = 11, 12, 13


def facts(*channels: Channel, away: tuple[Leave, ...] = (), sam_until: date | None = None) -> Facts:
    """Sam on the page, Kim in the forum, and a coordinator of the whole team."""
    roles = {
        SAM: [Appointment(user_id=SAM, channel_id=1, starts_on=date(2027, 1, 1), ends_on=sam_until)],
        KIM: [Appointment(user_id=KIM, channel_id=2, starts_on=date(2027, 1, 1))],
        COO: [Appointment(user_id=COO, starts_on=date(2027, 5, 12))],
    }
    known = {one.pk: one for one in channels or (PAGE, FORUM)}
    return Facts(known, roles, {SAM: away}, {SAM: "Sam", KIM: "Kim", COO: "Coo"})


def leave(first: date, last: date) -> Leave:
    """Sam is away."""
    return Leave(user_id=SAM, starts_on=first, ends_on=last)


def duty(key: int, kind: str, day: date, person: int) -> RosterDuty:
    return RosterDuty(channel_id=key, kind=kind, on=day, user_id=person)


@pytest.mark.parametrize(
    ("steps", "open_on"),
    [
        ([], []),
        ([(-9, True)], [0, 1, 2, 3, 4, 5, 6]),
        ([(-9, True), (-1, False)], []),
        ([(2, True)], [3, 4, 5, 6]),
        ([(-9, True), (2, False)], [0, 1]),
        ([(-9, True), (2, False), (2, True)], [0, 1, 3, 4, 5, 6]),
        ([(1, True), (3, False), (5, True)], [2, 6]),
    ],
)
def test_a_channel_was_open_on_the_days_between_opening_and_leaving_it(
    steps: list[tuple[int, bool]], open_on: list[int]
) -> None:
    turns = [(MONDAY + timedelta(days=number), opened) for number, opened in steps]
    assert open_days(turns, DAYS) == [DAYS[number] for number in open_on]


def test_what_needs_somebody_depends_on_the_kind_of_channel_and_whether_it_is_open() -> None:
    kinds = {kind: channel(n, kind.label, kind) for n, kind in enumerate(ChannelKind)}
    needed = {kind: [place.kind for place in places([one], [MONDAY])] for kind, one in kinds.items()}
    assert needed == {
        ChannelKind.PAGE: ["posting", "messages", "comments"],
        ChannelKind.ORGANISING: ["comments"],
        ChannelKind.DISCUSSION: ["comments"],
        ChannelKind.COMMITTEE: [],
    }
    assert places([channel(1, "Our page", ChannelKind.PAGE, ChannelStatus.SUSPENDED)], DAYS) == []
    assert set(DUTIES) == set(ChannelKind)


def test_gaps_are_told_together_for_each_thing_of_a_channel() -> None:
    posting = [duty(1, DutyKind.POSTING, day, SAM) for day in DAYS]
    comments = [duty(2, DutyKind.COMMENTS, day, KIM) for day in DAYS if day.weekday() not in {1, 4}]
    messages = [duty(1, DutyKind.MESSAGES, day, SAM) for day in DAYS[1:]]
    assert [one.sentence for one in gaps(facts(), posting + comments + messages, DAYS)] == [
        "Our page: nobody for messages on Monday 10 May.",
        "Our page: nobody for comments every day from Monday 10 May to Sunday 16 May.",
        "Debate: nobody for comments on Tuesday 11 and Friday 14 May.",
    ]


def test_days_are_told_by_their_month_when_it_changes() -> None:
    assert days_in_words([date(2027, 5, 30), date(2027, 5, 31), date(2027, 6, 1)]) == (
        "on Sunday 30, Monday 31 May and Tuesday 1 June"
    )


@pytest.mark.parametrize(
    ("person", "place", "reasons"),
    [
        (SAM, Place(1, "posting", MONDAY), []),
        (SAM, Place(2, "comments", MONDAY), ["Sam has no role on Debate on Monday 10 May."]),
        (COO, Place(1, "posting", date(2027, 5, 11)), ["Coo has no role on Our page on Tuesday 11 May."]),
        (COO, Place(2, "comments", date(2027, 5, 12)), []),
        (SAM, Place(1, "posting", date(2027, 5, 13)), []),
        (SAM, Place(1, "posting", date(2027, 5, 14)), ["Sam is away on Friday 14 May."]),
        (SAM, Place(1, "posting", date(2027, 5, 15)), ["Sam has no role on Our page on Saturday 15 May."]),
        (99, Place(1, "posting", MONDAY), ["This person has no role on Our page on Monday 10 May."]),
        (SAM, Place(2, "posting", MONDAY), ["Debate has no such duty."]),
        (SAM, Place(7, "posting", MONDAY), ["There is no such channel."]),
    ],
)
def test_who_can_look_after_what_follows_roles_and_leave_to_the_day(
    person: int, place: Place, reasons: list[str]
) -> None:
    away = (leave(date(2027, 5, 14), date(2027, 5, 20)),)
    assert why_not_there(person, place, facts(away=away, sam_until=date(2027, 5, 14))) == reasons


def test_nobody_is_needed_on_a_channel_that_is_not_open() -> None:
    shut = channel(1, "Our page", ChannelKind.PAGE, ChannelStatus.SUSPENDED)
    assert why_not_needed(Place(1, "posting", MONDAY), facts(shut)) == [
        "Our page is not open, so nobody is needed for it on Monday 10 May."
    ]


def test_clashes_say_who_cannot_and_who_has_too_much_once_and_in_order() -> None:
    every = [duty(1, kind, day, SAM) for kind in DUTIES[ChannelKind.PAGE] for day in DAYS[:2]]
    away = (leave(MONDAY, MONDAY),)
    assert [one.sentence for one in clashes(facts(away=away), every, most=2)] == [
        "Posting, messages and comments on Our page: Sam is away on Monday 10 May.",
        "Sam has 3 duties on Monday 10 May; the guidelines expect 2 at most.",
        "Sam has 3 duties on Tuesday 11 May; the guidelines expect 2 at most.",
    ]
    assert clashes(facts(), every, most=3) == []


def test_a_clash_names_the_duties_of_each_channel_and_not_those_that_are_well() -> None:
    shut = channel(2, "Debate", ChannelKind.DISCUSSION, ChannelStatus.SUSPENDED)
    down = [duty(1, "comments", MONDAY, KIM), duty(1, "posting", MONDAY, KIM)]
    down += [duty(1, "messages", MONDAY, SAM), duty(2, "comments", MONDAY, SAM)]
    assert [one.sentence for one in clashes(facts(PAGE, shut), down, most=9)] == [
        "Debate is not open, so its duty is not needed on Monday 10 May.",
        "Posting and comments on Our page: Kim has no role on Our page on Monday 10 May.",
    ]


def test_duties_of_a_channel_that_is_not_open_are_told_together() -> None:
    shut = channel(1, "Our page", ChannelKind.PAGE, ChannelStatus.SUSPENDED)
    days = [MONDAY, MONDAY + timedelta(days=1)]
    down = [duty(1, kind, day, SAM) for day in days for kind in ("posting", "messages", "comments")]
    assert [one.sentence for one in clashes(facts(shut), down, most=9)] == [
        "Our page is not open, so its 6 duties are not needed from Monday 10 May to Tuesday 11 May."
    ]


def test_who_could_take_something_is_listed_by_name() -> None:
    assert [facts().able(Place(1, "posting", day)) for day in (MONDAY, date(2027, 5, 12))] == [
        [SAM],
        [COO, SAM],
    ]
