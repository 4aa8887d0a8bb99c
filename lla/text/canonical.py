"""The canonical form written down: rows of a text with their words, numbers and empty lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from lla.papers.blocks import Spans, words_of
from lla.text import inline
from lla.text.clauses import DEEPEST_HEADING, below
from lla.text.marks import RULED_LINE, in_series, marker

LONGEST_LEAD_IN = 90
# "Conference notes", "THIS CONFERENCE FURTHER RESOLVES TO", "Believes".
_OPENING = re.compile(
    r"(?:(?:this |the )?(?:conference|congress|meeting|assembly|agm|branch|group|network) "
    r"(?:(?:also|further|therefore|additionally) )*"
    r"(?:recognises|recognizes|welcomes|regrets|condemns|affirms|reaffirms|agrees|asks|instructs|mandates|"
    r"calls on|calls for|calls upon|demands|declares|considers|supports|opposes|notes|believes|resolves)"
    r"|(?:(?:also|further) )?(?:notes|believes|resolves))"
    r"(?: (?:also|further|that|to|the following))*$",
    re.IGNORECASE,
)
_LONGEST_OPENING = 60
_WHOLLY_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})(?P<words>[^*_]+)\1(?P<colon>:?)$")
_MAY_END_A_LEAD_IN = (":", "*", "_", ")")
_LIKE_A_SIGN = re.compile(r"#{1,6}(?=\s|$)|[-*+](?=\s|$)")
_LIKE_A_NUMBER = re.compile(r"(\(?[A-Za-z0-9]{1,9}(?:\.\d{1,3}){0,3})([.)])(?=\s|$)")
_LIKE_A_BARE_NUMBER = re.compile(r"(\d{1,3})(\.)")
_COMMON_NUMBER = re.compile(r"\d{1,9}[.)](?=\s|$)")
_LETTER_AND_STOP = re.compile(r"^( *[A-Za-z]{1,5})\.(?= )")


class Kind(Enum):
    """What a row of a typed text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    MORE = "more of an item"


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, heading or point of a text; `depth` counts list levels, or the marks of a heading."""

    kind: Kind
    words: str
    depth: int = 0
    ordered: bool = False


def is_lead_in(spans: Spans) -> bool:
    """Whether a paragraph opens a part, such as "Conference notes:"."""
    words = words_of(spans)
    return words.endswith(":") and len(words) <= LONGEST_LEAD_IN


def write(rows: Iterable[Row], *, clauses: bool) -> str:
    """The canonical text; its points count through each list, or as `clauses` through the whole text."""
    writer = _Writer(_Clauses() if clauses else _Lists())
    for row in rows:
        writer.add(row)
    return "\n".join(_with_literal_letters(writer.lines))


def _with_literal_letters(lines: list[str]) -> list[str]:
    """Paragraphs that begin "a. " and "b. " would be read as a list: each such letter stands for itself."""
    return [_LETTER_AND_STOP.sub(r"\1\\.", line) for line in lines] if in_series(lines) else lines


class _Lists:
    """Counts points through each list, as it is printed where nobody debates the text."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._ordered: list[bool] = []

    def of_item(self, depth: int, *, ordered: bool) -> int:
        goes_on = len(self._counts) >= depth and self._ordered[depth - 1] == ordered
        count = self._counts[depth - 1] + 1 if goes_on else 1
        self._counts[depth - 1 :] = [count]
        self._ordered[depth - 1 :] = [ordered]
        return count

    def end_list(self, *, is_clause: bool) -> None:
        self._counts.clear()
        self._ordered.clear()


class _Clauses:
    """Counts points as clauses print: through the whole text, paragraphs among them."""

    def __init__(self) -> None:
        self._counts: list[int] = [0]

    def of_item(self, depth: int, *, ordered: bool) -> int:
        self._counts[depth:] = []
        if len(self._counts) < depth:
            self._counts.append(0)
        self._counts[-1] += 1
        return self._counts[-1]

    def end_list(self, *, is_clause: bool) -> None:
        self._counts[1:] = []
        self._counts[0] += is_clause


