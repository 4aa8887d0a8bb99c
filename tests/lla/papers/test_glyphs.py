"""Every letter of a paper has a glyph, and is read aloud and copied as the letter that was written."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pikepdf import Pdf

from lla.forms.fields import OneLineField
from lla.papers import glyphs, html, pdf
from lla.papers.blocks import Facts, Names, Paper, Paragraph, Span, plain
from motions.motion.forms import MotionTextForm
from tests.lla.papers.drawn_files import glyphs_of_pdf, squeezed, text_of_html, text_of_pdf
from tests.lla.papers.names_in_scripts import NAMES

# A private sign, and one that Unicode has not given out.
NOBODY_HAS = "\ue000\u0378"


def has_a_box(content: bytes) -> bool:
    """Whether a glyph is drawn that its font does not have: nought, or one of those put in its place."""
    with Pdf.open(BytesIO(content)) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        stand_ins = [font for font in fonts if font.get("/Encoding") != "/Identity-H"]
    return bool(stand_ins) or 0 in glyphs_of_pdf(content)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_has_its_glyphs_and_is_read_as_it_is_written(script: str) -> None:
    name = NAMES[script]
    clause = Paragraph((Span(f"Moved by {name}: "), Span(name, bold=True), Span(name, italic=True)), "1")
    link = Paragraph((Span(name, href="https://example.org/"),))
    paper = Paper(
        name, (Facts((("Submitted by", plain(name)),)), clause, link, Names("Names", (name, "Kim")))
    )
    drawn = pdf.render(paper)
    assert not has_a_box(drawn)
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_pdf(drawn)) == squeezed(name + page)


def test_letters_read_from_the_right_are_said_in_their_order_by_the_tag_tree() -> None:
    name = NAMES["Arabic"]
    words = text_of_pdf(pdf.render(Paper("Title", (Paragraph(plain(f"{name} and Kim")),))))
    assert words == f"Title{name} and Kim"


def test_what_no_font_has_is_spelt_out_in_place_of_a_box() -> None:
    drawn = pdf.render(Paper(f"A{NOBODY_HAS[0]}", (Paragraph(plain(f"One {NOBODY_HAS}.")),)))
    assert not has_a_box(drawn)
    assert text_of_pdf(drawn) == "A[U+E000]One [U+E000][U+0378]."


def test_signs_that_show_nothing_need_no_glyph() -> None:
    assert glyphs.missing("a\u200d\u00a0\ufe0f\U000e0067\u061c\n") == []


def test_a_form_refuses_in_words_what_cannot_be_printed() -> None:
    with pytest.raises(ValidationError) as refused:
        OneLineField().clean(f"Robin {NOBODY_HAS[0]}")
    words = "This cannot be printed: “\ue000” (U+E000). Remove it, or write it in words."
    assert refused.value.messages == [words]
    for name in ("body", "appendix"):
        with pytest.raises(ValidationError) as refused:
            MotionTextForm.base_fields[name].clean("Conference notes:\n\n- one \ue000")
        assert refused.value.messages == [words]


@pytest.mark.parametrize("script", NAMES)
def test_a_form_takes_a_name_in_any_script(script: str) -> None:
    assert OneLineField().clean(NAMES[script]) == NAMES[script]
