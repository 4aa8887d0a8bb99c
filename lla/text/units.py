"""A text as units: its lines as a reader sees them, in one row, and the text written of them again.

`units` reads title, body and appendix, `write` answers the three in canonical form, `settled` puts right what
cannot stand in a text: empty units, depths that skip one, lead-ins without their colon. `numbers` counts the
clauses as they print.

Two things are decided here, by writing through the canonical form alone. Digits that were typed never
decide: a point is written with the figure it prints with. Words that begin like the mark of a point, such as
"a)", "(iv)" or "2019.", get a backslash, which the cleaner of pasted texts honours; so a paragraph stays one
whatever an amendment leaves at its beginning. (No backslash helps a dash or a bullet: it begins a point.)

A table is stored as a paragraph for each of its rows, and so each row is a unit with a number of its own.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from lla.papers.blocks import Block, Spans, plain, words_of
from lla.text import canonical, clauses, inline
from lla.text.caching import cached
from lla.text.pasted import normalise
from lla.text.reading import read


class Part(StrEnum):
    """What a unit belongs to, in this order."""

    TITLE = "title"
    BODY = "body"
    APPENDIX = "appendix"


class Kind(StrEnum):
    """What a unit is; a further paragraph belongs to the point before it."""

    TITLE = "title"
    HEADING = "heading"
    LEAD_IN = "lead-in"
    CLAUSE = "clause"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a text. `words` is its source, signs of emphasis and links in it.

    `depth` counts the marks of a heading, and of clauses 0 for a paragraph and 1 to 3 for a point of a list;
    a further paragraph has that of its point.
    """

    kind: Kind
    words: str
    depth: int = 0
    ordered: bool = False
    part: Part = Part.BODY

    @property
    def spans(self) -> Spans:
        """The words as they are read; a title has no signs."""
        return plain(self.words) if self.kind is Kind.TITLE else _spans(self.words)

    @property
    def text(self) -> str:
        """The words as a reader sees them."""
        return words_of(self.spans)

    @property
    def is_marked(self) -> bool:
        """Whether something is bold, in italics or a link other than an address that stands for itself."""
        return any(span.bold or span.italic or span.href not in ("", span.text) for span in self.spans)

    def saying(self, text: str) -> "Unit":
        """The unit with these words instead, none of them marked."""
        words = text if self.kind is Kind.TITLE else inline.write(plain(text))
        return replace(self, words=words)


Units = tuple[Unit, ...]

_spans = cached(inline.read)
_KINDS = {
    clauses.Kind.HEADING: Kind.HEADING,
    clauses.Kind.LEAD_IN: Kind.LEAD_IN,
    clauses.Kind.CLAUSE: Kind.CLAUSE,
    clauses.Kind.ITEM: Kind.CLAUSE,
    clauses.Kind.MORE: Kind.MORE,
}
_ORDER = {part: place for place, part in enumerate(Part)}
_PREFIXES = {Part.TITLE: "", Part.BODY: "", Part.APPENDIX: "A"}


@cached
def units(title: str, body: str, appendix: str = "") -> Units:
    """The units of a stored text: its title, then the lines of its body and of its appendix."""
    heading = Unit(Kind.TITLE, " ".join(title.split()), part=Part.TITLE)
    return (heading, *_read(body, Part.BODY), *_read(appendix, Part.APPENDIX))


def _read(source: str, part: Part) -> Iterator[Unit]:
    for line in clauses.number(read(source)):
        is_point = line.kind is clauses.Kind.ITEM
        words = inline.canonical(" ".join(line.source.split()))
        if line.kind is clauses.Kind.LEAD_IN:
            words = canonical.without_emphasis(words)
        yield Unit(_KINDS[line.kind], words, line.depth, is_point and line.ordered, part)


def write(text: Iterable[Unit]) -> tuple[str, str, str]:
    """Title, body and appendix in canonical form; units of a part may stand apart."""
    rows: dict[Part, list[canonical.Row]] = {part: [] for part in Part}
    title = ""
    for unit in text:
        words = " ".join(unit.words.split())
        if unit.kind is Kind.TITLE:
            title = words
        else:
            rows[unit.part].append(canonical.Row(_row_kind(unit), words, unit.depth, unit.ordered))
    body, appendix = (
        normalise(canonical.write(rows[part], clauses=True), clauses=True)
        for part in (Part.BODY, Part.APPENDIX)
    )
    return title, body, appendix


def _row_kind(unit: Unit) -> canonical.Kind:
    match unit.kind:
        case Kind.HEADING:
            return canonical.Kind.HEADING
        case Kind.MORE:
            return canonical.Kind.MORE
        case Kind.CLAUSE if unit.depth:
            return canonical.Kind.ITEM
    return canonical.Kind.PARAGRAPH


def settled(text: Iterable[Unit]) -> Units:
    """The units that the same text is read as once it is stored; settling them again changes nothing."""
    return units(*write(text))


def extent(text: Sequence[Unit], part: Part) -> range:
    """The places of the units of a part, or the place where they would come."""
    places = (side(text, _ORDER[part], key=lambda unit: _ORDER[unit.part]) for side in (bisect_left, bisect))
    return range(*places)


def last_below(text: Sequence[Unit], at: int) -> int:
    """The place of the last unit below a point: of its further paragraphs and sub-clauses, or its own."""
    point = text[at]
    if point.kind is not Kind.CLAUSE or not point.depth:
        return at
    last = at
    while last + 1 < len(text):
        unit = text[last + 1]
        is_below = unit.kind is Kind.MORE and unit.depth >= point.depth
        is_below = is_below or (unit.kind is Kind.CLAUSE and unit.depth > point.depth)
        if unit.part is not point.part or not is_below:
            break
        last += 1
    return last


def numbers(text: Sequence[Unit]) -> tuple[str, ...]:
    """The printed number of each unit, "" where it has none."""
    return tuple(line.number for line in lines(text))


def lines(text: Iterable[Unit]) -> tuple[clauses.Line, ...]:
    """The units as numbered lines, which `clauses.nest` makes into blocks."""
    numbered: list[clauses.Line] = []
    for part, group in groupby(text, key=lambda unit: unit.part):
        numbered += clauses.number(map(_line, group), prefix=_PREFIXES[part])
    return tuple(numbered)


def _line(unit: Unit) -> clauses.Line:
    match unit.kind:
        case Kind.TITLE | Kind.HEADING:
            kind = clauses.Kind.HEADING
        case Kind.LEAD_IN:
            kind = clauses.Kind.LEAD_IN
        case Kind.MORE:
            kind = clauses.Kind.MORE
        case Kind.CLAUSE:
            kind = clauses.Kind.ITEM if unit.depth else clauses.Kind.CLAUSE
    return clauses.Line(kind, unit.spans, unit.depth, unit.ordered, source=unit.words)


def blocks(text: Iterable[Unit], *, level: int = 1) -> tuple[Block, ...]:
    """The units as blocks, their clauses counted from 1."""
    return clauses.nest(lines(text), level=level)
