"""The two clocks of a message: when an answer is due and when it is late, in London's days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.utils.timezone import localdate

from lla.time.days import day_begins, day_ends

from ..guidelines.parameters import Parameters


class Timing(StrEnum):
    """How a message stands with its clocks."""

    ON_TIME = "on_time"
    GETTING_LATE = "getting_late"
    LATE = "late"

    @property
    def words(self) -> str:
        return {"on_time": "On time", "getting_late": "Getting late", "late": "Late"}[self.value]


@dataclass(frozen=True, slots=True)
class Clock:
    """An answer is due by `soft_at` and late from `hard_at` on, the midnight that ends its last day."""

    soft_at: datetime
    hard_at: datetime

    def timing(self, moment: datetime) -> Timing:
        """How an answer stands that is given at a moment, or not given until then."""
        if moment >= self.hard_at:
            return Timing.LATE
        return Timing.GETTING_LATE if moment > self.soft_at else Timing.ON_TIME


@dataclass(frozen=True, slots=True)
class Answers:
    """How the messages of some days were dealt with; the clocks count for recruits and requests only."""

    came: int = 0
    clocked: int = 0
    on_time: int = 0
    late: int = 0
    waiting: int = 0


def clock_of(came_at: datetime, figures: Parameters) -> Clock:
    """The clocks of a message that came in at a moment; the soft one never runs past the hard one."""
    last_day = localdate(came_at) + timedelta(days=figures.reply_hard_days)
    hard_at = day_ends(last_day)
    # In UTC, for hours are hours also in the night the clocks change.
    soft_at = came_at.astimezone(UTC) + timedelta(hours=figures.reply_soft_hours)
    return Clock(min(soft_at, hard_at), hard_at)


def late_before(now: datetime, figures: Parameters) -> datetime:
    """Messages that came in before this moment and still wait have passed their hard clock."""
    return day_begins(localdate(now) - timedelta(days=figures.reply_hard_days))


def took(came_at: datetime, answered_at: datetime) -> str:
    """How long an answer took, in words: less than a minute, 25 minutes, 3 hours, 2 days."""
    passed = answered_at - came_at
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if passed >= length:
            count = int(passed / length)
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "less than a minute"


def answered_in_words(came_at: datetime, answered_at: datetime, figures: Parameters) -> str:
    """Answered after 3 hours, on time."""
    timing = clock_of(came_at, figures).timing(answered_at)
    judged = {
        Timing.ON_TIME: "on time",
        Timing.GETTING_LATE: f"on time, but after more than {hours_in_words(figures.reply_soft_hours)}",
        Timing.LATE: "late",
    }
    return f"Answered after {took(came_at, answered_at)}, {judged[timing]}."


def hours_in_words(count: int) -> str:
    return "an hour" if count == 1 else f"{count} hours"
