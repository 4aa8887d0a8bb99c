"""Drawing a conference's booklet in a process of its own, which tells its time and its highest memory."""

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass

from benchmarks.data import make_body
from benchmarks.reading import seconds
from lla.papers import store
from lla.papers.blocks import Booklet
from motions import tasks, workflow
from motions.choices import Role
from motions.models import Motion
from motions.texts import Text

PATIENCE = 600  # seconds
DRAWERS = 2
# Given on the command line: the engine's own processes would import a module that ran as a program.
PROGRAM = "import django; django.setup(); from benchmarks.alone import tell; tell({how!r}, {pk})"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from the rows to the file; the highest memory of the process and all that it started."""

    seconds: float
    megabytes: int


def run(how: str, pk: int) -> Run:
    """Draw conference `pk` as one WeasyPrint document ("plain") or as the site does ("bound")."""
    program = [sys.executable, "-c", PROGRAM.format(how=how, pk=pk)]
    told = subprocess.run(program, stdout=subprocess.PIPE, check=True, timeout=PATIENCE).stdout
    return Run(**json.loads(told))


def tell(how: str, pk: int) -> None:
    draw = _plain if how == "plain" else _bound
    took = seconds(lambda: draw(_thing(pk)))
    print(json.dumps(asdict(Run(took, _megabytes()))))


def _plain(booklet: Booklet) -> None:
    from benchmarks.plain import weasyprint_booklet  # WeasyPrint would count in the memory of the other way

    weasyprint_booklet(booklet)


def _bound(booklet: Booklet) -> None:
    store.make(booklet, ".pdf")


def _thing(pk: int) -> Booklet:
    thing = tasks.thing("conference", pk, suffix=".pdf")
    if not isinstance(thing, Booklet):
        raise TypeError("A conference is a booklet")
    return thing


def _megabytes() -> int:
    """The largest of the children counts for each of them."""
    own, theirs = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round((own + DRAWERS * theirs) / 1024)


def revise_one(motion: Motion) -> None:
    mover = motion.backings.get(role=Role.MOVER)
    text = Text.of(motion.text.title, make_body(0))
    workflow.revise(motion, text, by=mover, why="One change.", base=motion.text.number)
