"""What waits for somebody, in any area of work: an act, the page on which it is done, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lla.time import days, wording

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of what to do next; `due` is a moment or a day, and once it is over the task is late."""

    verb: str
    words: str
    url: str
    due: date | None = None

    @property
    def due_at(self) -> datetime:
        """The moment after which it is late; a task without a date is never late."""
        if self.due is None:
            return _NEVER
        return self.due if isinstance(self.due, datetime) else days.day_ends(self.due)


def urgent_first(tasks: Iterable[Task], *, now: datetime) -> list[Task]:
    """Those that are late or due within days, by their date; then the others in their own order."""

    def place(task: Task) -> datetime:
        return task.due_at if wording.urgency(task.due_at, now=now) else _NEVER

    return sorted(tasks, key=place)
