"""Words of several looks written with the signs of the canonical form, so that they read back the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, product

from lla.papers.blocks import Span, words_of
from lla.text.reading import read
from lla.words import composed

_SIGN = re.compile(r"([\\*])")
_EDGE_OF_A_WORD = re.compile(r"(?<!\w)_|_(?!\w)")
_BEFORE = "x "  # so that a mark at the start of the words is not read as that of a list


def signed(spans: Iterable[Span]) -> str:
    """The words with their signs; where these cannot say what is bold, it is less of it, or nothing."""
    joined = list(_joined(replace(span, text=composed(span.text)) for span in spans))
    narrowed = [piece for span in joined for piece in _narrowed(span)]
    for pieces, escaping in product((joined, narrowed), (False, True)):
        written = "".join(_signed(piece, escaping=escaping) for piece in pieces)
        if _looks(_read(written)) == _looks(pieces):
            return written
    return "".join(_signed(replace(span, bold=False, italic=False), escaping=True) for span in joined)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Word cuts words into many runs; neighbours of one kind are put together again."""
    for kind, alike in groupby(spans, key=lambda span: (span.bold, span.italic, span.href)):
        yield Span(words_of(tuple(alike)), *kind)


def _narrowed(span: Span) -> Iterator[Span]:
    """The span with only what lies between its first and its last letter or digit bold or italic."""
    places = [at for at, char in enumerate(span.text) if char.isalnum()]
    first, end = (places[0], places[-1] + 1) if places else (len(span.text), len(span.text))
    if span.href or not (span.bold or span.italic):
        first, end = 0, len(span.text)
    for piece in (
        Span(span.text[:first]),
        replace(span, text=span.text[first:end]),
        Span(span.text[end:]),
    ):
        if piece.text:
            yield piece


def _read(written: str) -> list[Span]:
    """What the words say, once they are typed."""
    spans = [span for line in read(_BEFORE + written) for span in line.spans]
    return [replace(spans[0], text=spans[0].text[len(_BEFORE) :]), *spans[1:]] if spans else []


def _looks(spans: Iterable[Span]) -> list[tuple[str, bool, bool]]:
    """The look of each sign that can be seen."""
    return [(char, span.bold, span.italic) for span in spans for char in span.text if not char.isspace()]


def _signed(span: Span, *, escaping: bool) -> str:
    """The words of a span with its signs, the spaces around them left outside."""
    text = span.text
    if escaping:
        text = _EDGE_OF_A_WORD.sub(r"\_", _SIGN.sub(r"\\\1", text).replace("](", r"]\("))
    bare = text.strip()
    if not bare:
        return span.text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if span.href and span.text.strip() != span.href:
        address = span.href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        bare = f"[{bare}]({address})"
    signs = "**" * span.bold + "*" * span.italic
    return f"{before}{signs}{bare}{signs[::-1]}{after}"
