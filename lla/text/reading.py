"""Reading the canonical form: source text in, blocks with clause numbers out."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lla.papers.blocks import Block, Span, Spans, words_of
from lla.text.caching import cached
from lla.text.clauses import Kind, Line, nest, number
from lla.text.pasted import normalise

_LONGEST_LEAD_IN = 90
_ADDRESS = re.compile(r"https?://[^\s<>\"”’]+[^\s<>\"”’.,;:!?)\]]", re.IGNORECASE)
# Where a link that somebody typed may lead; no address that people use is longer.
_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S{1,2000}$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_CHUNK = re.compile(r"[^\s—]+")
_LETTER = re.compile(r"\w")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return bool(_FOLLOWED.match(url))


def _make_parser() -> MarkdownIt:
    """Few rules on: whatever else is typed comes out as the text it is, raw HTML too."""
    parser = _Parser("zero", {"html": False})
    parser.enable(["heading", "list", "emphasis", "link", "escape"])
    return parser


_PARSER = _make_parser()


@cached
def parse(source: str, *, prefix: str = "", level: int = 1) -> tuple[Block, ...]:
    """The blocks of a text: clause numbers run through it, `prefix` ("A" in an appendix) before each.

    `level` is the level of the text's first headings. Nothing typed is lost: what is not in the
    small language comes out as words.
    """
    return nest(number(read(source), prefix=prefix), level=level)


@cached
def prose(source: str) -> tuple[Block, ...]:
    """The blocks of a text that nobody debates, such as an introduction: no clause numbers."""
    return nest(read(source))


@cached
def word_count(source: str) -> int:
    """How many words a person would count: clause numbers, signs and link addresses apart."""
    chunks = (chunk for line in read(source) for chunk in _CHUNK.findall(words_of(line.spans)))
    return sum(bool(_LETTER.search(chunk)) for chunk in chunks)


@cached
def read(source: str) -> tuple[Line, ...]:
    """The lines of a text, in order, before they are numbered."""
    return tuple(_lines(_PARSER.parse(normalise(source))))


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    lists: list[bool] = []
    heading = 0
    opens_item = False
    for token in tokens:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                lists.append(token.type.startswith("ordered"))
            case "ordered_list_close" | "bullet_list_close":
                lists.pop()
            case "list_item_open":
                opens_item = True
            case "heading_open":
                heading = int(token.tag[1])
            case "inline":
                if spans := _spans(token.children or []):
                    yield _line(spans, lists, heading=heading, opens_item=opens_item)
                    opens_item = False
                heading = 0


def _line(spans: Spans, lists: list[bool], *, heading: int, opens_item: bool) -> Line:
    if lists:
        kind = Kind.ITEM if opens_item else Kind.MORE
        return Line(kind, spans, depth=len(lists), ordered=lists[-1])
    if heading:
        return Line(Kind.HEADING, spans, depth=heading)
    words = words_of(spans)
    if words.endswith(":") and len(words) <= _LONGEST_LEAD_IN:
        return Line(Kind.LEAD_IN, tuple(Span(span.text, href=span.href) for span in spans))
    return Line(Kind.CLAUSE, spans)


def _spans(children: Sequence[Token]) -> Spans:
    found: list[Span] = []
    bold = italic = 0
    href = ""
    for token in children:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                href = str(token.attrs["href"])
            case "link_close":
                href = ""
            case "hardbreak":
                found.append(Span(" ", bold > 0, italic > 0, href))
            case _:
                words = _SPACES.sub(_without_line_end, token.content)
                found.extend(_linked(words, bold > 0, italic > 0, href))
    return _joined(found)


def _linked(text: str, bold: bool, italic: bool, href: str) -> Iterator[Span]:
    """Spans of a text in which bare web addresses are links."""
    end = 0
    for address in _ADDRESS.finditer("" if href else text):
        yield Span(text[end : address.start()], bold, italic)
        yield Span(address[0], bold, italic, address[0])
        end = address.end()
    yield Span(text[end:], bold, italic, href)


def _without_line_end(spaces: re.Match[str]) -> str:
    return " " if "\n" in spaces[0] else spaces[0]


def _joined(spans: list[Span]) -> Spans:
    """The spans without empty ones, neighbours of one kind made one."""
    told = (span for span in spans if span.text)
    kinds = groupby(told, key=lambda span: (span.bold, span.italic, span.href))
    return tuple(Span("".join(span.text for span in alike), *kind) for kind, alike in kinds)
