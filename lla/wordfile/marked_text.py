"""The units of a text that went out as a Word file to be changed and came back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lla.papers.stamps import LEAD_IN
from lla.text.clauses import DEEPEST_CLAUSE, DEEPEST_HEADING
from lla.text.pasted import cleaned
from lla.text.units import Kind, Part, Unit
from lla.wordfile.omissions import LeftOut
from lla.wordfile.reading import Line, Words
from lla.wordfile.writing import broken, with_signs

_TITLE = "title"
_PARAGRAPH, _COUNTED = "clause", "list number"
_CLAUSE = re.compile(r"(clause|point|list number|list continue)(?: ([23]))?$")
_LEAD_IN = LEAD_IN.lower()


def take_title(lines: list[Line]) -> Unit:
    """The title, taken out of the lines: those of its style, else a first line of no style of ours."""
    title = [line for line in lines if line.place.style == _TITLE]
    lines[:] = [line for line in lines if line.place.style != _TITLE]
    if not title and lines and _is_plain(lines[0]):
        title = [lines.pop(0)]
    words = " ".join(cleaned(line.text) for line in title)
    return Unit(Kind.TITLE, " ".join(words.split()), part=Part.TITLE)


def _is_plain(line: Line) -> bool:
    place = line.place
    is_ours = place.style == _LEAD_IN or _CLAUSE.match(place.style)
    return not (line.row or place.heading or place.point or is_ours)


def units_of(lines: Iterable[Line], part: Part, left_out: LeftOut) -> list[Unit]:
    """The lines of a part as units: what a line is says its list, and else its style."""
    reader = _Reader(part, left_out)
    return [unit for line in lines for unit in reader.read(line)]


@dataclass(slots=True)
class _Reader:
    """Makes units of lines; by the points that are open, a sub-clause without its clause moves up."""

    part: Part
    left_out: LeftOut
    _open: tuple[int, ...] = ()

    def read(self, line: Line) -> Iterator[Unit]:
        """The units of a line: one for each of the lines that it was broken in on purpose."""
        first, *more = broken(line.words)
        unit = self._unit(line, _words(first))
        yield unit
        for words in map(_words, more):
            yield self._of(Kind.MORE, words, unit.depth) if self._open else replace(unit, words=words)

    def _of(self, kind: Kind, words: str, depth: int = 0, *, ordered: bool = False) -> Unit:
        return Unit(kind, words, depth, ordered, self.part)

    def _unit(self, line: Line, words: str) -> Unit:
        named = _CLAUSE.match(line.place.style)
        style, point = named[1] if named else "", line.place.point
        if line.row or not (point or named):
            return self._block(line, words)
        if point is None:
            return self._further(words, int(named[2] or 1) if named else 0)
        if style == _PARAGRAPH and not point.level:
            self._open = ()
            return self._of(Kind.CLAUSE, words)
        self._open = (*(level for level in self._open if level < point.level), point.level)
        if len(self._open) > DEEPEST_CLAUSE:
            self.left_out.things["deep"] += 1
        ordered = style == _COUNTED if style else point.ordered
        return self._of(Kind.CLAUSE, words, min(len(self._open), DEEPEST_CLAUSE), ordered=ordered)

    def _block(self, line: Line, words: str) -> Unit:
        self._open = ()
        if not line.place.heading or line.place.style == _LEAD_IN or line.row:
            return self._of(Kind.CLAUSE, words)
        # In an appendix, headings stand one level below its own.
        depth = line.place.heading - (self.part is Part.APPENDIX)
        return self._of(Kind.HEADING, words, min(max(depth, 1), DEEPEST_HEADING))

    def _further(self, words: str, depth: int) -> Unit:
        """A paragraph without a number: more of the point that is open, or a clause of its own."""
        if not self._open:
            return self._of(Kind.CLAUSE, words)
        self._open = self._open[:depth]
        return self._of(Kind.MORE, words, len(self._open))


def _words(words: list[Words]) -> str:
    return " ".join(cleaned(with_signs(words)).split())
