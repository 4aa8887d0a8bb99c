"""Drawing a conference's booklet in a process of its own, which tells its time and its highest memory."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import make_body
from benchmarks.reading import seconds
from lla.papers import store
from lla.papers.blocks import Booklet
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reading.documents import ConferenceDocument

PATIENCE = 3_600  # seconds
EVERY = 0.02  # seconds
PROC = Path("/proc")
# Given on the command line: the engine's own processes would import a module that ran as a program.
PROGRAM = "import django; django.setup(); from benchmarks.alone import tell; tell({how!r}, {pk})"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from the rows to the file; the most memory that the process and all it started held at once."""

    seconds: float
    megabytes: int


def run(how: str, pk: int) -> Run:
    """Draw conference `pk` as one WeasyPrint document ("plain") or as the site does ("bound")."""
    program = [sys.executable, "-c", PROGRAM.format(how=how, pk=pk)]
    end = time.monotonic() + PATIENCE
    most = 0
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            if time.monotonic() > end:
                process.kill()
                raise TimeoutError(f"Not drawn after {PATIENCE} seconds")
            most = max(most, sum(map(_held, _family(process.pid))))
            time.sleep(EVERY)
        answer = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"Drawing ended with {process.returncode}")
    return Run(float(answer), most // 2**20)


def _family(pid: int) -> Iterator[int]:
    """A process and all that come from it, as far as they still run."""
    yield pid
    for task in _tasks(pid):
        for child in _read(task / "children").split():
            yield from _family(int(child))


def _tasks(pid: int) -> list[Path]:
    """The threads of a process, or none when it is gone by now."""
    try:
        return list((PROC / str(pid) / "task").iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return []


def _held(pid: int) -> int:
    """Bytes of memory; the system's own figure for a child's highest counts what its parent held before."""
    sizes = _read(PROC / str(pid) / "statm").split()
    return int(sizes[1]) * os.sysconf("SC_PAGESIZE") if sizes else 0


def _read(file: Path) -> str:
    """What a process says of itself, or nothing when it is gone by now."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def tell(how: str, pk: int) -> None:
    if how == "plain":
        from benchmarks.plain import weasyprint_booklet  # it would count in the memory of the other way

        print(seconds(lambda: weasyprint_booklet(booklet(pk))))
    else:
        print(seconds(lambda: store.make(booklet(pk), ".pdf")))


def booklet(pk: int) -> Booklet:
    thing = ConferenceDocument(pk).read(".pdf")
    if not isinstance(thing, Booklet):
        raise TypeError("A conference is a booklet")
    return thing


def revise_one(motion: Motion) -> None:
    mover = motion.backings.get(role=Role.MOVER)
    text = Text.of(motion.text.title, make_body(0))
    backing_workflow.revise(motion, text, by=mover, why="One change.", base=motion.text.number)
