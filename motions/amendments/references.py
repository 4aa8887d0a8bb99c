"""How each line of a text is called in an instruction, in segments, and runs of lines with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lla.text.units import Kind, Part, Unit, Units, last_below, numbers

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence: words of the grammar, words that are quoted, or units that stand below it."""

    kind: Literal["text", "quoted", "block"]
    words: str = ""
    units: Units = ()


Sentence = tuple[Segment, ...]
Piece = str | Segment | Sentence


def joined(*pieces: Piece) -> Sentence:
    """The pieces in one row, words of the grammar that meet made one segment."""
    segments: list[Segment] = []
    for piece in pieces:
        for segment in _segments(piece):
            if segments and segment.kind == segments[-1].kind == "text":
                segments[-1] = Segment("text", segments[-1].words + segment.words)
            else:
                segments.append(segment)
    return tuple(segments)


def _segments(piece: Piece) -> Sentence:
    if isinstance(piece, str):
        return (Segment("text", piece),) if piece else ()
    return (piece,) if isinstance(piece, Segment) else piece


def quoted(words: str) -> Segment:
    return Segment("quoted", words)


def ordinal(number: int) -> str:
    """Second, or 23rd after the twelfth."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def nth_time(number: int) -> str:
    return f" ({ordinal(number)} time)"


@lru_cache(maxsize=32)
def references(base: Units) -> tuple[Sentence, ...]:
    """What each unit is called; no two are called alike."""
    printed = numbers(base)
    followed_by = _followed_by(base, printed)
    names: list[Sentence] = []
    seen: Counter[Sentence] = Counter()
    owner = 0
    for at, unit in enumerate(base):
        owner = at if unit.kind is Kind.CLAUSE else owner
        match unit.kind:
            case Kind.TITLE:
                names.append(joined("the title"))
            case Kind.CLAUSE:
                names.append(joined(f"clause {printed[at]}"))
            case Kind.MORE:
                names.append(joined(f"the {ordinal(at - owner + 1)} paragraph of clause {printed[owner]}"))
            case Kind.HEADING | Kind.LEAD_IN:
                noun = "heading" if unit.kind is Kind.HEADING else "line"
                name = joined(f"the {noun} ", quoted(unit.text))
                where = followed_by[at]
                seen[(*name, Segment("text", where))] += 1
                nth = seen[(*name, Segment("text", where))]
                names.append(joined(name, nth_time(nth) if nth > 1 else "", f" {where}"))
    return tuple(names)


def _followed_by(base: Units, printed: Sequence[str]) -> list[str]:
    """For each unit, before which clause of its part it stands, or that none comes behind it."""
    places: list[str] = []
    where, part = "", None
    for unit, number in zip(reversed(base), reversed(printed), strict=True):
        if unit.part is not part:
            part = unit.part
            where = "at the end of the appendix" if part is Part.APPENDIX else "at the end"
        where = f"before clause {number}" if number else where
        places.append(where)
    return places[::-1]


def run_of(base: Units, names: Sequence[Sentence], first: int, last: int) -> Sentence:
    """What the units from one to another are called together: clauses 3 to 5 and their sub-clauses."""
    if first == last:
        return names[first]
    top = _last_at_the_top(base, first, last)
    if top is None:
        return joined("all from ", names[first], " to ", names[last])
    below = _what_is_below(base, first, top, last)
    if top == first:
        return joined(names[first], f" and its {below}" if below else "")
    start, end = (name[0].words.removeprefix("clause ") for name in (names[first], names[top]))
    to = "and" if top == first + 1 and not below else "to"
    return joined(f"clauses {start} {to} {end}", f" and their {below}" if below else "")


def _last_at_the_top(base: Units, first: int, last: int) -> int | None:
    """The last clause of a run of clauses by which it can be called, if it can."""
    run = base[first : last + 1]
    if base[first].kind is not Kind.CLAUSE or any(unit.kind in (Kind.HEADING, Kind.LEAD_IN) for unit in run):
        return None
    for at in range(first, last + 1):
        if base[at].kind is Kind.CLAUSE and last_below(base, at) == last:
            return at
    return last if base[last].kind is Kind.CLAUSE else None


def _what_is_below(base: Units, first: int, top: int, last: int) -> str:
    depth = max(base[top].depth, 1)
    run = base[first : last + 1]
    reaches = last_below(base, top) == last
    if not reaches or not any(unit.kind is Kind.MORE or unit.depth > depth for unit in run):
        return ""
    clauses = top != first or any(map(_is_clause, base[top + 1 : last + 1]))
    return "sub-clauses" if clauses else "further paragraphs"


def _is_clause(unit: Unit) -> bool:
    return unit.kind is Kind.CLAUSE
