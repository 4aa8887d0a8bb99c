"""Tables as CSV and Excel files in which no cell can be taken for a formula."""

import csv
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter

Lines = Sequence[Sequence[str | int]]

_STARTS = frozenset("=+-@\u2212")
_BREAKS = frozenset("\t\r\n")
# What a program may skip before it looks for a formula: spaces, controls, and what has no width.
_SKIPPED = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | _SELECTORS
_NARROWEST, _WIDEST = 10, 60  # characters of a column
_MOST_IN_FOOT = 255


def safe(cell: str) -> str:
    """A cell of a CSV file, behind an apostrophe if a program might take it for a formula.

    By OWASP's list; defusedcsv lets pass what begins with a tab, a break, a space or a sign of full width.
    """
    return f"'{cell}" if _looks_like_formula(cell) else cell


def _looks_like_formula(cell: str) -> bool:
    if "0" <= cell[:1] <= "9" or "A" <= cell[:1] <= "z":  # nearly every cell there is
        return False
    for char in cell:
        if char in _BREAKS:
            return True
        if char not in _BLANK and unicodedata.category(char) not in _SKIPPED:
            return unicodedata.normalize("NFKC", char)[:1] in _STARTS
    return False


def csv_file(lines: Lines) -> bytes:
    """UTF-8 with the mark by which Excel reads names right; quoted, so that no separator splits a cell."""
    out = StringIO(newline="")
    rows = [[safe(cell) if isinstance(cell, str) else cell for cell in line] for line in lines]
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(
    lines: Lines, *, title: str, sheet_name: str, foot: str, made_at: datetime | None = None
) -> bytes:
    """An Excel file of words and numbers; its first line names the columns, `foot` is on every print.

    Of the same lines it is the same file, byte for byte, if it is said when it was made.
    """
    out = BytesIO()
    # In memory only: nothing of a list stays behind on the server's disk.
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": made_at})
        sheet = book.add_worksheet(sheet_name)
        # Excel takes no formula from text, and with a quote prefix not even when somebody edits the cell.
        text = book.add_format({"quote_prefix": True})
        bold = book.add_format({"quote_prefix": True, "bold": True})
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, bold if at == 0 else text)
                else:
                    sheet.write_number(at, column, cell)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_widths(lines)):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # as many pages down as it takes, and one across
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L{foot.replace('&', '&&')}"[:_MOST_IN_FOOT])
    return out.getvalue()


def _widths(lines: Lines) -> list[int]:
    """How wide each column has to be to show its longest cell whole, within bounds."""
    longest = [max(len(str(cell)) for cell in cells) for cells in zip(*lines, strict=True)]
    return [min(max(characters + 2, _NARROWEST), _WIDEST) for characters in longest]
