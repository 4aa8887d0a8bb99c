"""Tables in a Word file: a style of their own, a head that stands again on each page, no torn rows."""

from collections.abc import Iterable

STYLE = "Figures"
_WIDTH = 154  # millimetres between the margins
_TWIPS = 56.7  # to the millimetre
_FEW = 4
_LOOK = (
    '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
_NO_TEAR = "<w:cantSplit/>"
_HEAD = f"{_NO_TEAR}<w:tblHeader/>"


def table(head: str, rows: Iterable[str], widths: Iterable[int]) -> str:
    """A table from its rows, as wide as the text; widths are in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblStyle w:val="{STYLE}"/><w:tblW w:w="5000" w:type="pct"/>{_LOOK}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"


def widths(columns: int) -> list[int]:
    """The first column is twice as wide as each of the others, unless these are many."""
    first = 2.0 if columns <= _FEW else 1.3
    each = _WIDTH * _TWIPS / (columns - 1 + first)
    return [round(first * each), *[round(each)] * (columns - 1)]


def row(cells: Iterable[tuple[str, int]], *, head: bool = False) -> str:
    """A row of cells, each a paragraph and a width."""
    properties = f"<w:trPr>{_HEAD if head else _NO_TEAR}</w:trPr>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
        for paragraph, width in cells
    )
    return f"<w:tr>{properties}{drawn}</w:tr>"
