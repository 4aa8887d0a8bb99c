"""Drawing many PDFs at once, by processes that know nothing of the database."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from threading import Thread

from lla.papers import pdf

# Below this many, two more processes cost more time than they save.
_WORTH_PROCESSES = 12
_PROCESSES = 2


def write_all(sources: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """The PDF of each HTML document and stylesheet, in order."""
    if len(sources) < _WORTH_PROCESSES:
        yield from (pdf.write(*source) for source in sources)
        return
    # Threads gain nothing here; a forked process would share our database connection.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, mp_context=spawn, initializer=_end_with_parent) as pool:
        yield from pool.map(pdf.write, *zip(*sources, strict=True), chunksize=4)


def _end_with_parent() -> None:
    """A drawing process does not outlive the one that asked, not even when that is killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
