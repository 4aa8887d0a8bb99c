"""On which page of a Word file each part of a booklet begins: what its contents say until Word counts anew.

Word counts pages when it is asked to and not when a file is opened, and asks its reader first where a file
wants it done. So the numbers are reckoned here, from how much room each block takes in our styles, whose
lines are as high in any typeface. LibreOffice counts by itself.
"""

from collections.abc import Iterable
from math import ceil

from lla.papers import blocks as kinds
from lla.papers.blocks import words_of

# In points: the page's text, and what a letter and a line take of the size of the type.
_HIGH, _WIDE = 705, 436
_LETTER, _LINE = 0.465, 1.42
_CHART = 210


def first_pages(booklet: kinds.Booklet) -> list[int]:
    """The page on which each part begins, counted from 1."""
    front = _rows(booklet.front.blocks) + (0 if booklet.cover else _text(booklet.title, 24, after=12))
    if not booklet.has_index:
        front += 40 + sum(_text(part.title, 11, less=34, after=3) for part in booklet.parts)
    page, used = (2 if booklet.cover else 1), front
    pages = []
    for part, breaks in zip(booklet.parts, booklet.page_breaks, strict=True):
        page, used = page + int(used // _HIGH), used % _HIGH
        if breaks or used + _opening(part) > _HIGH:
            page, used = page + 1, 0
        pages.append(page)
        used += _text(part.title, 15, before=14, after=5) + _rows(kinds.with_annex(part.blocks))
    return pages


def _opening(part: kinds.Paper) -> float:
    """What stands together: the title, the facts below it and the first line of the text."""
    facts = part.blocks[:1] if part.blocks and isinstance(part.blocks[0], kinds.Facts) else ()
    return _text(part.title, 15, before=14, after=5) + _rows(facts) + 2 * 11 * _LINE


def _text(
    words: str, size: float, *, less: float = 0, letter: float = _LETTER, before: float = 0, after: float = 7
) -> float:
    """How high a paragraph is whose lines are `less` points shorter than the page is wide."""
    lines = max(1, ceil(len(words) * size * letter / (_WIDE - less)))
    return before + lines * size * _LINE + after


def _rows(blocks: Iterable[kinds.Block], *, less: float = 0) -> float:
    return sum(_row(block, less) for block in blocks)


def _row(block: kinds.Block, less: float) -> float:
    match block:
        case kinds.Heading() | kinds.LeadIn():
            return _text(words_of(block.spans), 12.5, before=14, after=5)
        case kinds.Paragraph():
            return _text(words_of(block.spans), 11, less=max(less, 34 if block.number else 0))
        case kinds.Notice():
            return _text(words_of(block.spans), 11, less=11, before=8, after=8)
        case kinds.ListBlock():
            return sum(_item(item, less + 34) for item in block.items)
        case kinds.Table():
            return _table(block)
        case kinds.Chart():
            return _CHART + (0 if block.annexed else _table(block.table))
        case _:
            return _aside(block)


def _aside(block: kinds.Facts | kinds.Names | kinds.Index | kinds.Mark | kinds.Divider) -> float:
    match block:
        case kinds.Mark():
            return _text(block.words, 10)
        case kinds.Facts():
            return sum(_text(words_of(spans), 10, less=102, after=2) for _, spans in block.rows)
        case kinds.Names():
            heading = _text(block.heading, 12.5, before=14, after=5) if block.heading else 0
            return heading + sum(_text(name, 10, after=1) for name in block.names)
        case kinds.Index():
            return sum(_line(line) for line in block.lines)
        case kinds.Divider():
            return _HIGH / 2 if block.page else 11 * _LINE + 7


def _line(line: kinds.IndexLine) -> float:
    by = _text(line.by, 10, less=40, after=4) if line.by else 0
    return _text(line.title, 11, less=74, before=4, after=0) + by


def _item(item: kinds.Item, less: float) -> float:
    return _text(words_of(item.spans), 11, less=less) + _rows(item.children, less=less)


def _table(block: kinds.Table) -> float:
    return _text(block.caption, 10.5, before=10, after=4) + (len(block.rows) + 1) * (9.5 * _LINE + 4) + 10
