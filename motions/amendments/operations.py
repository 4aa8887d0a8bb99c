"""What an amendment does to a text: words, cuts and insertions, all against one base at once.

Their places are those of the base's units, title and appendix among them; within a unit, those of its tokens.
A replacement is one cut and never a deletion and an insertion, so that what comes after it has its order.
`to_json` and `from_json` store operations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lla.text.units import Kind, Part, Unit, Units, extent

VERSION = 1


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens `start` up to `end` of a unit give way to `new`; equal places insert, an empty `new` deletes."""

    unit: int
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Units `first` to `last` go, both included; `new` ones stand in their place, or none."""

    first: int
    last: int
    new: Units = ()


@dataclass(frozen=True, slots=True)
class Insert:
    """New units come after a unit: at the beginning of a part, after the last unit before it."""

    after: int
    new: Units

    @property
    def part(self) -> Part:
        return self.new[0].part


Operation = Words | Cut | Insert
Operations = tuple[Operation, ...]


def in_order(operations: Iterable[Operation]) -> Operations:
    """The operations by their place in the text."""
    return tuple(sorted(operations, key=_place))


def _place(operation: Operation) -> tuple[int, int, int]:
    match operation:
        case Cut():
            return operation.first, 0, 0
        case Words():
            return operation.unit, 1, operation.start
        case Insert():
            return operation.after, 2, list(Part).index(operation.part)


def marshalled(base: Units, operations: Operations) -> tuple[bool, tuple[tuple[int, int, int], ...]]:
    """For sorting amendments as they are voted on: by place in the text, replacements of all of it last."""
    whole = any(isinstance(operation, Cut) and is_whole(operation, base) for operation in operations)
    return whole, tuple(map(_place, operations))


def is_whole(cut: Cut, base: Units) -> bool:
    """Whether a cut takes all lines of the body, of which there are two at least, or all of the appendix."""
    if not cut.first <= cut.last < len(base):
        return False
    part = base[cut.first].part
    whole = range(cut.first, cut.last + 1) == extent(base, part)
    return whole and (part is Part.APPENDIX or (part is Part.BODY and cut.first < cut.last))


def to_json(operations: Operations) -> dict[str, Any]:
    """The operations as they are stored."""
    return {"version": VERSION, "operations": [_to_json(operation) for operation in operations]}


def _to_json(operation: Operation) -> dict[str, Any]:
    match operation:
        case Words():
            places = {"unit": operation.unit, "start": operation.start, "end": operation.end}
            return {"do": "words", **places, "new": operation.new}
        case Cut():
            new = list(map(_unit_to_json, operation.new))
            return {"do": "cut", "first": operation.first, "last": operation.last, "new": new}
        case Insert():
            return {"do": "insert", "after": operation.after, "new": list(map(_unit_to_json, operation.new))}


def _unit_to_json(unit: Unit) -> dict[str, Any]:
    return {
        "part": unit.part.value,
        "kind": unit.kind.value,
        "depth": unit.depth,
        "ordered": unit.ordered,
        "words": unit.words,
    }


def from_json(stored: Mapping[str, Any]) -> Operations:
    """The operations that were stored; a ValueError for those of another version."""
    if stored["version"] != VERSION:
        raise ValueError(f"Operations of version {stored['version']} cannot be read.")
    return tuple(map(_from_json, stored["operations"]))


def _from_json(stored: Mapping[str, Any]) -> Operation:
    match stored["do"]:
        case "words":
            return Words(stored["unit"], stored["start"], stored["end"], stored["new"])
        case "cut":
            return Cut(stored["first"], stored["last"], _units_from_json(stored["new"]))
        case "insert":
            return Insert(stored["after"], _units_from_json(stored["new"]))
    raise ValueError(f"No operation is called {stored['do']!r}.")


def _units_from_json(stored: Iterable[Mapping[str, Any]]) -> Units:
    return tuple(
        Unit(Kind(unit["kind"]), unit["words"], unit["depth"], unit["ordered"], Part(unit["part"]))
        for unit in stored
    )
