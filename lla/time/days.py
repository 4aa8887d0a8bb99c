"""When a day begins and ends in London."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone


def day_begins(day: date) -> datetime:
    """The first moment of a day in London, in UTC; no change of the clocks comes at midnight."""
    return datetime.combine(day, time(), get_default_timezone()).astimezone(UTC)


def day_ends(day: date) -> datetime:
    """The first moment that no longer belongs to a day in London."""
    return day_begins(day + timedelta(days=1))


def local_days(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments from which and before which something lies in these days in London, both days whole."""
    return day_begins(first), day_ends(last)


YEAR_AHEAD = timedelta(days=366)


def is_over_a_year_away(day: date, *, today: date) -> bool:
    """Whether a day is so far ahead that it may be a slip of the year, or that nobody can plan it."""
    return day > today + YEAR_AHEAD
