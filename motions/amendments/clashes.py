"""Which amendments to one base cannot both stand, or stand only in the order voted.

`between` answers every clash of two, `table` the gravest of each pair of many. Whatever is not reported
commutes; it is cautious, so what is reported need not conflict.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lla.text.units import Kind, Part, Units

from .operations import Cut, Insert, Operation, Operations, Words, is_whole


class ClashKind(StrEnum):
    """How two clash, the gravest first. In one place the order of voting settles it; the middle two conflict.

    Pre-empting: one deletes or replaces what the other changes.
    """

    IDENTICAL = "identical"
    SAME_WORDS = "same words"
    PRE_EMPTS = "pre-empts"
    SAME_PLACE = "same place"


_GRAVITY = list(ClashKind)
_CONFLICTS = {ClashKind.SAME_WORDS, ClashKind.PRE_EMPTS}


@dataclass(frozen=True, slots=True)
class Clash:
    """An operation of one amendment and one of another that clash."""

    kind: ClashKind
    first: Operation
    second: Operation


Pair = tuple[int, int]


def between(base: Units, first: Operations, second: Operations) -> tuple[Clash, ...]:
    """Every clash of two amendments, in the order of the text."""
    if first == second:
        return tuple(Clash(ClashKind.IDENTICAL, operation, operation) for operation in first)
    return tuple(clash for _, _, clash in _all(base, [first, second]))


def gravest(clashes: Iterable[Clash]) -> ClashKind | None:
    """The gravest of some clashes."""
    return min((clash.kind for clash in clashes), key=_GRAVITY.index, default=None)


def table(base: Units, sets: Sequence[Operations]) -> dict[Pair, ClashKind]:
    """For each pair of amendments that clash, by their places in the order given, the gravest clash."""
    gravest_of: dict[Pair, ClashKind] = {}
    for first, second, clash in _all(base, sets):
        kind = ClashKind.IDENTICAL if sets[first] == sets[second] else clash.kind
        known = gravest_of.setdefault((first, second), kind)
        gravest_of[first, second] = min(known, kind, key=_GRAVITY.index)
    return dict(sorted(gravest_of.items()))


def conflicts(base: Units, sets: Sequence[Operations]) -> Iterator[tuple[int, int, Clash]]:
    """The clashes that keep amendments from standing together; operations that are equal do not."""
    for first, second, clash in _all(base, sets):
        if clash.kind in _CONFLICTS and clash.first != clash.second:
            yield first, second, clash


def within(base: Units, operations: Operations) -> bool:
    """Whether operations of one amendment clash with each other."""
    return any(True for _ in _all(base, [(operation,) for operation in operations]))


def _all(base: Units, sets: Sequence[Operations]) -> Iterator[tuple[int, int, Clash]]:
    """Every clash of different amendments; only operations that reach each other are compared."""
    reaches = [
        (*_reach(operation), place, operation)
        for place, operations in enumerate(sets)
        for operation in operations
    ]
    reaches.sort(key=lambda reach: reach[:3])
    for number, (_, end, place, operation) in enumerate(reaches):
        for start, _, other_place, other in reaches[number + 1 :]:
            if start > end:
                break
            if place == other_place:
                continue
            if kind := _clash(base, operation, other):
                if place < other_place:
                    yield place, other_place, Clash(kind, operation, other)
                else:
                    yield other_place, place, Clash(kind, other, operation)


def _reach(operation: Operation) -> tuple[int, int]:
    """From which unit to which an operation may meet another."""
    match operation:
        case Words():
            return operation.unit, operation.unit
        case Cut():
            return operation.first - 1, operation.last
        case Insert():
            return operation.after, operation.after


def _clash(base: Units, first: Operation, second: Operation) -> ClashKind | None:
    if first == second:
        return ClashKind.SAME_PLACE if isinstance(first, Insert) else ClashKind.SAME_WORDS
    match first, second:
        case Cut(), Cut():
            return _of_cuts(first, second)
        case (Cut() as cut, Words() as words) | (Words() as words, Cut() as cut):
            return ClashKind.PRE_EMPTS if cut.first <= words.unit <= cut.last else None
        case (Cut() as cut, Insert() as insert) | (Insert() as insert, Cut() as cut):
            return _of_cut_and_insert(base, cut, insert)
        case Words(), Words():
            return _of_words(first, second)
        case Insert(), Insert():
            same = first.after == second.after and first.part is second.part
            return ClashKind.SAME_PLACE if same else None
    return None


def _of_cuts(first: Cut, second: Cut) -> ClashKind | None:
    if first.first > second.last or second.first > first.last:
        return None
    same = (first.first, first.last) == (second.first, second.last)
    return ClashKind.SAME_WORDS if same else ClashKind.PRE_EMPTS


def _of_words(first: Words, second: Words) -> ClashKind | None:
    """Edits that only touch are shown: whether a space stands between them hangs on which came first."""
    if first.unit != second.unit:
        return None
    before, behind = sorted((first, second), key=lambda words: (words.start, words.end))
    after_words_that_go = before.start < before.end == behind.start == behind.end
    if behind.start < before.end or after_words_that_go:
        return ClashKind.SAME_WORDS
    return ClashKind.SAME_PLACE if behind.start in (before.start, before.end) else None


def _of_cut_and_insert(base: Units, cut: Cut, insert: Insert) -> ClashKind | None:
    part, new = base[cut.first].part, insert.new[0]
    if part is not insert.part or part is Part.TITLE:
        return None
    shallowest = min(unit.depth for unit in base[cut.first : cut.last + 1])
    is_below = new.kind is Kind.MORE or (new.kind is Kind.CLAUSE and new.depth > shallowest)
    inside = cut.first <= insert.after < cut.last or (insert.after == cut.last and is_below)
    if inside or is_whole(cut, base):
        return ClashKind.PRE_EMPTS
    # What takes the place of the cut may hang on whatever stands before it, and so on what is inserted there.
    hangs = bool(cut.new) and (cut.new[0].kind is Kind.MORE or cut.new[0].depth > base[cut.first].depth)
    if insert.after == cut.last or (hangs and insert.after == cut.first - 1):
        return ClashKind.SAME_PLACE
    return None
