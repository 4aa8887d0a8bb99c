"""A Word file says what the page says, with real styles, headings, lists and properties."""

import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any
from zipfile import ZipFile

import docx
import hypothesis
from django.conf import settings
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import strategies as st

from lla.papers import html, word, word_pages
from lla.papers.blocks import (
    Booklet,
    Facts,
    Index,
    IndexLine,
    Item,
    ListBlock,
    Paper,
    Paragraph,
    Span,
    Table,
    plain,
)
from lla.text.pasted import normalise
from lla.text.reading import parse
from tests.lla.papers.drawn_files import (
    squeezed,
    text_of_html,
    text_of_word,
    texts_by_libreoffice,
    written_in_html,
)
from tests.lla.papers.sample_papers import HOSTILE, make_booklet, make_paper, make_report


def styles_of(content: bytes) -> list[str]:
    """The style of each paragraph, in order."""
    return [
        str(paragraph.style.name)
        for paragraph in docx.Document(BytesIO(content)).paragraphs
        if paragraph.style
    ]


def test_says_the_words_of_the_page_with_the_same_clause_numbers() -> None:
    paper = make_paper()
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_word(word.render(paper))) == squeezed(paper.title + page)


def test_says_tables_and_what_stands_for_charts() -> None:
    paper = make_report()
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_word(word.render(paper))) == squeezed(paper.title + page)


def test_paragraphs_have_real_styles() -> None:
    paper = Paper("Title", make_paper().blocks[:9])
    assert styles_of(word.render(paper)) == [
        "Title",
        "Status",
        "Fact",
        "Fact",
        "Notice",
        "Heading 1",
        "List Number",
        "List Number",
        "Heading 1",
        "Clause",
        "Heading 1",
        "Point",
        "Point 2",
        "Point 2",
        "Point 3",
        "Point 3",
        "Point",
    ]


def test_no_word_of_a_table_is_broken_where_another_column_has_room() -> None:
    head = ("Post", "Channel", "Published", "Reached", "Responses", "Clicks")
    cells = ("Launch day: the agenda of the annual conference", "Facebook page", "28 October 2026")
    table = Table("Posts", head, ((*map(plain, cells), 7300, 249, 760),))
    columns = docx.Document(BytesIO(word.render(Paper("Report", (table,))))).tables[0].columns
    letters = [(column.width.pt - 7) / 5.8 for column in columns if column.width]
    longest = [len("conference"), len("Facebook"), len("Published"), *map(len, head[3:])]
    assert [has >= asked for has, asked in zip(letters, longest, strict=True)] == [True] * 6
    assert round(sum(column.width.mm for column in columns if column.width)) == 154


def test_what_facts_say_begins_in_one_column_behind_long_names() -> None:
    rows = [("Staffing", plain("Eleven people")), ("Leadership last asked", plain("Never"))]
    drawn = [styles_of(word.render(Paper("Report", (Facts(tuple(some)),)))) for some in (rows[:1], rows)]
    assert drawn == [["Title", "Fact"], ["Title", "Fact Of Long Name", "Fact Of Long Name"]]


def test_clauses_are_not_torn_and_facts_stay_between_title_and_text() -> None:
    paper = make_paper(body="One clause.\n\n- A point:\n  - below it.\n\n1. A number\n   1. below it.")
    used = [paragraph.style for paragraph in docx.Document(BytesIO(word.render(paper))).paragraphs]
    formats = {str(style.name): style.paragraph_format for style in used if style}
    clauses = {name for name in formats if name.startswith(("Clause", "Point", "List Number"))}
    assert len(clauses) == 5
    assert {name for name, form in formats.items() if form.keep_together} >= clauses
    assert {"Fact", "Heading 1"} <= {name for name, form in formats.items() if form.keep_with_next}


def test_the_file_knows_its_title_author_subject_and_language() -> None:
    document = docx.Document(BytesIO(word.render(make_paper())))
    about = document.core_properties
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert (about.title, about.author, about.subject, about.language, defaults.get(qn("w:val"))) == (
        "B) Organisers for every region",
        "Ouse Valley Labour Left",
        "Motion to the annual conference",
        "en-GB",
        "en-GB",
    )


def test_header_and_footer_carry_running_head_reference_and_page_fields() -> None:
    section = docx.Document(BytesIO(word.render(make_paper()))).sections[0]
    fields = [field.text.strip() for field in section.footer._element.iter(qn("w:instrText"))]
    footer = section.footer.paragraphs[0].text
    assert (section.header.paragraphs[0].text, footer, fields) == (
        f"{settings.ORGANISATION['name']} · Annual conference 2027",
        "m42\t1 of 1",
        ["PAGE", "NUMPAGES"],
    )


def test_each_motion_of_a_booklet_counts_from_one_again() -> None:
    parts = [Paper(title, parse("- one\n- two\n  - three")) for title in ("First", "Second")]
    drawn = text_of_word(word.render(make_booklet(*parts)))
    motion = "1one2two2.1three"
    start = "Motionstotheannualconference2027VenueMarlStreetHall"
    assert squeezed(drawn) == f"{start}ContentsFirst2Second3First{motion}Second{motion}"


