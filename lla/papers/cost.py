"""What it costs to draw a paper, counted from its blocks and not from the clock."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from lla.papers import blocks as kinds


class Size(NamedTuple):
    """How much there is to lay out: characters, runs of words of one kind, links among them, and blocks."""

    characters: int = 0
    runs: int = 0
    links: int = 0
    blocks: int = 0


# Seconds of one processor in 2026, measured with WeasyPrint 70 on texts that have nothing but one of these.
_PDF_FILE = 0.05
_PDF_CHARACTER = 0.00002
_PDF_RUN = 0.0006
_PDF_LINK = 0.001
_PDF_BLOCK = 0.004
# The same words as Word, against what they take as PDF.
_WORD = 0.05


def seconds(
    thing: kinds.Paper | kinds.Run | kinds.Booklet | kinds.Archive | kinds.MarkedPaper, suffix: str
) -> float:
    """About how long drawing takes when nothing of it is there yet."""
    if isinstance(thing, kinds.Archive):
        return sum(seconds(paper, each) for paper in thing.papers for each in (".pdf", ".docx"))
    whole = sum(_seconds(size(paper.blocks)) for paper in kinds.papers_in(thing))
    return whole * _WORD if suffix == ".docx" else whole


def _seconds(size: Size) -> float:
    words = size.characters * _PDF_CHARACTER + size.runs * _PDF_RUN
    return _PDF_FILE + words + size.links * _PDF_LINK + size.blocks * _PDF_BLOCK


def size(blocks: Iterable[kinds.Block]) -> Size:
    """How much there is of all the blocks together."""
    parts = [part for block in blocks for part in _parts(block)]
    return Size(*map(sum, zip(*parts, strict=True)))


def _parts(block: kinds.Block) -> Iterator[Size]:
    match block:
        case kinds.ListBlock():
            yield from (part for item in block.items for part in (_of(item.spans), size(item.children)))
        case kinds.Facts():
            for term, spans in block.rows:
                yield from (Size(len(term), 1, 0, 2), _of(spans))
        case kinds.Table():
            for cell in chain.from_iterable(block.rows):
                yield _of(cell) if isinstance(cell, tuple) else Size(8, 1, 0, 1)
        case kinds.Chart():
            yield Size(0, len(block.numbers), 0, len(block.numbers))
            yield from _parts(block.table)
        case kinds.Index():
            yield from (Size(len(line.title) + len(line.by), 3, 1, 4) for line in block.lines)
        case kinds.Names():
            yield from (Size(len(name), 1, 0, 1) for name in block.names)
        case kinds.Mark():
            yield Size(len(block.words), 1, 0, 1)
        case _:
            yield _of(getattr(block, "spans", ()))


def _of(spans: kinds.Spans) -> Size:
    """One block of these words."""
    return Size(len(kinds.words_of(spans)), len(spans), sum(bool(span.href) for span in spans), 1)
