"""An uploaded Word file fills the form with its text, or is refused in a sentence."""

import copy
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import hypothesis
import pikepdf
import pytest
from docx.document import Document
from hypothesis import strategies as st
from pytest_django import Settings

from lla.acts.refusals import NotAllowed
from lla.papers import word
from lla.papers.blocks import Paper
from lla.text.reading import parse
from lla.wordfile import package as wordfile_package
from lla.wordfile.opening import MOST_CHARACTERS
from lla.wordfile.uploads import LARGEST_FILE, read_word
from tests.lla.wordfile.word_files import make_word

LOCKED = "This Word file is locked with a password. Save it without one and choose it again."
NOT_WORD = "This is not a Word file. Save it as .docx in your word processor, or paste the text instead."
TOO_LONG = "This Word file takes too long to read. Try again, or paste the text instead."
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TOO_MUCH = "This Word file is too large to read. Paste the text instead."


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


def make_document(
    body: str,
    *,
    name: str = "word/document.xml",
    document: bytes = b"",
    more: dict[str, bytes] | None = None,
) -> BytesIO:
    """A Word file of this body, or of this whole document, in a part of any name."""
    content = document or f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>".encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    leads = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="{name}"/></Relationships>'
    )
    parts = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": leads.encode(), name: content}
    return make_package(parts | (more or {}))


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

    assert read_word(make_file(fill)).body == (
        "# Guidelines\n\nConference **notes** *this*\n\n- one\n- two\n\n1. first"
    )


