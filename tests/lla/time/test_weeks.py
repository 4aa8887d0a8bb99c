"""Weeks are read by ISO's names and said in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lla.time import weeks


@given(some.dates(min_value=date(1001, 1, 8), max_value=date(2999, 12, 20)))
def test_every_day_lies_in_the_week_that_its_name_gives_back(day: date) -> None:
    monday = weeks.monday_of(day)
    assert (weeks.read(weeks.named(monday)), day in weeks.days_of(monday)) == (monday, True)


@pytest.mark.parametrize(
    "name", ["", "2027", "2027-W54", "2027-W00", "2027-5", "x", "2027-W5", "2027-W\u0660\u0665"]
)
def test_what_is_no_week_is_none(name: str) -> None:
    assert weeks.read(name) is None


def test_a_year_of_53_weeks_has_them_all() -> None:
    assert [weeks.read("2026-W53"), weeks.read("2027-W53")] == [date(2026, 12, 28), None]


def test_a_week_is_said_as_people_say_it() -> None:
    assert [weeks.in_words(day) for day in (date(2027, 2, 1), date(2027, 3, 29), date(2026, 12, 28))] == [
        "1 to 7 February 2027",
        "29 March to 4 April 2027",
        "28 December 2026 to 3 January 2027",
    ]
