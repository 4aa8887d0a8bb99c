"""Lists as files: read by programs that are not ours, without a formula, each with its number."""

import csv
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
import vobject
from django.conf import settings
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from lla.papers import spreadsheets
from lla.words.cleaning import one_line
from organisers.contacts.choices import Detail
from organisers.lists.choices import ListFormat
from organisers.lists.papers import directory
from organisers.lists.papers.directory import Directory, Entry
from organisers.lists.vcards import Card, vcard_file

WATERMARK = "Copy K-3F9A issued to Sam Hollis on 3 October 2026, do not forward"
JO = {"name": "Jo Marsh", "role": "Secretary", "email": "jo@example.org", "phone": "+447700900123"}
IZZY = {"name": "Izzy Ó Briain", "role": "Chair", "email": "izzy@example.org", "phone": "+353209100000"}
HELD = Directory(
    title="Contacts: Wales",
    copy_id="K-3F9A",
    issued_to="Sam Hollis",
    issued_at=datetime(2026, 10, 3, 9, tzinfo=UTC),
    columns=tuple(Detail),
    entries=(Entry("Hull Left", JO), Entry("Selby; Left", IZZY)),
)
# What a member may be called: each would be a formula somewhere, if it were let.
ATTACKS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    '=HYPERLINK("http://example.org";"Jo")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff\u2060=1+1",
    "\u3000\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufe661+1",
    "\u2800=1+1",
    "\u221250",
]
HARMLESS = ["Jo Marsh", "O'Dwyer", "Ann-Marie = Jo", "07700 900123", "", "   ", "\u200b", "’Ōtara", "1-2"]


@pytest.mark.parametrize("cell", ATTACKS)
def test_a_cell_that_may_be_taken_for_a_formula_stands_behind_an_apostrophe(cell: str) -> None:
    assert spreadsheets.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert spreadsheets.safe(cell) == cell


@given(
    st.text(
        alphabet=st.sampled_from("=+-@\uff1d\uff0b\uff0d\uff20 \t\r\n\u200b\u2060\u00a0a1'\";,"), max_size=8
    )
)
def test_nothing_that_is_left_of_a_cell_begins_a_formula(cell: str) -> None:
    bare = re.sub(r"[\s\u200b\u2060\u00a0]", "", spreadsheets.safe(cell))
    assert bare[:1] not in set("=+-@\uff1d\uff0b\uff0d\uff20")


def test_a_csv_file_reads_back_as_it_was_said_with_numbers_as_people_dial_them() -> None:
    content = directory.draw(HELD, ListFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig")))) == [
        [WATERMARK],
        ["Group", "Name", "Role", "Email", "Telephone"],
        ["Hull Left", "Jo Marsh", "Secretary", "jo@example.org", "07700 900123"],
        ["Selby; Left", "Izzy Ó Briain", "Chair", "izzy@example.org", "00353 20 910 0000"],
    ]


def converted(content: bytes, suffix: str, folder: Path) -> str:
    """The file as LibreOffice understands it: a flat document in which formulas are named."""
    source = folder / f"list.{suffix}"
    source.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "fods", "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "list.fods").read_text()


def formulas(document: str) -> list[str]:
    return re.findall(r'table:formula="([^"]*)"', document)


def hostile() -> Directory:
    people = tuple(Entry(attack, {**JO, "name": attack, "role": attack}) for attack in ATTACKS)
    return replace(HELD, issued_to="=1+1", entries=people)


@pytest.mark.parametrize("format", [ListFormat.CSV, ListFormat.XLSX])
def test_libreoffice_opens_the_file_and_finds_no_formula(format: ListFormat, tmp_path: Path) -> None:
    document = converted(directory.draw(hostile(), format), format, tmp_path)
    assert formulas(document) == []
    assert "SUM(1;1)" in document
    assert "jo@example.org" in document
    assert "07700 900123" in document


def test_libreoffice_would_have_found_one(tmp_path: Path) -> None:
    assert formulas(converted(b"Name\r\n=1+1\r\n", "csv", tmp_path)) == ["of:=1+1"]


