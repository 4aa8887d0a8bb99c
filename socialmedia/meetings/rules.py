"""Whether the team meets as often as its guidelines ask, and what may be written of a meeting."""

from dataclasses import dataclass
from datetime import date, timedelta

from lla.time.days import is_over_a_year_away
from lla.time.wording import short_day

from ..guidelines.parameters import Parameters
from .models import Meeting, MeetingKind

FUTURE_PRESENT = "This meeting is still to come. Leave the number blank."


@dataclass(frozen=True, slots=True)
class Pace:
    """When one kind of meeting was last held, by when the next is due, and whether it is overdue."""

    kind: MeetingKind
    last_on: date | None
    due_on: date | None
    overdue: bool
    sentence: str


def pace(kind: MeetingKind, last_on: date | None, *, figures: Parameters, today: date) -> Pace:
    """How one kind of meeting keeps to the days that the guidelines allow between two."""
    name = MeetingKind(kind).label.lower()
    days = figures.strategy_days if kind == MeetingKind.STRATEGY else figures.meeting_days
    if last_on is None:
        words = f"No {name} meeting has been held. The guidelines ask for one every {days} days."
        return Pace(kind, None, None, overdue=True, sentence=words)
    due_on = last_on + timedelta(days=days)
    if today > due_on:
        ago = (today - last_on).days
        words = f"The last {name} meeting was {ago} days ago. The guidelines allow {days} days."
        return Pace(kind, last_on, due_on, overdue=True, sentence=words)
    words = f"The next {name} meeting is due by {short_day(due_on)}: the guidelines allow {days} days."
    return Pace(kind, last_on, due_on, overdue=False, sentence=words)


def paces(*, figures: Parameters, today: date) -> list[Pace]:
    """Each kind of meeting, by what has been held up to a day."""
    last = Meeting.objects.last_of_each_kind(on=today)
    return [pace(kind, last.get(kind), figures=figures, today=today) for kind in MeetingKind]


def why_not_note(on: date, *, present: int | None, today: date) -> dict[str, str]:
    """What is wrong with a meeting that somebody writes down, by field."""
    if is_over_a_year_away(on, today=today):
        return {"on": "That is more than a year away."}
    if on > today and present is not None:
        return {"present": FUTURE_PRESENT}
    return {}
