"""Reading XLSX: the values that its cells show, from the fullest sheet that is not hidden."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import openpyxl
from openpyxl.utils import get_column_letter

from lla.acts.refusals import NotAllowed
from lla.sheets.tables import MOST_LINES, NO_TABLE, Table, bounded, table

_MOST_PARTS = 500
_LARGEST_UNPACKED = 30 * 1024 * 1024  # bytes; a zip gives no part more than its own list says
TOO_MUCH = "This spreadsheet is too large to read. Copy the columns that matter into a new spreadsheet."
MACROS = (
    "This spreadsheet contains macros (small programs). Save it as .xlsx without them and choose it again."
)
OTHER_FORMAT = (
    "This is a spreadsheet of another program. Save it as .xlsx or .csv there and choose that file here."
)
UNCALCULATED = (
    "Cell {cell} is a formula without its result. Open the file in your spreadsheet program, save it there "
    "and choose it again."
)
FAULTY = "Cell {cell} shows the error {error}. Correct it and choose the file again."
ALL_HIDDEN = "Every sheet of this file is hidden. Show the one that matters, save it and choose it again."


def read(content: bytes) -> Table:
    """The table of an XLSX file; raises NotAllowed with the sentence for the field, much else for damage."""
    _check(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that say nothing here
        shown = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        typed = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise NotAllowed([ALL_HIDDEN])
        sheet = max(sheets, key=_filled)  # beside it there may be one of notes
        rows = bounded(_values(sheet, typed[sheet.title]))
    return table(rows, left_out=_left_out(sheet.title, len(sheets) - 1, len(shown.worksheets) - len(sheets)))


def _filled(sheet: Any) -> int:
    """How many cells of a sheet say anything, among as many lines as are read."""
    sheet.reset_dimensions()
    lines = islice(sheet.iter_rows(values_only=True), MOST_LINES)
    return sum(value is not None for line in lines for value in line)


def _check(content: bytes) -> None:
    """Refuse what is no such file, has programs in it, or would unpack to too much."""
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            names = {entry.filename.lower() for entry in entries}
            sizes = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_PARTS or sizes > _LARGEST_UNPACKED:
                raise NotAllowed([TOO_MUCH])
            if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise NotAllowed([OTHER_FORMAT])
            if any(name.endswith("vbaproject.bin") for name in names):
                raise NotAllowed([MACROS])
            if any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries):
                raise NotAllowed([NO_TABLE])
            for entry in entries:
                # A document type could define words that grow without end; no spreadsheet program writes one.
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(entry):
                    raise NotAllowed([NO_TABLE])
    except BadZipFile:
        raise NotAllowed([NO_TABLE]) from None


def _values(shown: Any, typed: Any) -> Iterator[list[object]]:
    """The values line by line; a formula counts as what it shows.

    What a file says of its own size is not believed: the cells are asked.
    """
    for sheet in (shown, typed):
        sheet.reset_dimensions()
    for values, cells in zip(shown.iter_rows(), typed.iter_rows(), strict=False):
        yield [_value(value, cell) for value, cell in zip(values, cells, strict=False)]


def _value(shown: Any, typed: Any) -> object:
    if shown.data_type == "e":
        raise NotAllowed([FAULTY.format(cell=_name(shown), error=shown.value)])
    if shown.value is None and typed.data_type == "f":
        raise NotAllowed([UNCALCULATED.format(cell=_name(typed))])
    return shown.value


def _name(cell: Any) -> str:
    return f"{get_column_letter(cell.column)}{cell.row}"


def _left_out(read: str, others: int, hidden: int) -> list[str]:
    said = []
    if others:
        sheets = "another sheet was" if others == 1 else f"{others} other sheets were"
        said.append(f"Only the fullest sheet, “{read[:40]}”, was read: {sheets} left out.")
    if hidden:
        said.append(
            "1 hidden sheet was left out." if hidden == 1 else f"{hidden} hidden sheets were left out."
        )
    return said
