"""Blocks are drawn as HTML in which no written word is ever markup."""

from lla.papers import html
from lla.papers.blocks import (
    Block,
    Facts,
    Heading,
    Index,
    IndexLine,
    LeadIn,
    Mark,
    Names,
    Notice,
    Paragraph,
    Span,
    plain,
)
from lla.text import parse
from tests.lla.papers.opened import tags_of_html, text_of_html
from tests.lla.papers.samples import HOSTILE


def test_clauses_carry_their_numbers_as_words_and_as_addresses() -> None:
    drawn = html.draw(parse("Notes:\n\n1. One\n   - Two\n\nA paragraph"), base_level=3, prefix="m42-")
    assert drawn == (
        '<h3 class="lead-in">Notes:</h3>'
        '<ol class="clauses" role="list"><li id="m42-1"><span class="n">1</span> One'
        '<ol class="clauses" role="list"><li id="m42-1.1"><span class="n">1.1</span> Two</li></ol></li></ol>'
        '<p class="clause" id="m42-2"><span class="n">2</span> A paragraph</p>'
    )


def test_without_a_prefix_clauses_have_no_address() -> None:
    assert html.draw(parse("A paragraph")) == '<p class="clause"><span class="n">1</span> A paragraph</p>'


def test_changed_words_are_said_as_well_as_shown() -> None:
    spans = (Span("old", mark="del"), Span("new", bold=True, mark="ins"))
    assert html.draw([Paragraph(spans)]) == (
        '<p><del><span class="visually-hidden">deleted: </span>old</del>'
        '<ins><span class="visually-hidden">inserted: </span><strong>new</strong></ins></p>'
    )


def test_text_that_reads_from_the_right_is_marked_so() -> None:
    assert html.draw([Paragraph(plain("3 שלום"))]) == '<p dir="rtl">3 שלום</p>'
    assert html.draw([Paragraph(plain("Hello שלום"))]) == "<p>Hello שלום</p>"


def test_headings_stop_at_the_sixth_level() -> None:
    assert html.draw([Heading(9, plain("Deep"))], base_level=4) == "<h6>Deep</h6>"


def test_hostile_words_stay_words_in_every_block() -> None:
    spans = (Span(HOSTILE, bold=True, italic=True, href=f'https://example.org/"{HOSTILE}'),)
    blocks: list[Block] = [
        Heading(1, spans, anchor=HOSTILE),
        LeadIn(spans),
        Paragraph(spans, number=HOSTILE),
        Facts(((HOSTILE, spans),)),
        Names(HOSTILE, (HOSTILE,)),
        Index((IndexLine(HOSTILE, HOSTILE, HOSTILE, HOSTILE),)),
        Notice(spans),
        Mark(HOSTILE),
        *parse(HOSTILE),
    ]
    drawn = html.draw(blocks, prefix=HOSTILE)
    known = {"h2", "p", "span", "strong", "em", "a", "dl", "div", "dt", "dd", "ul", "ol", "li"}
    assert tags_of_html(drawn) == known
    assert text_of_html(drawn).count(HOSTILE) == 14
