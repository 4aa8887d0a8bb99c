"""Labels that motions have left, as they are printed among those of their former item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from lla.papers.blocks import IndexLine

from ..agenda.choices import Kind, Nature
from . import numbering
from .models import Motion


@dataclass(frozen=True, slots=True)
class MovedLabel:
    """A label that a motion has left, as printed where it was: "B", "moved to agenda item 4, now 4A"."""

    label: str
    where: str
    url: str
    scope: str
    number: int

    @property
    def place(self) -> tuple[bool, bool, bool, int]:
        """Where it stands among the motions of its item."""
        return self.scope == numbering.LATE, self.scope == numbering.EMERGENCY, False, self.number


Moved = Mapping[int, Sequence[MovedLabel]]
NONE_MOVED: Moved = {}


def moved_line(moved: MovedLabel) -> IndexLine:
    return IndexLine(label=moved.label, title=moved.where)


def entries(motions: Sequence[Motion], moved: Sequence[MovedLabel]) -> list[Motion | MovedLabel]:
    """Motions in the order of their labels, and among them the labels that others have left.

    Amendments stay with the motion that they follow.
    """
    own = [(at, motion) for at, motion in enumerate(motions) if not motion.amends_id]
    listed: list[Motion | MovedLabel] = list(motions)
    for label in sorted(moved, key=lambda label: label.place, reverse=True):
        at = next((at for at, motion in own if _place(motion) > label.place), len(motions))
        listed.insert(at, label)
    return listed


def _place(motion: Motion) -> tuple[bool, bool, bool, float]:
    emergency, composite = motion.kind == Kind.EMERGENCY, motion.nature == Nature.COMPOSITE
    return motion.late, emergency, composite, motion.number or inf
