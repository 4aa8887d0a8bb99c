"""The jobs of every minute and every night: who registers them, how they run, what is written down."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

from lla.jobs.models import Run
from lla.time import clock

log = logging.getLogger(__name__)

Job = Callable[[], object]
Registered = TypeVar("Registered", bound=Job)

_minutely: list[Job] = []
_nightly: list[Job] = []
ONE_NIGHT_AT_A_TIME = 7_315_001  # the key of PostgreSQL's advisory lock


def minutely(chore: Registered) -> Registered:
    """Run it in every sweep; it picks up rows that a killed worker left, whoever else is sweeping."""
    _minutely.append(chore)
    return chore


def nightly(chore: Registered) -> Registered:
    """Run it every night; it is safe twice, late, or after a week's gap."""
    _nightly.append(chore)
    return chore


def run_minutely() -> list[str]:
    """Run the chores of the minute; answers the names of those that failed."""
    return _run(_minutely, then="sweep")


def run_nightly() -> list[str] | None:
    """Run the chores of the night; None when another machine is at it already."""
    with _alone() as ours:
        return _run(_nightly, then="nightly") if ours else None


def _run(chores: list[Job], *, then: str) -> list[str]:
    """Do each in turn, one's failure stopping no other, and write down that the round is over."""
    names = {f"{chore.__module__}.{chore.__name__}": chore for chore in chores}
    failed = [name for name, chore in names.items() if not _do(name, chore)]
    now = clock.now()
    Run.objects.update_or_create(
        name=then,
        defaults={"began_at": now, "finished_at": now, "error": f"{len(failed)} failed" if failed else ""},
    )
    return failed


def _do(name: str, chore: Job) -> bool:
    began_at = clock.now()
    try:
        chore()
    except Exception as error:
        log.exception("chore failed", extra={"chore": name})
        _remember(name, began_at=began_at, error=type(error).__name__)
        return False
    _remember(name, began_at=began_at, finished_at=clock.now(), error="")
    return True


def _remember(name: str, **fields: object) -> None:
    Run.objects.update_or_create(name=name, defaults=fields)


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_NIGHT_AT_A_TIME])
        (ours,) = cursor.fetchone()
        try:
            yield ours
        finally:
            if ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_NIGHT_AT_A_TIME])