def test_tables_come_as_lines() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(2, 2)
        for at, words in enumerate(("Region", "Groups", "North", "3")):
            table.cell(at // 2, at % 2).text = words

    assert read_word(make_file(fill)).body == "Region | Groups\n\nNorth | 3"


def test_signs_in_the_words_stay_signs() -> None:
    words = "2*3*4 = _x_ [a](b) \\ <b>"
    (paragraph,) = parse(read_word(make_file(lambda document: document.add_paragraph(words))).body)
    assert paragraph == parse("x")[0].__class__(spans=paragraph.spans, number="1")  # type: ignore[union-attr,call-arg]
    assert "".join(span.text for span in paragraph.spans) == words  # type: ignore[union-attr]


def test_a_file_of_ours_comes_back_as_the_same_text() -> None:
    source = (
        "Conference notes:\n\n1. One with **bold** and [a link](https://example.org/a%28b).\n"
        "2. Two:\n   1. inner\n      1. deep\n3. Three"
    )
    read = read_word(BytesIO(word.render(Paper("Title", parse(source)))))
    assert (read.title, read.body, read.appendix, read.told) == ("Title", source, "", ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", NOT_WORD),
        (b"hello", NOT_WORD),
        (b"%PDF-1.7", NOT_WORD),
        (b"PK\x03\x04" + b"\0" * 60, NOT_WORD),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 60,
            "This file is from an older version of Word. Save it as .docx and choose it again.",
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


def test_a_file_with_a_part_for_macros_is_refused() -> None:
    file = make_document("<w:p/>", more={"word/vbaProject.bin": b"x"})
    assert refusal_of(file) == [wordfile_package.MACROS]


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
    markup = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x>%s</x>" % (b" " * 9 * 1024 * 1024)}
    many = {"[Content_Types].xml": b"<x/>"} | {f"word/media/{at}": b"" for at in range(1001)}
    assert [refusal_of(make_package(entries)) for entries in (bomb, markup, many)] == [[TOO_MUCH]] * 3


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * 5_001,
        "<w:p>" + "<w:r/>" * 12_001 + "</w:p>",
        "<w:tbl/>" * 100_001,
        "<w:tbl " + " ".join(f'a{at}=""' for at in range(100_000)) + "/>",
        "<w:tbl><w:tr><w:tc>" * 34 + "</w:tc></w:tr></w:tbl>" * 34,
        f'<w:p w:rsidR="{"0" * 100_001}"/>',
        f"<w:p/><!--{'.' * 100_001}-->",
        f"<w:p/><?a {'.' * 100_001}?>",
        "<w:p><w:r><w:t>" + " " * 9 * 1024 * 1024 + "</w:t></w:r></w:p>",
    ],
    ids=["paragraphs", "runs", "elements", "attributes", "depth", "attribute", "comment", "note", "bytes"],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/media/picture.png", "Ⱥ"])
def test_a_file_of_too_many_pieces_is_refused_whatever_they_are_called(body: str, name: str) -> None:
    assert refusal_of(make_document(body, name=name)) == [TOO_MUCH]


def test_pieces_of_all_parts_count_together() -> None:
    notes = f"<w:footnotes {NAMESPACE}>{'<w:p/>' * 2_600}</w:footnotes>".encode()
    body = "<w:p/>" * 2_600
    assert refusal_of(make_document(body, more={"word/footnotes.xml": notes})) == [TOO_MUCH]
    assert refusal_of(make_document(body)) == ["This file has no words."]


def test_what_a_zip_says_of_its_sizes_is_not_believed() -> None:
    """Sizes that are too small, and many entries that are one and the same piece of the file."""
    large = make_document("", more={"word/media/image1.png": b"\0" * 61 * 1024 * 1024}).getvalue()
    lying = large.replace((61 * 1024 * 1024).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != large
    assert refusal_of(BytesIO(lying)) == [NOT_WORD]
    out = make_document("", more={"word/media/image1.png": b"\0" * 1024 * 1024})
    with zipfile.ZipFile(out, "a") as package:
        picture = package.getinfo("word/media/image1.png")
        for at in range(100):
            again = copy.copy(picture)
            again.filename = f"word/media/again{at}.png"
            package.filelist.append(again)
        package._didModify = True  # type: ignore[attr-defined]
    # Newer Pythons refuse entries that overlap before anything is unpacked.
    assert refusal_of(BytesIO(out.getvalue())) in ([TOO_MUCH], [NOT_WORD])


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_unpack_to_any_size_at_once_are_refused(method: int) -> None:
    out = make_document("")
    with zipfile.ZipFile(out, "a", method) as package:
        package.writestr("word/media/image1.png", b"\0" * 1024)
    assert refusal_of(BytesIO(out.getvalue())) == [NOT_WORD]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        (encoding, declared)
        for encoding in (
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-32-le",
            "utf-7",
        )
        for declared in (True, False)
    ]
    + [("iso-8859-1", True), ("cp1252", True), ("shift_jis", True), ("cp037", True)],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/media/picture.png"])
def test_words_that_define_themselves_without_end_are_refused(
    encoding: str, declared: bool, name: str
) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    entities = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    words = "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
    document = f"{declaration}<!DOCTYPE d [{entities}]><w:document {NAMESPACE}>{words}</w:document>"
    assert refusal_of(make_document("", name=name, document=document.encode(encoding))) == [NOT_WORD]


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read(settings: Settings) -> None:
    lines = "<w:p><w:r>" + "<w:t>a</w:t><w:br/>" * 40_000 + "</w:r></w:p>"
    honest = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
    assert read_word(make_document(honest)).body == "Words"
    settings.SECONDS_FOR_AN_UPLOAD = 0.5
    assert refusal_of(make_document(lines)) == [TOO_LONG]
    settings.SECONDS_FOR_AN_UPLOAD = 60
    assert read_word(make_document(honest)).body == "Words"


def test_a_file_does_not_grow_while_it_is_read() -> None:
    """A note is read once, however often it is pointed at."""
    words = f"<w:p><w:r><w:t>{'word ' * 38_000}</w:t></w:r></w:p>"
    body = "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 4_000 + "</w:p>"
    file = make_word(body, {"footnotes": f'<w:footnote w:id="1">{words}</w:footnote>'})
    assert len(file.getvalue()) < 6_000
    assert refusal_of(file) == ["This file has 38,001 words. We can read up to 20,000."]


def test_more_than_a_text_may_have_is_refused() -> None:
    body = "<w:p><w:r><w:t>" + "a" * 200_001 + "</w:t></w:r></w:p>"
    assert refusal_of(make_document(body)) == ["This file has 200,001 characters. We can read up to 200,000."]


WORDS = st.sampled_from(
    ["[](*_`#", "\u0f73\u0301\u0316", "سلام", "a" * 70, "1. - •", "&lt;b&gt;", "\u200b\u202e", " "]
)
LEAVES = WORDS.map("<w:r><w:t>{}</w:t></w:r>".format) | st.sampled_from(
    [
        "<w:r><w:br/><w:tab/><w:cr/></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
        '<w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>',
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:footnoteReference w:id='1'/></w:r>",
        "<w:p><w:pPr><w:pStyle w:val='Heading9'/><w:numPr><w:ilvl w:val='8'/></w:numPr></w:pPr></w:p>",
    ]
)
AROUND = st.sampled_from(
    [
        "<w:p>{}</w:p>",
        "<w:r><w:rPr><w:b/><w:i/></w:rPr>{}</w:r>",
        "<w:hyperlink w:anchor='_x'>{}</w:hyperlink>",
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    ]
)
BODIES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda around, inside, times: around.format("".join(inside) * times),
        AROUND,
        st.lists(inner, max_size=4),
        st.integers(1, 20),
    ),
    max_leaves=12,
)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=60)
@hypothesis.given(BODIES)
def test_any_document_is_read_or_refused_in_a_sentence(body: str) -> None:
    try:
        read = read_word(make_document(body)).body
    except NotAllowed as refused:
        (reason,) = refused.reasons
        assert reason.endswith(".")
    else:
        assert 0 < len(read) <= MOST_CHARACTERS
        assert parse(read)


def test_too_many_words_are_refused() -> None:
    file = make_file(lambda document: document.add_paragraph("word " * 20_001))
    assert refusal_of(file) == ["This file has 20,001 words. We can read up to 20,000."]


def test_an_empty_list_is_left_out_and_alone_holds_no_words() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Before.")
        points(document)
        document.add_paragraph("After.")

    def points(document: Document) -> None:
        for style in ("List Bullet", "List Bullet", "List Number"):
            document.add_paragraph("", style=style)

    assert read_word(make_file(fill)).body == "Before.\n\nAfter."
    assert refusal_of(make_file(points)) == ["This file has no words."]


def test_a_file_without_words_is_refused() -> None:
    assert refusal_of(make_file(lambda document: document.add_paragraph(""))) == ["This file has no words."]


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
        read = read_word(BytesIO(damaged)).body
    except NotAllowed as refused:
        assert len(refused.reasons) == 1
    else:
        assert read == "Words"
