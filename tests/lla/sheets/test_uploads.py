"""Spreadsheets of every kind are read alike, and hostile ones are refused in a sentence."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from lla.acts.refusals import NotAllowed
from lla.sheets import csv_files, tables, uploads, xlsx_files
from lla.sheets.tables import Row, Table

TEXT = 'Group,Town\r\n"Hull, the Left",Hull\r\nSé Left,Selby\r\n'
TABLE = Table(
    ("Group", "Town"), (Row(2, ("Hull, the Left", "Hull")), Row(3, ("Sé Left", "Selby"))), left_out=()
)
Cells = list[list[object]]


def workbook(lines: Cells, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(NotAllowed) as refused:
        uploads.read_table(content)
    return refused.value.reasons[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_of_any_encoding(encoding: str) -> None:
    assert csv_files.read(TEXT.encode(encoding)) == TABLE


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_csv_of_any_separator(separator: str) -> None:
    lines = [["Group", "Town"], ["Hull; the, Left", "Hull"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    assert csv_files.read(text.encode()).rows == (Row(2, ("Hull; the, Left", "Hull")),)


def test_excel_may_say_its_separator() -> None:
    assert csv_files.read(b"sep=;\nGroup;Town, area\nHull;Hull\n").head == ("Group", "Town, area")


def test_an_xlsx_says_the_same_as_a_csv() -> None:
    lines: Cells = [["Group", "Town"], ["Hull, the Left", "Hull"], ["Sé Left", "Selby"]]
    assert uploads.read_table(workbook(lines)) == TABLE


def test_numbers_keep_no_point_and_days_are_days_in_either_epoch() -> None:
    def mac(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    lines: Cells = [["Group", "Phone", "Since"], ["Hull", 7700900123, date(2026, 1, 10)]]
    cells = Row(2, ("Hull", "7700900123", "2026-01-10"))
    assert [uploads.read_table(workbook(lines, change)).rows for change in (mac, lambda book: None)] == [
        (cells,),
        (cells,),
    ]


def test_a_title_in_merged_cells_empty_rows_and_hidden_sheets_are_left_out_and_said() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A1:C1")
        book.active.title = "Groups"
        book.create_sheet("Old").append(["x"])
        book.create_sheet("Secret").sheet_state = "hidden"

    lines: Cells = [["Our groups"], [], ["Group", "Town", "Email"], [], ["Hull", None, "jo@example.org"]]
    assert uploads.read_table(workbook(lines, change)) == Table(
        ("Group", "Town", "Email"),
        (Row(5, ("Hull", "", "jo@example.org")),),
        (
            "Only the fullest sheet, “Groups”, was read: another sheet was left out.",
            "1 hidden sheet was left out.",
            "What is above the names of the columns was left out.",
        ),
    )


def test_a_sheet_of_notes_before_the_groups_is_passed_over() -> None:
    def change(book: openpyxl.Workbook) -> None:
        notes = book.create_sheet("Notes", 0)
        for line in ("How to fill this in", "One line for each group", "Ask Jo"):
            notes.append([line])

    table = uploads.read_table(workbook([["Group", "Town"], ["Hull", "Hull"], ["Selby", "Selby"]], change))
    assert [row.cells for row in table.rows] == [("Hull", "Hull"), ("Selby", "Selby")]
    assert table.left_out == ("Only the fullest sheet, “Sheet”, was read: another sheet was left out.",)


def test_a_cell_of_notes_that_is_too_long_for_any_field_is_cut() -> None:
    table = uploads.read_table(b"Group,Notes\nHull," + b"x" * 900 + b"\n")
    assert table.rows[0].cells == ("Hull", "x" * tables.LONGEST_CELL)


def test_our_own_apostrophe_before_a_plus_goes() -> None:
    assert csv_files.read(b"Group,Phone\nHull,'+44 7700 900123\n").rows[0].cells == (
        "Hull",
        "+44 7700 900123",
    )


def test_a_formula_without_its_result_is_refused_by_its_cell() -> None:
    assert refusal(workbook([["Group", "Town"], ["Hull", "=A2"]])).startswith("Cell B2 is a formula without")


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    out = BytesIO(workbook([["Group"], ["Hull"]]))
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/media/large.xml", b" " * (xlsx_files._LARGEST_UNPACKED + 1))
    assert refusal(out.getvalue()) == xlsx_files.TOO_MUCH


def test_a_document_type_is_refused() -> None:
    out = BytesIO(workbook([["Group"], ["Hull"]]))
    with ZipFile(out, "a") as package:
        package.writestr("xl/more.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert refusal(out.getvalue()) == tables.NO_TABLE


def test_macros_are_refused() -> None:
    out = BytesIO(workbook([["Group"], ["Hull"]]))
    with ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert refusal(out.getvalue()) == xlsx_files.MACROS


def _zip_of(name: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", tables.EMPTY),
        (b"\n\n ,, \n", tables.EMPTY),
        (b"Group,Town\n", tables.ONLY_A_HEAD),
        (b"\x89PNG\r\n\x1a\n\0\0\0", tables.NO_TABLE),
        (b"PK\x03\x04 broken", tables.NO_TABLE),
        (_zip_of("content.xml"), xlsx_files.OTHER_FORMAT),
        (b"Group\n" + b"Hull\n" * 1_001, tables.TOO_MANY_ROWS),
        (b"Group\n" + b"\n" * 20_001, tables.TOO_MANY_LINES),
        (b"," .join([b"x"] * 61) + b"\nHull\n", tables.TOO_MANY_COLUMNS),
        (b'Group,Town\nHull,Hull\n"Selby,Selby\nGoole,Goole\n', csv_files.UNCLOSED.format(line=3)),
        (b"%PDF-1.4\nGroup\nHull\n", tables.NO_TABLE),
        (b"<table><tr><td>Group</td></tr>\n<tr><td>Hull</td></tr></table>", tables.NO_TABLE),
        (b"Group\n\x01\x02\n", tables.NO_TABLE),
        (b"\xd0\xcf\x11\xe0 old", uploads._OLD),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), uploads._LOCKED),
        (b"x" * (tables.LARGEST_FILE + 1), uploads._TOO_LARGE),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_a_table_within_bounds_or_a_sentence(content: bytes) -> None:
    table, sentence = uploads.read(content)
    assert (table is None) == bool(sentence)
    if table:
        assert {len(row.cells) for row in table.rows} == {len(table.head)}
