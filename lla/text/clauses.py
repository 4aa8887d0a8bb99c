"""Clauses: the flat lines of a text numbered and nested into blocks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from lla.papers.blocks import Block, Heading, Item, LeadIn, ListBlock, Paragraph, Spans

DEEPEST_CLAUSE = 3
DEEPEST_HEADING = 4


class Kind(Enum):
    """What a line of a text is."""

    HEADING = "heading"
    LEAD_IN = "lead-in"
    CLAUSE = "clause"
    ITEM = "item"
    MORE = "more of an item"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text; `depth` counts list levels, or the marks of a heading.

    `source` is what stands in the text: the words with their signs.
    """

    kind: Kind
    spans: Spans
    depth: int = 0
    ordered: bool = False
    number: str = ""
    source: str = ""


@dataclass(slots=True)
class _OpenList:
    """A list that may still be given more items."""

    ordered: bool
    items: list[Item]


_Gathered = list[Block | _OpenList]


@dataclass(slots=True)
class _OpenItem:
    """An item that may still be given more paragraphs and points of its own."""

    line: Line
    children: _Gathered = field(default_factory=list)


def number(lines: Iterable[Line], *, prefix: str = "") -> tuple[Line, ...]:
    """Give each clause its number: 1, 2, 2.1, running on from part to part."""
    counts: list[int] = []
    numbered = []
    inside = 0
    for line in lines:
        if line.kind in {Kind.CLAUSE, Kind.ITEM}:
            depth = min(max(line.depth, 1), inside + 1, DEEPEST_CLAUSE)
            counts = [*counts[:depth], *[0] * (depth - len(counts))]
            counts[-1] += 1
            found = prefix + ".".join(map(str, counts))
            inside = depth if line.kind is Kind.ITEM else 0
            line = replace(line, depth=depth if inside else 0, number=found)
        elif line.kind is not Kind.MORE:
            inside = 0
        numbered.append(line)
    return tuple(numbered)


def below(headings: list[int], marks: int) -> list[int]:
    """The headings that are open where one with so many marks begins, each by its marks, and that one."""
    return [*(each for each in headings if each < marks), marks]


def nest(lines: Iterable[Line], *, level: int = 1) -> tuple[Block, ...]:
    """The lines as blocks; headings are fitted so that levels begin at `level` and never skip one."""
    blocks: _Gathered = []
    stack: list[_OpenItem] = []
    headings: list[int] = []
    for line in lines:
        if line.kind is Kind.ITEM:
            _close(stack, blocks, to=line.depth - 1)
            stack.append(_OpenItem(line))
            continue
        if line.kind is Kind.MORE and stack:
            _close(stack, blocks, to=line.depth)
            stack[-1].children.append(Paragraph(line.spans))
            continue
        _close(stack, blocks, to=0)
        if line.kind is Kind.HEADING:
            headings = below(headings, line.depth)
            blocks.append(Heading(_level(headings, level), line.spans))
        elif line.kind is Kind.LEAD_IN:
            blocks.append(LeadIn(line.spans, _level([*headings, 0], level)))
        else:
            blocks.append(Paragraph(line.spans, line.number))
    _close(stack, blocks, to=0)
    return _closed(blocks)


def _level(headings: list[int], level: int) -> int:
    """Levels never skip one, whatever marks were typed."""
    return level + min(len(headings), DEEPEST_HEADING) - 1


def _close(stack: list[_OpenItem], blocks: _Gathered, *, to: int) -> None:
    """Close items until `to` are open, giving each to the one it stands in."""
    while len(stack) > to:
        done = stack.pop()
        item = Item(done.line.number, done.line.spans, _closed(done.children))
        siblings = stack[-1].children if stack else blocks
        last = siblings[-1] if siblings else None
        if isinstance(last, _OpenList) and last.ordered == done.line.ordered:
            last.items.append(item)
        else:
            siblings.append(_OpenList(done.line.ordered, [item]))


def _closed(blocks: _Gathered) -> tuple[Block, ...]:
    """The blocks, each list that was open among them now whole."""
    return tuple(
        ListBlock(block.ordered, tuple(block.items)) if isinstance(block, _OpenList) else block
        for block in blocks
    )
