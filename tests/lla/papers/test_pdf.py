"""A PDF says what the page says, is tagged, titled and bookmarked, and fetches nothing."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from hypothesis import strategies as st
from pikepdf import Pdf, Stream
from pytest_django import Settings

from lla.papers import html, pdf, word
from lla.papers.blocks import Facts, Paper, Paragraph, Span, plain
from lla.papers.charts import ANNEXED, summary
from lla.text.reading import parse
from tests.lla.papers.drawn_files import (
    alternatives_of_pdf,
    artifacts_of_pdf,
    marked_in,
    roles_of_pdf,
    squeezed,
    text_of_html,
    text_of_pdf,
    text_of_word,
)
from tests.lla.papers.sample_papers import HOSTILE, make_chart, make_paper, make_report, make_table


def test_says_the_words_of_the_page_in_their_order() -> None:
    paper = make_paper()
    said = text_of_pdf(pdf.render(paper))
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(said.replace("•", "").replace("◦", "")) == squeezed(paper.title + page)
    assert "4.2.1bytrain" in squeezed(said)


def test_says_tables_and_what_stands_for_charts() -> None:
    paper = make_report()
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_pdf(pdf.render(paper))) == squeezed(paper.title + page)


def test_is_tagged_titled_and_bookmarked() -> None:
    drawn = pdf.render(make_paper())
    with (
        Pdf.open(BytesIO(drawn)) as opened,
        opened.open_metadata() as metadata,
        opened.open_outline() as outline,
    ):
        about = {
            "title": str(opened.docinfo.Title),
            "author": str(opened.docinfo.Author),
            "subject": str(opened.docinfo.Subject),
            "language": str(opened.Root.Lang),
            "marked": bool(opened.Root.MarkInfo.Marked),
            "shows title": bool(opened.Root.ViewerPreferences.DisplayDocTitle),
            "universal access": metadata["pdfuaid:part"],
            "size": [round(float(edge)) for edge in opened.pages[0].mediabox],
            "bookmarks": [(item.title, [inner.title for inner in item.children]) for item in outline.root],
        }
    inner = ["Conference notes:", "Conference believes:", "Conference resolves:", "Appendix", "Supported by"]
    assert about == {
        "title": "B) Organisers for every region",
        "author": "Ouse Valley Labour Left",
        "subject": "Motion to the annual conference",
        "language": "en-GB",
        "marked": True,
        "shows title": True,
        "universal access": "1",
        "size": [0, 0, 595, 842],
        "bookmarks": [("B) Organisers for every region", inner)],
    }


def test_tags_are_headings_lists_and_paragraphs() -> None:
    roles = roles_of_pdf(pdf.render(Paper("Title", make_paper().blocks[:6])))
    facts = ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    notes = ["H2", "L", "LI", "LBody", "LI", "LBody"]
    assert roles == ["H1", "P", *facts, "P", *notes, "H2"]


def test_a_fact_of_several_lines_is_one_fact_and_stays_on_its_page() -> None:
    words = " ".join(f"Word{number}" for number in range(90))
    paper = Paper("Title", (Facts(tuple((f"Text {at}", plain(words)) for at in range(9))),))
    drawn = pdf.render(paper)
    assert squeezed(text_of_pdf(drawn)) == squeezed(paper.title + text_of_html(html.draw(paper.blocks)))
    roles = [role for role in roles_of_pdf(drawn) if role not in {"NonStruct", "L"}]
    assert roles == ["H1", *["LI", "Lbl", "LBody"] * 9]
    with Pdf.open(BytesIO(drawn)) as opened:
        assert len(opened.pages) > 1


def test_a_chart_is_a_figure_with_an_alternative_and_its_table() -> None:
    chart = make_chart(2, None)
    drawn = pdf.render(Paper("Title", (chart,)))
    row = ["TR", "TH", "TD", "TD"]
    table = ["Table", "Caption", "THead", "TR", *["TH"] * 3, "TBody", *row, *row]
    assert roles_of_pdf(drawn) == ["H1", "Div", "P", "Figure", *table]
    assert alternatives_of_pdf(drawn) == [summary(chart)]


def test_a_picture_lies_where_its_tag_says() -> None:
    with Pdf.open(BytesIO(pdf.render(Paper("Title", (make_chart(2, 3),))))) as opened:
        figure = opened.Root.StructTreeRoot.K[0].K[1].K[1]
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert (round(left), round(right)) == (91, 527)
    assert 400 < bottom < top < 720


def test_a_table_over_many_pages_is_one_table_whose_head_is_read_once() -> None:
    paper = Paper("Title", (make_table(rows=90), make_table(rows=1)))
    drawn = pdf.render(paper)
    page = text_of_html(html.draw(paper.blocks))
    repeated = artifacts_of_pdf(drawn)[1]
    assert squeezed(text_of_pdf(drawn)) == squeezed(paper.title + page)
    assert roles_of_pdf(drawn).count("Table") == 2
    assert "RuleTimesWhat was done" in repeated


def test_heads_of_a_table_say_which_way_they_lead() -> None:
    with Pdf.open(BytesIO(pdf.render(Paper("Title", (make_table(),))))) as opened:
        _, head, body = opened.Root.StructTreeRoot.K[0].K[1].K
        scopes = [[str(cell.A.get("/Scope", "")) for cell in row.K] for row in (head.K[0], *body.K)]
    assert scopes == [["/Column"] * 3, ["/Row", "", ""], ["/Row", "", ""]]


def test_hostile_words_of_a_chart_are_words() -> None:
    chart = make_chart(1, 2, words=HOSTILE)
    drawn = pdf.render(Paper("Title", (chart,)))
    assert squeezed(text_of_pdf(drawn)) == squeezed("Title" + text_of_html(html.draw([chart])))


def test_figures_of_a_chart_may_stand_in_an_annex_in_every_format() -> None:
    chart = replace(make_chart(1, 2), annexed=True)
    paper = Paper("Title", (chart, Paragraph(plain("After."))))
    table = text_of_html(html.draw([chart.table]))
    for said in (text_of_pdf(pdf.render(paper)), text_of_word(word.render(paper))):
        assert squeezed(said).endswith(squeezed(f"{ANNEXED}After.Annex{table}"))


def test_running_head_and_page_number_are_not_read_aloud() -> None:
    pages = artifacts_of_pdf(pdf.render(make_paper()))
    total = len(pages)
    head = f"{settings.ORGANISATION['name']} · Annual conference 2027"
    assert pages == [f"{head}m42{at} of {total}" for at in range(1, total + 1)]


def test_every_font_is_embedded_and_european_letters_have_theirs() -> None:
    with Pdf.open(BytesIO(pdf.render(Paper("Title", parse("Łódź Győr"))))) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        names = sorted(re.sub(r"^/\w+\+|\W", "", str(font.BaseFont)) for font in fonts)
        files = ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts]
    serif = ["SourceSerif4", "SourceSerif4Ext", "SourceSerif4SemiBold"]
    assert names == ["SourceSans3", "SourceSans3SemiBold", *serif]
    assert files == [True] * 5


def test_hostile_words_are_words() -> None:
    paper = Paper(
        HOSTILE, (Paragraph(plain(HOSTILE)),), running_head=HOSTILE, reference=HOSTILE, author=HOSTILE
    )
    drawn = pdf.render(paper)
    assert squeezed(text_of_pdf(drawn)) == squeezed(HOSTILE * 2)
    with Pdf.open(BytesIO(drawn)) as opened:
        assert str(opened.docinfo.Title) == HOSTILE
        assert str(opened.docinfo.Author) == HOSTILE


def test_nothing_is_fetched_from_the_machine_or_the_net(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not take this along")
    uri = secret.as_uri()
    wanted = f'<link rel="attachment" href="{uri}"/><img alt="" src="{uri}"/><style>@import "{uri}";</style>'
    drawn = pdf.write(pdf.page(Paper("Title", ()), f"{wanted}<p>Words</p>"), pdf.style())
    with Pdf.open(BytesIO(drawn)) as opened:
        assert "/Names" not in opened.Root
        streams = [found for found in opened.objects if isinstance(found, Stream)]
        assert [found for found in streams if b"do not take" in found.read_bytes()] == []
    assert squeezed(text_of_pdf(drawn)) == "Words"


def test_a_clause_that_fits_a_page_is_not_torn() -> None:
    """However far down the page it begins, its first word and its last stand on one page."""
    for before in range(14, 23):
        clauses = [*("- One line." for _ in range(before)), "- Begins " + "and goes on " * 90 + "ends."]
        drawn = pdf.render(Paper("Title", parse("Conference notes:\n\n" + "\n".join(clauses))))
        with Pdf.open(BytesIO(drawn)) as opened:
            pages = [squeezed("".join(marked_in(page).values())) for page in opened.pages]
        assert [("Begins" in page) == ("ends." in page) for page in pages] == [True] * len(pages)


def test_a_word_of_300_letters_stays_on_the_paper() -> None:
    drawn = pdf.render(Paper("Title", (Paragraph((Span("x" * 300),)),)))
    with Pdf.open(BytesIO(drawn)) as opened:
        content = opened.pages[0].Contents.read_bytes()
    longest = max(len(re.findall(rb"<[0-9a-f]{4}>", line)) for line in content.splitlines())
    assert squeezed(text_of_pdf(drawn)) == "Title" + "x" * 300
    assert longest < 100


def test_letters_that_read_from_the_right_are_all_there() -> None:
    said = squeezed(text_of_pdf(pdf.render(Paper("Title", parse("שלום עולם")))))
    assert sorted(said) == sorted("Title1" + "שלוםעולם")


def test_words_that_read_from_the_right_stand_on_the_line_of_their_number() -> None:
    """So as many clauses of a line each fit a page as of any other language."""
    drawn = pdf.render(Paper("Title", parse("\n".join(["- שלום עולם"] * 24))))
    with Pdf.open(BytesIO(drawn)) as opened:
        assert len(opened.pages) == 1


def test_the_organisations_accent_must_be_a_colour(settings: Settings) -> None:
    settings.ORGANISATION = settings.ORGANISATION | {"accent": "red; } body { display: none"}
    with pytest.raises(ValueError, match="is not a colour"):
        pdf.style()


@hypothesis.settings(max_examples=10, deadline=None, derandomize=True)
@hypothesis.given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["C"])))
def test_any_text_can_be_drawn(text: str) -> None:
    paper = Paper("Title", parse(text))
    assert squeezed(text_of_pdf(pdf.render(paper))) == squeezed(
        "Title" + text_of_html(html.draw(paper.blocks))
    )


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    words = "a\x00\x0b\ufffeb"
    drawn = pdf.render(Paper(words, (Paragraph((Span(words, href=f"https://example.org/{words}"),)),)))
    assert squeezed(text_of_pdf(drawn)) == "abab"