def test_another_reader_reads_every_card() -> None:
    cards = list(vobject.readComponents(directory.draw(HELD, ListFormat.VCARD).decode()))
    assert [
        (card.fn.value, card.org.value, card.title.value, card.email.value, card.tel.value, card.note.value)
        for card in cards
    ] == [
        ("Jo Marsh", ["Hull Left"], "Secretary", "jo@example.org", "+447700900123", f"{WATERMARK}."),
        ("Izzy Ó Briain", ["Selby; Left"], "Chair", "izzy@example.org", "+353209100000", f"{WATERMARK}."),
    ]


def test_a_card_is_escaped_and_folded_as_the_standards_show() -> None:
    folded = "This is a long description that exists on a long line; it is said again, é by é. " + "é" * 60
    card = Card("John Q. Public, Esq.", "ABC, Inc.; North", role="Clerk\\Chair", note=f"Mon-Fri.\r\n{folded}")
    assert vcard_file([card]).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        r"FN:John Q. Public\, Esq.",
        r"N:John Q. Public\, Esq.;;;;",
        r"ORG:ABC\, Inc.\; North",
        r"TITLE:Clerk\\Chair",
        r"NOTE:Mon-Fri.\nThis is a long description that exists on a long line\; it ",
        r" is said again\, é by é. " + "é" * 24,
        " " + "é" * 36,
        "END:VCARD",
        "",
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_words_end_a_card_or_begin_a_line_of_it(name: str, note: str) -> None:
    content = vcard_file([Card(name=name, group="Hull Left", note=note)])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.decode().replace("\r\n ", "")
    properties = [line.partition(":")[0] for line in unfolded.removesuffix("\r\n").split("\r\n")]
    expected = ["BEGIN", "VERSION", "FN", "N", "ORG", *(["NOTE"] if note else []), "END"]
    assert properties == expected


def test_pdf_and_word_carry_the_watermark_on_every_page() -> None:
    many = replace(HELD, entries=tuple(Entry(f"Group {at}", JO) for at in range(60)))
    pdf = pikepdf.open(BytesIO(directory.draw(many, ListFormat.PDF)))
    assert len(pdf.pages) > 1
    paper = directory.paper(many)
    assert (paper.running_head, paper.reference) == (WATERMARK, "Copy K-3F9A")
    word = Document(BytesIO(directory.draw(many, ListFormat.WORD)))
    assert word.sections[0].header.paragraphs[0].text == f"{settings.ORGANISATION['name']} · {WATERMARK}"
    assert "Jo Marsh\tSecretary · jo@example.org · 07700 900123" in [line.text for line in word.paragraphs]


def test_a_spreadsheet_prints_one_page_across_and_shows_every_cell_whole() -> None:
    address = "secretary.humber-bank-socialist-forum@example.org"
    columns = (Detail.NAME, Detail.EMAIL)
    entry = Entry("Hull Left", {"name": "Jo Marsh", "email": address})
    content = directory.draw(replace(HELD, columns=columns, entries=(entry,)), ListFormat.XLSX)
    sheet = zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert len(widths) == 3
    assert widths[2] > len(address)
    assert 'fitToHeight="0"' in sheet


def test_a_spreadsheet_holds_words_as_they_are_and_keeps_them_words_when_edited() -> None:
    with zipfile.ZipFile(BytesIO(directory.draw(hostile(), ListFormat.XLSX))) as book:
        words, sheet, styles = (
            book.read(f"xl/{part}.xml").decode() for part in ("sharedStrings", "worksheets/sheet1", "styles")
        )
    assert [
        attack for attack in ATTACKS if f">{escape(one_line(attack), quote=False)}</t>" not in words
    ] == []
    cells = re.findall(r'<c r="\w+" s="(\d+)" t="s">', sheet)
    assert len(cells) == sheet.count("<c ") > len(ATTACKS)
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2])
    assert [cell for cell in cells if 'quotePrefix="1"' not in formats[int(cell)]] == []


def test_a_list_that_holds_few_details_holds_nothing_else() -> None:
    named = (Detail.NAME,)
    few = replace(HELD, columns=named, entries=(Entry("Hull Left", {"name": "Jo Marsh"}),))
    for format in (ListFormat.CSV, ListFormat.VCARD):
        content = directory.draw(few, format)
        assert (b"Jo Marsh" in content, b"jo@" in content, b"7700" in content) == (True, False, False)


def test_a_file_is_named_by_its_words_and_its_number() -> None:
    assert directory.filename("=contacts wäles\r\n", "K-3F9A", "csv") == "contacts-wäles-K-3F9A.csv"
