"""What it costs to draw a paper, counted from its blocks and not from the clock."""

from collections.abc import Iterable
from dataclasses import dataclass

from lla.papers.blocks import (
    Archive,
    Block,
    Booklet,
    Chart,
    Facts,
    Index,
    Item,
    ListBlock,
    Mark,
    Names,
    Paper,
    Run,
    Spans,
    Table,
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to lay out: characters, runs of words of one kind, links among them, and blocks."""

    characters: int = 0
    runs: int = 0
    links: int = 0
    blocks: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.characters + other.characters,
            self.runs + other.runs,
            self.links + other.links,
            self.blocks + other.blocks,
        )


# Seconds of one processor in 2026, measured with WeasyPrint 70 on texts that have nothing but one of these.
_PDF_FILE = 0.05
_PDF_CHARACTER = 0.00002
_PDF_RUN = 0.0006
_PDF_LINK = 0.001
_PDF_BLOCK = 0.004
# The same words as Word, against what they take as PDF.
_WORD = 0.05


def seconds(thing: Paper | Run | Booklet | Archive, suffix: str) -> float:
    """About how long drawing takes when nothing of it is there yet."""
    match thing:
        case Archive():
            return sum(seconds(paper, each) for paper in thing.papers for each in (".pdf", ".docx"))
        case Booklet():
            papers = [thing.front, *thing.parts]
        case Run():
            papers = [*thing.papers]
        case _:
            papers = [thing]
    whole = sum(_seconds(size(paper.blocks)) for paper in papers)
    return whole * _WORD if suffix == ".docx" else whole


def _seconds(found: Size) -> float:
    words = found.characters * _PDF_CHARACTER + found.runs * _PDF_RUN
    return _PDF_FILE + words + found.links * _PDF_LINK + found.blocks * _PDF_BLOCK


def size(blocks: Iterable[Block]) -> Size:
    """How much there is of all the blocks together."""
    return sum(map(_block, blocks), Size())


def _block(block: Block) -> Size:
    match block:
        case ListBlock():
            return sum(map(_item, block.items), Size())
        case Facts():
            rows = (_of(spans) + Size(len(term), 1, 0, 2) for term, spans in block.rows)
            return sum(rows, Size())
        case Table():
            cells = (cell for row in block.rows for cell in row)
            return sum((_of(cell) if isinstance(cell, tuple) else Size(8, 1, 0, 1) for cell in cells), Size())
        case Chart():
            return _block(block.table) + Size(0, len(block.numbers), 0, len(block.numbers))
        case Index():
            lines = (Size(len(line.title) + len(line.by), 3, 1, 4) for line in block.lines)
            return sum(lines, Size())
        case Names():
            return sum((Size(len(name), 1, 0, 1) for name in block.names), Size())
        case Mark():
            return Size(len(block.words), 1, 0, 1)
    spans: Spans = getattr(block, "spans", ())
    return _of(spans)


def _item(item: Item) -> Size:
    return _of(item.spans) + size(item.children)


def _of(spans: Spans) -> Size:
    """One block of these words."""
    return Size(sum(len(span.text) for span in spans), len(spans), sum(bool(span.href) for span in spans), 1)
