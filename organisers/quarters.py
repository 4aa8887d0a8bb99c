"""Quarters of the year, which begin in a month the organisation chooses."""

from datetime import date, timedelta

from django.conf import settings

MONTHS = 3


def first_day(day: date, *, starts_in: int = 1) -> date:
    """The first day of the quarter `day` lies in; a year begins in month `starts_in`."""
    months = day.year * 12 + day.month - 1
    begun = months - (day.month - starts_in) % MONTHS
    return date(begun // 12, begun % 12 + 1, 1)


def shifted(quarter: date, by: int) -> date:
    """The first day of the quarter that comes `by` quarters after another's first day."""
    months = quarter.year * 12 + quarter.month - 1 + by * MONTHS
    return date(months // 12, months % 12 + 1, 1)


def last_day(quarter: date) -> date:
    """The last day of a quarter, named by its first."""
    return shifted(quarter, 1) - timedelta(days=1)


def in_words(quarter: date) -> str:
    """January to March 2027."""
    end = last_day(quarter)
    year = "" if end.year == quarter.year else f" {quarter.year}"
    return f"{quarter:%B}{year} to {end:%B} {end.year}"


def quarter_of(day: date) -> date:
    """The first day of the quarter a day lies in, by the organisation's own year."""
    return first_day(day, starts_in=settings.QUARTERS_START_IN)
