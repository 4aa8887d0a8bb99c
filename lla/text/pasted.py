"""Turning whatever was typed or pasted into the canonical form: no word is lost, only its odd clothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from lla.text.caching import cached
from lla.text.canonical import Kind, Row, write
from lla.text.clauses import DEEPEST_CLAUSE
from lla.text.marks import RULED_LINE, Marker, follows, in_series, indent, marker
from lla.words.cleaning import composed

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero-width spaces and joins, and the marks that reverse a line's reading order: a
# reader cannot see them, and an overridden line could be read as the opposite of what is stored.
# Joiners stay: Persian and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff"
    "\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_EMPTY_LINES = re.compile(r"\n{3,}")
_HEADING = re.compile(r"(#{1,6}) ")
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NEAR_A_JOIN = 4  # words shown before and behind it


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text as rows of the canonical form, and where two of its lines were made one."""

    rows: tuple[Row, ...]
    joined: tuple[str, ...]


@dataclass(slots=True)
class _Line:
    """A line as it was typed: a row of a table, a line of a list or other words."""

    raw: str
    is_row: bool = False
    mark: Marker | None = None

    @property
    def is_words(self) -> bool:
        stripped = self.raw.strip()
        return bool(stripped) and not (
            self.is_row or self.mark or RULED_LINE.match(stripped) or _HEADING.match(stripped)
        )


@dataclass(slots=True)
class _Level:
    """One open level of the list being read."""

    indent: int
    kind: str
    typed: str = ""


@dataclass(slots=True)
class _Reader:
    """Puts lines into the list that is open, or ends it."""

    rows: list[Row] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    apart: bool = True

    def take(self, line: _Line) -> None:
        """Read the next line; the first of its list or after an empty line, it may begin a list anew."""
        words = " ".join(line.raw.split())
        if not words or RULED_LINE.match(words):
            self.apart = True
            return
        if line.mark:
            _enter(self.levels, indent(line.raw), line.mark, apart=self.apart)
            ordered = not line.mark.kind.startswith("sign")
            self.rows.append(
                Row(Kind.ITEM, " ".join(line.mark.words.split()), len(self.levels), ordered=ordered)
            )
        elif self.levels and indent(line.raw) > self.levels[0].indent:
            self._take_more(words)
        else:
            self.levels.clear()
            marks = _HEADING.match(words)
            kind = Kind.HEADING if marks else Kind.PARAGRAPH
            depth = len(marks[1]) if marks else 0
            self.rows.append(Row(kind, words[depth:].strip(), depth))
        self.apart = False

    def _take_more(self, words: str) -> None:
        """More of the point that is open; the first words of one that had none yet."""
        last = self.rows[-1]
        if last.kind is Kind.ITEM and not last.words:
            self.rows[-1] = Row(Kind.ITEM, words, last.depth, ordered=last.ordered)
        else:
            self.rows.append(Row(Kind.MORE, words, len(self.levels)))


@cached
def normalise(typed: str, *, clauses: bool = False) -> str:
    """The canonical form of a text; normalising it again changes nothing.

    Points that were numbered are counted anew: through each list, or through a text of `clauses`
    as it will print them.
    """
    return write(read_typed(typed).rows, clauses=clauses)


@cached
def read_typed(typed: str) -> Typed:
    """What was typed, line by line."""
    lines, joined = _joined(list(_classified(cleaned(typed).split("\n"))))
    reader = _Reader()
    for line in lines:
        reader.take(line)
    return Typed(tuple(reader.rows), tuple(joined))


