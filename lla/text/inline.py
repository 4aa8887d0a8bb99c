"""Words within a line: read as spans with emphasis and links, and written so that they read the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lla.papers.blocks import Span, Spans
from lla.text.emphasis import guarded, settled, written

# Where a link that somebody typed may lead; no address that people use is longer.
_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S{1,2000}$", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://)[^\s<>\"”’]+", re.IGNORECASE)
_SHORTEST_ADDRESS = 2  # characters after "https://"
_AFTER_AN_ADDRESS = ".,;:!?)]"
_SPACES = re.compile(r"\s+")
_SIGN = re.compile(r"[*_\[\\]")
_WRITTEN_IN_MANY_WAYS = re.compile(r"[_\\]|\]\(")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return bool(_FOLLOWED.match(url))


# Few rules on: whatever else is typed comes out as the text it is, raw HTML too.
PARSER = _Parser("zero", {"html": False}).enable(["heading", "list", "emphasis", "link", "escape"])


def read(words: str) -> Spans:
    """What the words of one line say."""
    return of_tokens(PARSER.parseInline(words)[0].children or [])


def of_tokens(children: Sequence[Token]) -> Spans:
    """The spans of what the parser found in a line."""
    spans: list[Span] = []
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
                spans.append(Span(" ", bold > 0, italic > 0, href))
            case _:
                words = _SPACES.sub(lambda run: " " if "\n" in run[0] else run[0], token.content)
                spans.extend(_linked(Span(words, bold > 0, italic > 0, href)))
    return _joined(spans)


def canonical(words: str) -> str:
    """The one way of writing what the words of a line say; signs within a word or an address stay signs."""
    if not _SIGN.search(words):
        return words
    typed = guarded(words)
    if typed == words and not _WRITTEN_IN_MANY_WAYS.search(words):
        return words
    spans = read(typed)
    again = write(spans)
    return again if read(again) == spans else typed


def write(spans: Iterable[Span]) -> str:
    """The spans as words with their signs, which read back the same.

    Emphasis that begins or ends within a word is narrowed to the whole words: no sign says it.
    """
    given = _unlinked(_joined(linked for span in spans for linked in _linked(span)))
    for marked in (_joined(settled(given)), _joined(Span(span.text, href=span.href) for span in given)):
        wanted = _joined(linked for span in marked for linked in _linked(span))
        for words in (written(marked, brackets=False), written(wanted, brackets=True)):
            if guarded(words) == words and read(words) == wanted:
                return words
    return words


def _unlinked(linked: Spans) -> Spans:
    """The spans with each address that stands for itself as plain words, where it still reads as a link."""
    plain = _joined(replace(span, href="") if span.text == span.href else span for span in linked)
    return plain if _joined(again for span in plain for again in _linked(span)) == linked else linked


def _linked(span: Span) -> Iterator[Span]:
    """Spans of a text in which bare web addresses are links; a bracket that one opens is its own."""
    text, end = span.text, 0
    for match in _ADDRESS.finditer("" if span.href else text):
        last, shut = match.end(), match[0].count(")") - match[0].count("(")
        while text[last - 1] in _AFTER_AN_ADDRESS and (text[last - 1] != ")" or shut > 0):
            last -= 1
            shut -= text[last] == ")"
        if last - match.end(1) < _SHORTEST_ADDRESS:
            continue
        yield replace(span, text=text[end : match.start()])
        yield replace(span, text=text[match.start() : last], href=text[match.start() : last])
        end = last
    yield replace(span, text=text[end:])


def _joined(spans: Iterable[Span]) -> Spans:
    """The spans without empty ones, neighbours of one kind made one."""
    not_empty = (span for span in spans if span.text)
    kinds = groupby(not_empty, key=lambda span: (span.bold, span.italic, span.href))
    return tuple(Span("".join(span.text for span in alike), *kind) for kind, alike in kinds)
