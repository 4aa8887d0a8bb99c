"""What time it is: the one place acts and defaults take it from, so that demo data can retell a year."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware; inside `at` the moment named there."""
    return _moment.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything done inside happen at an aware `moment`."""
    before = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(before)