@dataclass(slots=True)
class _Writer:
    """The lines written so far, and the points that are open: how wide their marks are, and of which kind."""

    counting: _Lists | _Clauses
    lines: list[str] = field(default_factory=list)
    _widths: list[int] = field(default_factory=list)
    _ordered: list[bool] = field(default_factory=list)
    _headings: list[int] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Write a row, if it says anything."""
        words = inline.canonical(_unclosed(row.words) if row.kind is Kind.HEADING else row.words)
        if not words:
            return
        if row.kind is Kind.ITEM:
            self._item(row, words)
        elif row.kind is Kind.MORE and self._widths:
            self._widths[row.depth :] = []
            self._ordered[row.depth :] = []
            self._line(f"{' ' * sum(self._widths)}{_literal(words, row)}", apart=True)
        else:
            self._block(row, words)

    def _item(self, row: Row, words: str) -> None:
        depth = min(row.depth, len(self._widths) + 1)
        other_kind = self._ordered[depth - 1 : depth] == [not row.ordered]
        count = self.counting.of_item(depth, ordered=row.ordered)
        mark = f"{count}." if row.ordered else "-"
        apart = not self._widths or other_kind
        self._widths[depth - 1 :] = [len(mark) + 1]
        self._ordered[depth - 1 :] = [row.ordered]
        self._line(f"{' ' * sum(self._widths[:-1])}{mark} {_literal(words, row)}", apart=apart)

    def _block(self, row: Row, words: str) -> None:
        self._widths.clear()
        self._ordered.clear()
        if is_heading := row.kind is Kind.HEADING:
            # With as many marks as its level in print.
            self._headings = below(self._headings, row.depth)
            line = f"{'#' * min(len(self._headings), DEEPEST_HEADING)} {words}"
        else:
            line = _literal(_with_colon(words), row)
        may_open = not is_heading and line.endswith(_MAY_END_A_LEAD_IN)
        opens_a_part = may_open and is_lead_in(inline.read(line))
        self.counting.end_list(is_clause=not is_heading and not opens_a_part)
        self._line(without_emphasis(line) if opens_a_part else line, apart=True)

    def _line(self, line: str, *, apart: bool) -> None:
        if apart and self.lines:
            self.lines.append("")
        self.lines.append(line)


def _unclosed(words: str) -> str:
    """The words of a heading without the marks that may close one."""
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare.endswith(" ") else words


def _with_colon(words: str) -> str:
    """A line that opens a part, in the one way of writing it; other words as they are."""
    if len(words) > LONGEST_LEAD_IN:
        return words
    emphasised = _WHOLLY_EMPHASISED.match(words)
    bare = f"{emphasised['words']}{emphasised['colon']}" if emphasised else words
    if emphasised and bare.endswith(":"):
        return bare
    return f"{bare}:" if len(bare) <= _LONGEST_OPENING and _OPENING.match(bare) else words


def without_emphasis(words: str) -> str:
    """A line that opens a part is printed all alike; where it leads stays."""
    spans = inline.read(words)
    if not any(span.bold or span.italic for span in spans):
        return words
    return inline.write(replace(span, bold=False, italic=False) for span in spans)


def _literal(words: str, row: Row) -> str:
    """The words, with a backslash where their start would be read as the mark of a list or a heading."""
    if _LIKE_A_SIGN.match(words) or (row.kind is not Kind.ITEM and RULED_LINE.match(words)):
        return f"\\{words}"
    read_as_mark = bool(_COMMON_NUMBER.match(words))
    if row.kind is not Kind.ITEM:
        read_as_mark = read_as_mark or bool(marker(words))
    number = _LIKE_A_NUMBER.match(words) or _LIKE_A_BARE_NUMBER.match(words)
    return f"{number[1]}\\{words[number.start(2) :]}" if read_as_mark and number else words
