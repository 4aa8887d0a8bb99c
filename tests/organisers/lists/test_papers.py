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

import openpyxl
import pikepdf
import pytest
import time_machine
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
    entries=(
        Entry("Hull Left", JO, town="Hull", constituency="Kingston upon Hull East", category="Wales"),
        Entry("Selby; Left", IZZY, category="Wales"),
    ),
)
HEAD = [
    *("Company", "First Name", "Last Name", "Job Title", "E-mail Address", "Mobile Phone", "Business Phone"),
    *("Business City", "Constituency", "Categories", "Copy"),
]
ROWS = [
    [
        *("Hull Left", "Jo", "Marsh", "Secretary", "jo@example.org", "07700 900123", ""),
        *("Hull", "Kingston upon Hull East", "Wales", "K-3F9A"),
    ],
    [
        *("Selby; Left", "Izzy", "Ó Briain", "Chair", "izzy@example.org", "", "00353 20 910 0000"),
        *("", "", "Wales", "K-3F9A"),
    ],
]
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
    assert list(csv.reader(StringIO(content.decode("utf-8-sig")))) == [HEAD, *ROWS]


# Text between commas and quotes, in UTF-8.
TYPED = "Text - txt - csv (StarCalc):44,34,76"


def converted(content: bytes, suffix: str, folder: Path, *, to: str = "fods") -> str:
    """The file as LibreOffice understands it: a flat document in which formulas are named."""
    source = folder / f"list.{suffix}"
    source.write_bytes(content)
    taken = [f"--infilter={TYPED}"] if suffix == ListFormat.CSV else []
    command = ["soffice", *taken, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", folder / "read", source],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / "read" / f"list.{to.partition(':')[0]}").read_text("utf-8-sig")


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
        (
            *("Jo Marsh", ["Hull Left"], "Secretary", "jo@example.org", "+447700900123"),
            f"Constituency: Kingston upon Hull East. {WATERMARK}.",
        ),
        ("Izzy Ó Briain", ["Selby; Left"], "Chair", "izzy@example.org", "+353209100000", f"{WATERMARK}."),
    ]
    assert [(card.n.value.given, card.n.value.family) for card in cards] == [
        ("Jo", "Marsh"),
        ("Izzy", "Ó Briain"),
    ]
    assert [card.tel.params["TYPE"] for card in cards] == [["CELL"], ["WORK", "VOICE"]]
    assert [card.categories.value for card in cards] == [["Wales"], ["Wales"]]
    assert cards[0].adr.value.city == "Hull"
    assert "adr" not in cards[1].contents


def test_a_group_by_itself_is_a_card_of_a_company_with_its_address() -> None:
    alone = Entry("Goole Left", {"email": "goole@example.org"}, note="The group’s public address.")
    relay = Entry("Thorne Left", note=directory.through_the_website("Thorne Left"))
    files = replace(HELD, entries=(alone, relay))
    cards = list(vobject.readComponents(directory.draw(files, ListFormat.VCARD).decode()))
    assert [(card.fn.value, card.n.value.family, card.x_abshowas.value) for card in cards] == [
        ("Goole Left", "", "COMPANY"),
        ("Thorne Left", "", "COMPANY"),
    ]
    assert [card.note.value for card in cards] == [
        f"The group’s public address. {WATERMARK}.",
        f"Write to Thorne Left through this website. {WATERMARK}.",
    ]


@pytest.mark.django_db
def test_a_card_is_known_again_in_lists_of_its_series_and_in_no_other() -> None:
    def uids(series: str, *entries: Entry) -> list[str]:
        drawn = directory.draw(replace(HELD, series=series, entries=entries), ListFormat.VCARD)
        return [card.uid.value for card in vobject.readComponents(drawn.decode())]

    jo, izzy = Entry("Hull Left", JO, key="contact:5"), Entry("Selby Left", IZZY, key="contact:6")
    first = uids("lists symposium", jo, izzy)
    assert uids("lists symposium", izzy, jo) == first[::-1]
    assert len({*first, *uids("lists support", jo, izzy)}) == 4
    assert all(uid.startswith("urn:uuid:") for uid in first)


@pytest.mark.parametrize("format", list(ListFormat))
def test_the_same_list_is_the_same_file(format: ListFormat) -> None:
    files = []
    for now in (datetime(2026, 10, 3, 9, tzinfo=UTC), datetime(2026, 10, 4, 10, 30, 5, tzinfo=UTC)):
        with time_machine.travel(now, tick=False):
            files.append(directory.draw(HELD, format))
    assert files[0] == files[1]


def test_openpyxl_reads_each_detail_in_its_own_field_as_words() -> None:
    book = openpyxl.load_workbook(BytesIO(directory.draw(HELD, ListFormat.XLSX)))
    rows = [list(row) for row in book["Contacts"].iter_rows()]
    assert [[cell.value or "" for cell in row] for row in rows] == [HEAD, *ROWS]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize("format", [ListFormat.CSV, ListFormat.XLSX])
def test_libreoffice_reads_names_addresses_and_telephones_in_their_own_fields_below_a_head(
    format: ListFormat, tmp_path: Path
) -> None:
    read = converted(directory.draw(HELD, format), format, tmp_path, to=f"csv:{TYPED}")
    assert list(csv.reader(StringIO(read))) == [HEAD, *ROWS]


def test_a_card_is_escaped_and_folded_as_the_standards_show() -> None:
    folded = "This is a long description that exists on a long line; it is said again, é by é. " + "é" * 60
    card = Card("John Q. Public, Esq.", "ABC, Inc.; North", role="Clerk\\Chair", note=f"Mon-Fri.\r\n{folded}")
    assert vcard_file([card]).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        r"FN:John Q. Public\, Esq.",
        r"N:Esq.;John Q. Public\,;;;",
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
    company = [] if name else ["X-ABSHOWAS"]
    expected = ["BEGIN", "VERSION", "FN", "N", "ORG", *company, *(["NOTE"] if note else []), "END"]
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
    assert len(widths) == 5
    assert widths[3] > len(address)
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
    few = replace(HELD, columns=(Detail.NAME,), entries=(Entry("Hull Left", {"name": "Jo Marsh"}),))
    for format, named in ((ListFormat.CSV, b'"Jo","Marsh"'), (ListFormat.VCARD, b"FN:Jo Marsh")):
        content = directory.draw(few, format)
        assert (named in content, b"jo@" in content, b"7700" in content) == (True, False, False)


def test_a_file_is_named_by_its_words_and_its_number() -> None:
    assert directory.filename("=contacts wäles\r\n", "K-3F9A", "csv") == "contacts-wäles-K-3F9A.csv"
