"""Putting operations into a text: those of one amendment, or of many that were carried.

`apply(base, operations)` answers the text as amended by one, `merge(base, sets)` by many in the order voted.
The order decides only where two insert at one place; equal operations count once. Whatever depths, lead-ins
and empty units come of it are put right once, when all operations are in: that is why order cannot matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lla.text.units import Part, Unit, Units, settled

from .clashes import Clash, conflicts
from .operations import Cut, Insert, Operations, Words
from .tokens import set_in, text_of, tokens


class Clashing(ValueError):
    """Two amendments cannot both stand; `first` and `second` are their places in the order given."""

    def __init__(self, first: int, second: int, clash: Clash) -> None:
        super().__init__(f"Amendments {first} and {second} clash: {clash.kind}.")
        self.first, self.second, self.clash = first, second, clash


@dataclass(frozen=True, slots=True)
class Merged:
    """A text as amended by many; `emptied` are the units of the base of which no word is left.

    Each of the amendments left some, so no two of them clash, and yet together they empty the unit.
    """

    units: Units
    emptied: tuple[int, ...]


def apply(base: Units, operations: Operations) -> Units:
    """The text as amended."""
    return settled(_put_together(base, [operations]))


def merge(base: Units, sets: Sequence[Operations]) -> Merged:
    """The text as amended by all sets of operations; raises Clashing where two cannot both stand."""
    if clash := next(iter(conflicts(base, sets)), None):
        raise Clashing(*clash)
    together = _put_together(base, sets)
    return Merged(settled(together), tuple(emptied(base, sets)))


def _put_together(base: Units, sets: Sequence[Operations]) -> list[Unit]:
    every = list(dict.fromkeys(operation for operations in sets for operation in operations))
    edits = [operation for operation in every if isinstance(operation, Words)]
    cuts = {operation.first: operation for operation in every if isinstance(operation, Cut)}
    inserts = [operation for operation in every if isinstance(operation, Insert)]
    inside: dict[int, list[Words]] = {}
    for edit in edits:
        inside.setdefault(edit.unit, []).append(edit)
    behind: dict[tuple[int, Part], list[Unit]] = {}
    for insert in inserts:
        behind.setdefault((insert.after, insert.part), []).extend(insert.new)
    together: list[Unit] = []
    gone_to = -1
    for at, unit in enumerate(base):
        if at in cuts:
            together += cuts[at].new
            gone_to = cuts[at].last
        if at > gone_to:
            together.append(unit.saying(edited(unit, inside[at])) if at in inside else unit)
        for part in Part:
            together += behind.get((at, part), ())
    return together


def edited(unit: Unit, edits: Sequence[Words]) -> str:
    """The words of a unit after all edits; the last is made first, for the places of the others to hold."""
    line = tokens(unit.text)
    run = list(line)
    in_place = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for edit in reversed(in_place):
        run[edit.start : edit.end] = set_in(line, edit.start, edit.new)
    return text_of(run)


def emptied(base: Units, sets: Sequence[Operations]) -> dict[int, tuple[int, ...]]:
    """The units of which no word is left when all is carried, and the places of the sets that edit each."""
    edits: dict[int, dict[Words, set[int]]] = {}
    for place, operations in enumerate(sets):
        for operation in operations:
            if isinstance(operation, Words):
                edits.setdefault(operation.unit, {}).setdefault(operation, set()).add(place)
    return {
        at: tuple(sorted(set().union(*by.values())))
        for at, by in sorted(edits.items())
        if not edited(base[at], list(by))
    }
