"""The clocks of messages run in hours to the soft bound and in London's days to the hard one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lla.time.days import day_begins, day_ends, local_days
from socialmedia.guidelines.parameters import Parameters
from socialmedia.messages.clocks import Clock, Timing, answered_in_words, clock_of, late_before, took

FIGURES = Parameters()  # four hours, the same day


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).astimezone(UTC)


@pytest.mark.parametrize(
    ("came", "soft", "hard"),
    [
        ("2026-01-14T09:00+00:00", "2026-01-14T13:00+00:00", "2026-01-15T00:00+00:00"),
        ("2026-07-14T09:00+01:00", "2026-07-14T13:00+01:00", "2026-07-15T00:00+01:00"),
        ("2026-07-14T00:00+01:00", "2026-07-14T04:00+01:00", "2026-07-15T00:00+01:00"),
        ("2026-07-13T23:59:59+01:00", "2026-07-14T00:00+01:00", "2026-07-14T00:00+01:00"),
        # Ten to midnight in London: the day it came has ten minutes left, and so has the soft clock.
        ("2026-07-14T23:50+01:00", "2026-07-15T00:00+01:00", "2026-07-15T00:00+01:00"),
        # The night the clocks go forward, and the day that has 23 hours.
        ("2026-03-28T23:00+00:00", "2026-03-29T00:00+00:00", "2026-03-29T00:00+00:00"),
        ("2026-03-29T00:30+00:00", "2026-03-29T05:30+01:00", "2026-03-30T00:00+01:00"),
        # The night they go back, and the day that has 25.
        ("2026-10-25T00:30+01:00", "2026-10-25T03:30+00:00", "2026-10-26T00:00+00:00"),
        ("2026-10-25T01:30+01:00", "2026-10-25T04:30+00:00", "2026-10-26T00:00+00:00"),
        ("2026-10-25T01:30+00:00", "2026-10-25T05:30+00:00", "2026-10-26T00:00+00:00"),
    ],
)
def test_the_two_clocks_of_a_message(came: str, soft: str, hard: str) -> None:
    assert clock_of(at(came), FIGURES) == Clock(at(soft), at(hard))


def test_the_guidelines_of_the_day_set_both_clocks() -> None:
    figures = replace(FIGURES, reply_soft_hours=30, reply_hard_days=2)
    came = at("2026-07-14T23:50+01:00")
    assert clock_of(came, figures) == Clock(at("2026-07-16T05:50+01:00"), at("2026-07-17T00:00+01:00"))


@pytest.mark.parametrize(
    ("moment", "timing"),
    [
        ("2026-07-14T09:00+01:00", Timing.ON_TIME),
        ("2026-07-14T13:00+01:00", Timing.ON_TIME),
        ("2026-07-14T13:00:01+01:00", Timing.GETTING_LATE),
        ("2026-07-14T23:59:59+01:00", Timing.GETTING_LATE),
        ("2026-07-15T00:00+01:00", Timing.LATE),
    ],
)
def test_how_a_message_stands_with_its_clocks(moment: str, timing: Timing) -> None:
    assert clock_of(at("2026-07-14T09:00+01:00"), FIGURES).timing(at(moment)) == timing


@pytest.mark.parametrize("days", [0, 1, 3])
@pytest.mark.parametrize("now", ["2026-07-14T00:00+01:00", "2026-07-14T23:59+01:00", "2026-03-29T12:00Z"])
def test_what_came_before_the_bound_is_late_and_nothing_else(now: str, days: int) -> None:
    figures = replace(FIGURES, reply_hard_days=days)
    bound = late_before(at(now), figures)
    before = clock_of(bound - timedelta(seconds=1), figures).timing(at(now))
    assert (before, clock_of(bound, figures).timing(at(now)) == Timing.LATE) == (Timing.LATE, False)


def test_days_of_23_and_25_hours_are_whole_days() -> None:
    lengths = [day_ends(day) - day_begins(day) for day in (date(2026, 3, 29), date(2026, 10, 25))]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]
    assert local_days(date(2026, 3, 28), date(2026, 3, 30)) == (
        at("2026-03-28T00:00+00:00"),
        at("2026-03-31T00:00+01:00"),
    )


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=23), "2 days"),
    ],
)
def test_how_long_an_answer_took(passed: timedelta, words: str) -> None:
    assert took(at("2026-07-14T09:00+01:00"), at("2026-07-14T09:00+01:00") + passed) == words


def test_an_answer_is_judged_in_a_sentence() -> None:
    came = at("2026-07-14T09:00+01:00")
    said = [answered_in_words(came, came + timedelta(hours=hours), FIGURES) for hours in (1, 4, 5, 15)]
    assert said == [
        "Answered after 1 hour, on time.",
        "Answered after 4 hours, on time.",
        "Answered after 5 hours, on time, but after more than 4 hours.",
        "Answered after 15 hours, late.",
    ]
    assert Timing.GETTING_LATE.words == "Getting late"
