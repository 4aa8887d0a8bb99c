"""An uploaded Word file fills the form with its text, or is refused in a sentence."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import hypothesis
import pikepdf
import pytest
from docx.document import Document
from hypothesis import strategies as st

from lla.papers import word
from lla.papers.blocks import Paper
from lla.refusals import NotAllowed
from lla.text import parse
from lla.uploads import LARGEST_FILE, read_word

LOCKED = "This Word file is locked with a password. Save it without one and choose it again."
NOT_WORD = "This is not a Word file. Choose a file whose name ends in .docx, or paste the text instead."
TOO_MUCH = "This Word file unpacks to more than can be read here. Paste the text instead."


def make_file(fill: Callable[[Document], object]) -> BytesIO:
    document = docx.Document()
    fill(document)
    out = BytesIO()
    document.save(out)
    out.seek(0)
    return out


def make_package(entries: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    out.seek(0)
    return out


def refusal_of(file: BytesIO) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        read_word(file)
    return refused.value.reasons


def test_paragraphs_headings_lists_and_emphasis_are_read() -> None:
    def fill(document: Document) -> None:
        document.add_heading("Guidelines", 1)
        paragraph = document.add_paragraph("Conference ")
        paragraph.add_run("notes ").bold = True
        paragraph.add_run("this").italic = True
        document.add_paragraph("one", style="List Bullet")
        document.add_paragraph("two", style="List Bullet")
        document.add_paragraph("first", style="List Number")

    assert read_word(make_file(fill)) == (
        "# Guidelines\n\nConference **notes** *this*\n\n- one\n- two\n\n1. first"
    )


def test_tables_come_as_lines() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(2, 2)
        for at, words in enumerate(("Region", "Groups", "North", "3")):
            table.cell(at // 2, at % 2).text = words

    assert read_word(make_file(fill)) == "Region | Groups\n\nNorth | 3"


def test_signs_in_the_words_stay_signs() -> None:
    words = "2*3*4 = _x_ [a](b) \\ <b>"
    (paragraph,) = parse(read_word(make_file(lambda document: document.add_paragraph(words))))
    assert paragraph == parse("x")[0].__class__(spans=paragraph.spans, number="1")  # type: ignore[union-attr,call-arg]
    assert "".join(span.text for span in paragraph.spans) == words  # type: ignore[union-attr]


def test_a_file_of_ours_comes_back_as_the_same_text() -> None:
    source = (
        "Conference notes:\n\n1. One with **bold** and [a link](https://example.org/a%28b).\n"
        "2. Two:\n   1. inner\n      1. deep\n3. Three"
    )
    assert read_word(BytesIO(word.render(Paper("Title", parse(source))))) == f"Title\n\n{source}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", NOT_WORD),
        (b"hello", NOT_WORD),
        (b"%PDF-1.7", NOT_WORD),
        (b"PK\x03\x04" + b"\0" * 60, NOT_WORD),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 60,
            "This is a file of an older Word. Save it as .docx and choose it again.",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            LOCKED,
        ),
        (b"x" * (LARGEST_FILE + 1), "This file is larger than 5 MB. Paste the text instead."),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, reason: str) -> None:
    assert refusal_of(BytesIO(content)) == [reason]


def test_a_package_whose_parts_are_locked_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("[Content_Types].xml", "word/document.xml"):
            package.writestr(name, b"\x8f" * 40)
        package.infolist()[1].flag_bits |= 1
    out.seek(0)
    assert refusal_of(out) == [LOCKED]


def test_locked_files_of_other_programs_are_no_word_files() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    kind = b"application/vnd.oasis.opendocument.text"
    odt = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": b"\x8f" * 40}
    pdf = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    pdf.seek(0)
    assert [refusal_of(file) for file in (make_package(odt), pdf)] == [[NOT_WORD]] * 2


def test_other_zips_are_refused() -> None:
    assert refusal_of(make_package({"mimetype": b"application/vnd.oasis.opendocument.text"})) == [NOT_WORD]
    assert refusal_of(make_package({"[Content_Types].xml": b"<x/>"})) == [NOT_WORD]


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = {"[Content_Types].xml": b"<x/>", "word/media/image1.png": b"\0" * 61 * 1024 * 1024}
    markup = {"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 9 * 1024 * 1024}
    many = {"[Content_Types].xml": b"<x/>"} | {f"word/media/{at}": b"" for at in range(1001)}
    assert [refusal_of(make_package(entries)) for entries in (bomb, markup, many)] == [[TOO_MUCH]] * 3


def test_words_that_define_themselves_without_end_are_refused() -> None:
    file = make_file(lambda document: document.add_paragraph("lol"))
    with zipfile.ZipFile(file) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    entries["word/document.xml"] = entries["word/document.xml"].replace(
        b"<w:document", b'<!DOCTYPE d [<!ENTITY a "lol">]><w:document', 1
    )
    assert refusal_of(make_package(entries)) == [NOT_WORD]


def test_too_many_words_are_refused() -> None:
    file = make_file(lambda document: document.add_paragraph("word " * 20_001))
    assert refusal_of(file) == ["This file holds 20,001 words; at most 20,000 can be read."]


def test_an_empty_list_is_left_out_and_alone_holds_no_words() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Before.")
        points(document)
        document.add_paragraph("After.")

    def points(document: Document) -> None:
        for style in ("List Bullet", "List Bullet", "List Number"):
            document.add_paragraph("", style=style)

    assert read_word(make_file(fill)) == "Before.\n\nAfter."
    assert refusal_of(make_file(points)) == ["This file holds no words."]


def test_a_file_without_words_is_refused() -> None:
    assert refusal_of(make_file(lambda document: document.add_paragraph(""))) == ["This file holds no words."]


@hypothesis.settings(deadline=None, derandomize=True, max_examples=40)
@hypothesis.given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_bytes_are_read_or_refused(content: bytes, start: bytes) -> None:
    assert len(refusal_of(BytesIO(start + content))) == 1


@hypothesis.settings(deadline=None, derandomize=True, max_examples=25)
@hypothesis.given(st.integers(0, 20_000), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused(place: int, byte: int) -> None:
    whole = make_file(lambda document: document.add_paragraph("Words")).getvalue()
    damaged = bytearray(whole)
    damaged[place % len(whole)] = byte
    try:
        read = read_word(BytesIO(damaged))
    except NotAllowed as refused:
        assert len(refused.reasons) == 1
    else:
        assert read == "Words"
