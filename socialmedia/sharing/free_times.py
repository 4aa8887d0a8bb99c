"""The next quarter of an hour that is free on a channel, by the guidelines' posts a day, and why then."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import localtime

QUARTER = timedelta(minutes=15)
DAYS_AHEAD = 14
# What somebody else has at least for reading a post before it goes out; our own estimate.
CHECK_TAKES = timedelta(hours=2)
# The hours of London in which a post is proposed, the last one no longer: people read it then.
FIRST_HOUR, LAST_HOUR = 8, 21


@dataclass(frozen=True, slots=True)
class FreeTime:
    """When a channel takes its next post, none in the days that are looked at; the last day that is full."""

    at: datetime | None
    full_until: date | None


def next_free(taken: Collection[datetime], *, after: datetime, most_a_day: int | None) -> datetime | None:
    """The first quarter of an hour after a moment in which nothing else goes out, on a day not yet full.

    `most_a_day` is how many posts a day may have; None where nobody counts. None when all days are full.
    """
    quarters = {_quarter_of(moment) for moment in taken}
    a_day = Counter(localtime(moment).date() for moment in taken)
    free = _quarter_of(after)
    while free <= after + timedelta(days=DAYS_AHEAD):
        free += QUARTER
        shown = localtime(free)
        full = most_a_day is not None and a_day[shown.date()] >= most_a_day
        if FIRST_HOUR <= shown.hour < LAST_HOUR and not full and free not in quarters:
            return free
    return None


def full_until(
    taken: Collection[datetime], *, free: datetime | None, after: datetime, most_a_day: int | None
) -> date | None:
    """The day before a free time, if it is passed over because it has all the posts that a day may have."""
    if free is None or most_a_day is None:
        return None
    day = localtime(free).date() - timedelta(days=1)
    posts = sum(localtime(moment).date() == day for moment in taken)
    return day if day >= localtime(after).date() and posts >= most_a_day else None


def _quarter_of(moment: datetime) -> datetime:
    """When the quarter of an hour began that a moment lies in; London is whole hours from UTC."""
    at = moment.astimezone(UTC)
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
