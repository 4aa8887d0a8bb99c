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

_minutely: dict[str, Job] = {}
_nightly: dict[str, Job] = {}
ONE_NIGHT_AT_A_TIME = 7_315_001  # the key of PostgreSQL's advisory lock


def minutely(job: Registered) -> Registered:
    """Run it in every sweep; it picks up rows that a killed worker left, whoever else is sweeping."""
    return _register(_minutely, job)


def nightly(job: Registered) -> Registered:
    """Run it every night; it is safe twice, late, or after a week's gap."""
    return _register(_nightly, job)


def _register(jobs: dict[str, Job], job: Registered) -> Registered:
    """Note the job under its app and its own name, which no other may have: its row is found by it.

    The module is no part of the name, so that a job can move inside its app.
    """
    name = f"{job.__module__.partition('.')[0]}.{job.__name__}"
    if name in _minutely or name in _nightly:
        raise ValueError(f"There are two jobs called {name}.")
    jobs[name] = job
    return job


def run_minutely() -> list[str]:
    """Run the jobs of the minute; answers the names of those that failed."""
    return _run(_minutely, then="sweep")


def run_nightly() -> list[str] | None:
    """Run the jobs of the night; None when another machine is at it already."""
    with _alone() as ours:
        if not ours:
            return None
        failed = _run(_nightly, then="nightly")
        # Jobs that a later release has no more, or calls otherwise. Other rows have no dot in their names.
        Run.objects.filter(name__contains=".").exclude(name__in=[*_minutely, *_nightly]).delete()
        return failed


def _run(jobs: dict[str, Job], *, then: str) -> list[str]:
    """Do each in turn, one's failure stopping no other, and write down that the round is over."""
    failed = [name for name, job in jobs.items() if not _do(name, job)]
    now = clock.now()
    Run.objects.update_or_create(
        name=then,
        defaults={"began_at": now, "finished_at": now, "error": f"{len(failed)} failed" if failed else ""},
    )
    return failed


def _do(name: str, job: Job) -> bool:
    began_at = clock.now()
    try:
        job()
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