@cached
def as_typed(typed: str) -> str:
    """A message as it was typed, without what cannot be seen: for words that are never read as a text."""
    lines = "\n".join(line.rstrip() for line in cleaned(typed).split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip("\n")


def told_joined(typed: str) -> str:
    """Which lines of a typed text were made one, in a sentence for whoever typed it; or nothing."""
    places = read_typed(typed).joined
    if not places:
        return ""
    if len(places) == 1:
        said, where = f"Two lines were put together: “… {places[0]} …”.", "they belong"
    else:
        said = f"Lines were put together in {len(places)} places, such as “… {places[0]} …”."
        where = "lines belong"
    return f"{said} A program seems to have broken them. Where {where} apart, leave a blank line between."


def cleaned(typed: str) -> str:
    return composed(_INVISIBLE.sub("", _BREAKS.sub("\n", typed))).translate(_SPACES)


def _classified(lines: list[str]) -> Iterator[_Line]:
    series = in_series(lines)
    marks = [marker(line.strip(), in_a_series=at in series) for at, line in enumerate(lines)]
    kinds = zip(lines, marks, strict=True)
    for is_row, group in groupby(kinds, key=lambda kind: "\t" in kind[0].strip() and not kind[1]):
        if is_row:
            yield from _rows([line for line, _ in group])
        else:
            yield from (_Line(line.rstrip(), mark=mark) for line, mark in group)


def _rows(lines: list[str]) -> Iterator[_Line]:
    """A lone tab is a slip of the finger; more of them are a table, one paragraph a row."""
    rows = [[cell.strip() for cell in line.split("\t") if cell.strip()] for line in lines]
    if len(rows) == 1 and len(rows[0]) == 2:
        yield _Line(" ".join(rows[0]))
        return
    for cells in rows:
        yield from (_Line(""), _Line(" | ".join(cells), is_row=True), _Line(""))


def _joined(lines: list[_Line]) -> tuple[list[_Line], list[str]]:
    """The lines, those that a program broke in two made one again, and the words around each such place."""
    whole: list[_Line] = []
    places: list[str] = []
    for in_block, group in groupby(lines, key=lambda line: line.is_words or line.mark is not None):
        block = list(group)
        whole.append(block[0])
        if not in_block:
            whole += block[1:]
            continue
        by_programs = wrapped([line.raw for line in block])
        for (before, line), by_program in zip(pairwise(block), by_programs, strict=True):
            inside = bool(whole[-1].mark) and indent(line.raw) > indent(whole[-1].raw)
            hanging = inside and goes_on(before.raw, line.raw)
            if line.mark or not (by_program or hanging):
                whole.append(line)
                continue
            whole[-1] = _one(whole[-1], line)
            if not hanging:
                around = [*before.raw.split()[-_NEAR_A_JOIN:], *line.raw.split()[:_NEAR_A_JOIN]]
                places.append(" ".join(around))
    return whole, places


def _one(before: _Line, line: _Line) -> _Line:
    words = line.raw.strip()
    mark = before.mark and Marker(before.mark.kind, before.mark.typed, f"{before.mark.words} {words}")
    return _Line(f"{before.raw} {words}", mark=mark)


def _enter(levels: list[_Level], indented: int, mark: Marker, *, apart: bool) -> None:
    """Open, continue or close levels so that the last one is the marker's own.

    Indentation of two or more decides; lines that stand equally far in are told apart by their kind
    of marker, as in text pasted from Word, where "o" lines belong under the "•" line before them.
    """
    while len(levels) > 1 and levels[-1].indent > indented + 1:
        levels.pop()
    equal = [level for level in levels if level.indent >= indented - 1]
    kind = _kind(mark, levels, equal)
    if kind in [level.kind for level in equal]:
        while levels[-1].kind != kind:
            levels.pop()
    elif apart and equal and kind in {"sign -", "1"}:
        del levels[len(levels) - len(equal) :]
        levels.append(_Level(indented, kind))
    elif len(levels) < DEEPEST_CLAUSE:
        levels.append(_Level(indented, kind))
    levels[-1].typed = mark.typed


def _kind(mark: Marker, levels: Sequence[_Level], equal: Sequence[_Level]) -> str:
    """The kind of a marker beside those that are open: "i" may be the letter after "h", a dash a hyphen."""
    kind = mark.kind
    if kind.lower() == "roman" and levels:
        letter = "LETTER" if kind.isupper() else "letter"
        if levels[-1].kind == letter and follows(mark.typed, levels[-1].typed):
            return letter
    dashes = {"sign -": "sign –", "sign –": "sign -"}
    kinds = [level.kind for level in equal]
    return dashes[kind] if kind in dashes and kind not in kinds and dashes[kind] in kinds else kind


_LONGEST_WRAPPED_LINE = 100
# Programs break lines at 60 to 80 characters and two columns of a paper at 45; people who break theirs on
# purpose, as in an address or a list of names, mostly write shorter ones.
_SHORTEST_WRAPPED_LINE = 45
_NEARLY_FULL = 0.8
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ".”", "!”", "?”", ".’", ".)")


def wrapped(block: Sequence[str]) -> Iterator[bool]:
    """For each line after the first, whether it goes on with the sentence of the line before.

    A line was broken by a program where the next word would not have fitted, and the next line goes on in
    small letters; or does not, where most other lines of the block do.
    """
    width = max((len(line) for line in block if " " in line.strip()), default=0)
    going_on = [goes_on(before, line) for before, line in pairwise(block)]
    mostly = 3 * sum(going_on) >= len(going_on)
    plausible = _SHORTEST_WRAPPED_LINE <= width <= _LONGEST_WRAPPED_LINE
    for (before, line), alike in zip(pairwise(block), going_on, strict=True):
        if not plausible or before.endswith(":"):
            yield False
            continue
        room = len(before) + 1 + len(line.split(None, 1)[0])
        ended = before.endswith(_SENTENCE_ENDS)
        yield (alike or (mostly and any(going_on))) and room > (width if ended else _NEARLY_FULL * width)


def goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before, as its first letter says."""
    return line.lstrip()[:1].islower() and not before.endswith(_SENTENCE_ENDS)
