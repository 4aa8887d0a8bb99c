"""Weeks from Monday to Sunday, as addresses name them: 2027-W05."""

import re
from datetime import date, timedelta

from lla.time.wording import short_day

DAYS = 7
_WEEK = re.compile(r"([12]\d{3})-W(\d\d)", re.ASCII)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def shifted(monday: date, by: int) -> date:
    """The Monday that comes `by` weeks later."""
    return monday + timedelta(weeks=by)


def days_of(monday: date) -> list[date]:
    """Monday to Sunday."""
    return [monday + timedelta(days=at) for at in range(DAYS)]


def named(monday: date) -> str:
    """2027-W05, ISO's own name of a week."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def read(name: str) -> date | None:
    """The Monday of a week by its name; None when there is no such week."""
    found = _WEEK.fullmatch(name.strip())
    if not found:
        return None
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def in_words(monday: date) -> str:
    """1 to 7 February 2027; with both months or years where they differ."""
    sunday = monday + timedelta(days=DAYS - 1)
    if monday.year != sunday.year:
        return f"{short_day(monday)} to {short_day(sunday)}"
    if monday.month != sunday.month:
        return f"{monday.day} {monday:%B} to {short_day(sunday)}"
    return f"{monday.day} to {short_day(sunday)}"
