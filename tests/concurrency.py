"""Several people acting at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from lla.acts.refusals import NotAllowed


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run acts in as many threads, let go together; a refusal is its reasons."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act()
        except NotAllowed as refused:
            return refused.reasons
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(answers: list[Any]) -> list[Any]:
    return [answer for answer in answers if isinstance(answer, list)]
