"""Tables in a Word file: a style of their own, a head that stands again on each page, no torn rows."""

from collections.abc import Iterable

from lla.papers.blocks import Cell, Table, words_of
from lla.papers.charts import written

STYLE = "Figures"
_WIDTH = 154  # millimetres between the margins
_TWIPS = 56.7  # to the millimetre
# Letters that a column gets at most, for its words and for a single word, such as a web address.
_MOST, _WORD = 40, 25
# A wide letter of a bold head, and the space beside a column, in twentieths of a point.
_LETTER, _GAP = 116, 142
_LOOK = (
    '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
_NO_TEAR = "<w:cantSplit/>"
_HEAD = f"{_NO_TEAR}<w:tblHeader/>"
_HIGH = '<w:trHeight w:val="567" w:hRule="atLeast"/>'


def table(head: str, rows: Iterable[str], widths: Iterable[int]) -> str:
    """A table from its rows, as wide as the text; widths are in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblStyle w:val="{STYLE}"/><w:tblW w:w="5000" w:type="pct"/>{_LOOK}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"


def widths(block: Table) -> list[int]:
    """How wide each column is: as its words ask, but never so narrow that one of them would be broken."""
    if block.to_fill:
        return [round(_WIDTH * _TWIPS / len(block.head))] * len(block.head)
    columns = [[head, *(_words(row[at]) for row in block.rows)] for at, head in enumerate(block.head)]
    least = [min(_WORD, _longest_word(column)) * _LETTER + _GAP for column in columns]
    asked = [
        max(narrow, min(_MOST, max(map(len, column))) * _LETTER + _GAP)
        for narrow, column in zip(least, columns, strict=True)
    ]
    whole = _WIDTH * _TWIPS
    if sum(least) > whole or sum(asked) <= whole:  # nothing to share out, or more than enough
        each = least if sum(least) > whole else asked
        return [round(width * whole / sum(each)) for width in each]
    share = (whole - sum(least)) / (sum(asked) - sum(least))
    return [round(narrow + (wide - narrow) * share) for narrow, wide in zip(least, asked, strict=True)]


def _words(cell: Cell) -> str:
    return words_of(cell) if isinstance(cell, tuple) else written(cell)


def _longest_word(column: Iterable[str]) -> int:
    return max((len(word) for words in column for word in words.split()), default=0)


def row(cells: Iterable[tuple[str, int]], *, head: bool = False, to_fill: bool = False) -> str:
    """A row of cells, each a paragraph and a width; one `to_fill` is high enough to write in."""
    properties = f"<w:trPr>{_HEAD if head else _NO_TEAR + (_HIGH if to_fill else '')}</w:trPr>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
        for paragraph, width in cells
    )
    return f"<w:tr>{properties}{drawn}</w:tr>"
