"""Writing what was read of a Word file as typed words: title, text and appendix in the canonical form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lla.papers.blocks import Span
from lla.text import inline
from lla.text.clauses import DEEPEST_CLAUSE
from lla.text.pasted import normalise
from lla.wordfile import own_files
from lla.wordfile.omissions import LeftOut
from lla.wordfile.reading import Line, Words
from lla.wordfile.styles import Look, Point
from lla.words.cleaning import composed

_LONGEST_HEADING = 90
_DEEPEST_HEADING = 6
_ENDS_A_SENTENCE = (".", ",", ";", "!", "?")
_LINK = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_HEADING = re.compile(r"(?=#{1,6}(?:\s|$))")
_SIGN = re.compile(r"[*_\[\\]")
_MARK = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)))")
_STANDS_NEARER = 100  # twentieths of a point, from where one point stands deeper than another


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word file says; `told` is what of it is not in the text, in sentences for its sender."""

    title: str = ""
    body: str = ""
    appendix: str = ""
    is_ours: bool = False
    told: tuple[str, ...] = ()


def write_text(lines: Iterable[Line], left_out: LeftOut, styles: frozenset[str]) -> WordText:
    """The text of the lines of a file; of our own files without what is printed around it."""
    kept = [line for line in lines if line.text.strip()]
    title = next((line for line in kept if line.place.style == "title"), None)
    kept = [line for line in kept if line is not title]
    is_ours = own_files.is_ours(styles)
    appendix: list[Line] = []
    if is_ours:
        kept, appendix = own_files.parted(own_files.without_what_is_printed(kept, left_out), left_out)
    else:
        _find_headings(kept)
    body, further = (normalise(_Writer(part, left_out, exact=is_ours).text()) for part in (kept, appendix))
    return WordText(" ".join(title.text.split()) if title else "", body, further, is_ours)


def _find_headings(lines: list[Line]) -> None:
    """Short lines that are bold or underlined from end to end are headings, unless most lines are."""
    plain = [line for line in lines if not (line.row or line.place.heading or line.place.point)]
    strong = [line for line in plain if _is_strong(line)]
    if 2 * len(strong) > len(lines):
        return
    level = 1 + max((line.place.heading for line in lines), default=0)
    for line in strong:
        text = line.text.strip()
        if len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS_A_SENTENCE) and line is not lines[-1]:
            line.place = replace(line.place, heading=level)


def _is_strong(line: Line) -> bool:
    looks = [words.look for words in line.words if words.text.strip() and not words.href]
    return bool(looks) and (all(look.bold for look in looks) or all(look.underlined for look in looks))


class _Writer:
    """Writes lines one below the other; where it is `exact`, no paragraph begins with a typed mark."""

    def __init__(self, lines: list[Line], left_out: LeftOut, *, exact: bool) -> None:
        self._lines = lines
        self._left_out = left_out
        self._exact = exact
        self._open: list[tuple[Point, int]] = []  # the points that are open, and the count of each

    def text(self) -> str:
        """The lines as typed words."""
        return "\n".join(written for line in self._lines for written in self._line(line))

    def _line(self, line: Line) -> Iterator[str]:
        if line.place.point and not line.place.heading and not line.row:
            yield from self._point(line, line.place.point)
            return
        if self._open and self._goes_on(line):
            for words in broken(line.words):
                yield from ("", "    " * len(self._open) + with_signs(words), "")
            return
        self._open = []
        yield ""
        if line.place.heading:
            yield from (self._heading(line), "")
            return
        for words in broken(line.words):
            yield from (self._paragraph(words), "")

    def _goes_on(self, line: Line) -> bool:
        """Whether a paragraph without a mark goes on with the point before it."""
        if line.place.heading or line.row:
            return False
        if line.place.style.startswith("list continue"):
            return True
        indent = self._open[0][0].indent or 0
        return 0 < indent <= line.place.indent

    def _point(self, line: Line, point: Point) -> Iterator[str]:
        closed: tuple[Point, int] | None = None
        while self._open and not _is_deeper(point, self._open[-1][0]):
            closed = self._open.pop()
        depth = len(self._open)
        goes_on = closed is not None and closed[0].ordered == point.ordered
        count = closed[1] + 1 if closed and goes_on else 1
        if depth >= DEEPEST_CLAUSE:
            self._left_out.things["deep"] += 1
        # A list begins apart, unless it is the first one below a point.
        if not goes_on and (closed or not depth):
            yield ""
        yield from self._marked(line, point, count, depth)
        self._open.append((point, count))

    def _marked(self, line: Line, point: Point, count: int, depth: int) -> Iterator[str]:
        first, *more = broken(line.words)
        yield f"{'    ' * depth}{f'{count}.' if point.ordered else '-'} {with_signs(first)}"
        for words in more:
            yield from ("", "    " * (depth + 1) + with_signs(words), "")

    def _heading(self, line: Line) -> str:
        written = with_signs(line.words if self._exact else _without_look_of_heading(line.words)).replace(
            "\n", " "
        )
        # A heading that ends in a colon is a lead-in: it needs no sign.
        if written.endswith(":") and len(written) <= _LONGEST_HEADING:
            return written
        return f"{'#' * min(line.place.heading, _DEEPEST_HEADING)} {written}"

    def _paragraph(self, words: list[Words]) -> str:
        written = _HEADING.sub(r"\\", with_signs(words), count=1)
        return _MARK.sub(_literal, written, count=1) if self._exact and _MARK.match(written) else written


def _without_look_of_heading(words: list[Words]) -> list[Words]:
    """Emphasis that goes from end to end is how a heading looks, and says nothing."""
    looks = [each.look for each in words if each.text.strip()]
    bold, italic = not all(look.bold for look in looks), not all(look.italic for look in looks)
    return [replace(each, look=Look(each.look.bold and bold, each.look.italic and italic)) for each in words]


def _literal(mark: re.Match[str]) -> str:
    return f"{mark[0]}\\"


def _is_deeper(point: Point, outer: Point) -> bool:
    """Whether a point belongs below another: by its level in the same list, else by how far in it stands."""
    if point.of != outer.of and point.indent is not None and outer.indent is not None:
        return point.indent > outer.indent + _STANDS_NEARER
    return point.level > outer.level


def broken(words: list[Words]) -> list[list[Words]]:
    """The words in the lines that were broken on purpose."""
    lines: list[list[Words]] = [[]]
    for each in words:
        first, *more = each.text.split("\n")
        lines[-1].append(replace(each, text=first))
        lines += [[replace(each, text=text)] for text in more]
    told = [line for line in lines if "".join(each.text for each in line).strip()]
    return told or [[]]


def with_signs(words: list[Words]) -> str:
    """Words with the signs that make them bold, italic or a link."""
    text = "".join(each.text for each in words)
    if not _SIGN.search(text) and not any(each.href or each.look.bold or each.look.italic for each in words):
        return text.strip()
    return inline.write(map(_span, words)).strip()


def _span(words: Words) -> Span:
    href = words.href if _LINK.match(words.href) else ""
    return Span(composed(words.text), words.look.bold, words.look.italic, href)