def test_an_index_in_front_leads_to_the_parts() -> None:
    lines = (IndexLine("A)", "First", "by Kim", "m7"),)
    part = Paper("A) First", parse("Words"), reference="m7")
    drawn = word.render(Booklet("All", Paper("Front", (Index(lines),)), (part,)))
    document = docx.Document(BytesIO(drawn))
    marks = [mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    links = [link.fragment for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert squeezed(text_of_word(drawn)) == "AllA)First2byKimA)First1Words"
    assert (links, marks) == (["b_m7"], ["b_m7", "b_part_0"])


def test_a_number_word_would_not_compute_is_typed() -> None:
    blocks = (
        Paragraph(plain("first"), "4"),
        Paragraph(plain("then"), "4.2"),
        Paragraph(plain("odd"), "new 5"),
    )
    assert text_of_word(word.render(Paper("Title", blocks))) == "Title\n4first\n4.2then\nnew 5odd\n"


def test_lists_without_numbers_have_bullets_or_count_for_themselves() -> None:
    def make_list(*, ordered: bool) -> ListBlock:
        return ListBlock(ordered, (Item("", plain("one")), Item("", plain("two"))))

    lists = (make_list(ordered=False), make_list(ordered=True), make_list(ordered=True))
    drawn = word.render(Paper("Title", lists))
    assert text_of_word(drawn) == "Title\none\ntwo\n1one\n2two\n1one\n2two\n"
    assert styles_of(drawn) == ["Title", "List Bullet", "List Bullet", *["List Number"] * 4]


def test_links_lead_where_they_say() -> None:
    blocks = (
        Index((IndexLine("A)", "Inside", "by Kim", "here"),)),
        *parse("[out](https://example.org/?a=1&b=2)"),
    )
    document = docx.Document(BytesIO(word.render(Paper("Title", blocks))))
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert [(link.text, link.address, link.fragment) for link in links] == [
        ("Inside", "", "b_here"),
        ("out", "https://example.org/?a=1&b=2", ""),
    ]


def test_changed_words_are_underlined_and_struck() -> None:
    spans = (Span("old", mark="del"), Span("new", mark="ins"))
    document = docx.Document(BytesIO(word.render(Paper("Title", (Paragraph(spans),)))))
    runs = document.paragraphs[1].runs
    assert [(run.text, run.font.strike, run.font.underline) for run in runs] == [
        ("old", True, None),
        ("new", None, True),
    ]


def test_hostile_words_are_words() -> None:
    paper = Paper(HOSTILE, parse(HOSTILE), running_head=HOSTILE, reference=HOSTILE, author=HOSTILE)
    drawn = word.render(paper)
    document = docx.Document(BytesIO(drawn))
    header, footer = document.sections[0].header, document.sections[0].footer
    assert text_of_word(drawn) == f"{HOSTILE}\n1{HOSTILE}\n"
    assert header.paragraphs[0].text == f"{settings.ORGANISATION['name']} · {HOSTILE}"
    assert footer.paragraphs[0].text == f"{HOSTILE}\t1 of 1"
    assert document.core_properties.author == HOSTILE
    with ZipFile(BytesIO(drawn)) as package:
        assert b"<script" not in b"".join(package.read(name) for name in package.namelist())


@hypothesis.settings(max_examples=60, deadline=None, derandomize=True)
@hypothesis.given(st.text(max_size=200))
def test_any_text_comes_out_whole(text: str) -> None:
    paper = Paper("Title", parse(normalise(text)))
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_word(word.render(paper))) == squeezed(f"Title{page}")


def test_the_contents_name_pages_and_ask_nothing_of_who_opens_the_file() -> None:
    """Word asks its reader before it counts where the settings or a field want that done on opening."""
    drawn = word.render(make_booklet(make_paper("A) First"), make_paper("B) Second")))
    with ZipFile(BytesIO(drawn)) as file:
        document, own = (file.read(f"word/{name}.xml").decode() for name in ("document", "settings"))
    fields = re.findall(r"<w:instrText[^>]*> (.*?) </w:instrText>", document)
    assert fields == [r"PAGEREF b_part_0 \h", r"PAGEREF b_part_1 \h"]
    assert [asks in document + own for asks in ("updateFields", "w:dirty", "TOC ")] == [False] * 3


def test_a_cover_says_who_what_and_when_on_a_page_of_its_own() -> None:
    booklet = replace(make_booklet(make_paper("A) First")), cover=("15 January 2027", "Marl Street Hall"))
    document = docx.Document(BytesIO(word.render(booklet)))
    lines = [(str(line.style.name), line.text) for line in document.paragraphs[:5] if line.style]
    assert lines == [
        ("Cover Name", ""),
        ("Cover Name", settings.ORGANISATION["name"]),
        ("Title", booklet.title),
        ("Cover Line", "15 January 2027"),
        ("Cover Line", "Marl Street Hall"),
    ]
    assert [shape.width for shape in document.inline_shapes] == [Mm(20)]
    assert 'w:type="page"' in document.paragraphs[5]._p.xml


def test_libreoffice_reads_the_same_words_and_numbers(tmp_path: Path) -> None:
    booklet = make_booklet(make_paper("A) First"), make_paper("B) Second"), make_report())
    read = texts_by_libreoffice({"booklet": word.render(booklet)}, tmp_path)["booklet"]
    front = text_of_html(html.draw(booklet.front.blocks))
    parts = "".join(part.title + written_in_html(html.draw(part.blocks)) for part in booklet.parts)
    pages = word_pages.first_pages(booklet)
    listed = zip(booklet.parts, pages, strict=True)
    contents = "Contents" + "".join(f"{part.title}{page}" for part, page in listed)
    assert read == squeezed(booklet.title + front + contents + parts)


def test_thousands_of_links_are_related_without_looking_through_them_each_time() -> None:
    """Lines of python-docx's relations that are run: some for each link, and not some for each pair."""
    lines = 0

    def trace(frame: FrameType, _event: str, _argument: object) -> Any:
        return count if frame.f_code.co_filename.endswith("docx/opc/rel.py") else None

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    paper = Paper("Title", parse(" ".join(f"https://example.org/{at}" for at in range(500))))
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        drawn = word.render(paper)
    finally:
        sys.settrace(before)
    assert len(docx.Document(BytesIO(drawn)).part.rels) > 500
    assert 0 < lines < 100 * 500
