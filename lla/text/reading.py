"""Reading the canonical form: source text in, blocks with clause numbers out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from lla.papers.blocks import Block, Span, Spans, words_of
from lla.text import inline
from lla.text.caching import cached
from lla.text.canonical import is_lead_in
from lla.text.clauses import Kind, Line, nest, number
from lla.text.pasted import normalise

_CHUNK = re.compile(r"[^\s—]+")
_LETTER = re.compile(r"\w")


@cached
def parse(source: str, *, prefix: str = "", level: int = 1) -> tuple[Block, ...]:
    """The blocks of a text: clause numbers run through it, `prefix` ("A" in an appendix) before each.

    `level` is the level of the text's first headings. Nothing typed is lost: what is not in the
    small language comes out as words.
    """
    return nest(number(read(source), prefix=prefix), level=level)


@cached
def prose(source: str, *, typed: bool = False) -> tuple[Block, ...]:
    """The blocks of a text that nobody debates, such as an introduction: no clause numbers.

    `typed` words were stored as somebody typed them, and are brought into the canonical form first.
    """
    return nest(read(normalise(source) if typed else source))


@cached
def word_count(source: str) -> int:
    """How many words a person would count: clause numbers, signs and link addresses apart."""
    words = "\n".join(words_of(line.spans) for line in read(source))
    return sum(map(bool, map(_LETTER.search, _CHUNK.findall(words))))


@cached
def read(source: str) -> tuple[Line, ...]:
    """The lines of a text, in order, before they are numbered.

    A text is read as it is stored, so that it prints the same for ever: how typed words are understood may
    improve, and touches no text that stands already.
    """
    return tuple(_lines(inline.PARSER.parse(source)))


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
                if spans := inline.of_tokens(token.children or []):
                    line = _line(spans, lists, heading=heading, opens_item=opens_item)
                    yield replace(line, source=token.content)
                    opens_item = False
                heading = 0


def _line(spans: Spans, lists: list[bool], *, heading: int, opens_item: bool) -> Line:
    if lists:
        kind = Kind.ITEM if opens_item else Kind.MORE
        return Line(kind, spans, depth=len(lists), ordered=lists[-1])
    if heading:
        return Line(Kind.HEADING, spans, depth=heading)
    if is_lead_in(spans):
        return Line(Kind.LEAD_IN, tuple(Span(span.text, href=span.href) for span in spans))
    return Line(Kind.CLAUSE, spans)
