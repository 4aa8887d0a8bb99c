"""Days and moments are said in words, in London time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lla import clock
from lla.moments import (
    clock_in_words,
    date_in_brief,
    day_in_brief,
    day_in_words,
    moment_in_brief,
    moment_in_words,
    short_day,
    time_left,
)


def test_a_summer_moment_is_said_in_london_time() -> None:
    assert moment_in_words(datetime(2027, 5, 1, 16, 0, tzinfo=UTC)) == "Saturday 1 May 2027, 5 pm"


def test_a_winter_moment_near_midnight_stays_on_its_day() -> None:
    assert moment_in_words(datetime(2027, 1, 2, 23, 59, tzinfo=UTC)) == "Saturday 2 January 2027, 11.59 pm"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (12, 0, "noon"),
        (12, 5, "12.05 pm"),
        (9, 14, "9.14 am"),
        (17, 0, "5 pm"),
        (0, 30, "12.30 am"),
    ],
)
def test_the_clock_is_said_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert clock_in_words(datetime(2027, 1, 2, hour, minute, tzinfo=UTC)) == words


def test_days_are_said_with_and_without_weekday_and_year() -> None:
    day = date(2027, 2, 22)
    assert day_in_words(day) == "Monday 22 February 2027"
    assert day_in_words(day, year=False) == "Monday 22 February"
    assert short_day(day) == "22 February 2027"


def test_days_and_moments_are_short_in_the_subject_of_an_email() -> None:
    day = date(2027, 2, 22)
    moment = datetime(2027, 5, 1, 14, 20, tzinfo=UTC)
    assert (date_in_brief(day), day_in_brief(day)) == ("22 Feb", "Mon 22 Feb")
    assert moment_in_brief(moment) == "Sat 1 May, 3.20pm"
    assert moment_in_brief(moment.replace(hour=10, minute=0)) == "Sat 1 May, 11am"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3), "3 days left"),
        (timedelta(hours=36), "2 days left"),
        (timedelta(hours=35), "35 hours left"),
        (timedelta(hours=2), "2 hours left"),
        (timedelta(minutes=119), "119 minutes left"),
        (timedelta(seconds=30), "1 minute left"),
        (timedelta(), ""),
        (timedelta(days=-1), ""),
    ],
)
def test_the_time_left_is_said_in_its_largest_useful_unit(left: timedelta, words: str) -> None:
    now = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)
    assert time_left(now + left, now=now) == words


def test_the_clock_can_retell_the_past_and_comes_back() -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    with clock.at(past):
        assert clock.now() == past
    assert clock.now() > past
