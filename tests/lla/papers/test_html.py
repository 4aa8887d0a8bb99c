"""Blocks are drawn as HTML in which no written word is ever markup."""

from lla.papers import html
from lla.papers.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Index,
    IndexLine,
    LeadIn,
    Mark,
    Names,
    Notice,
    Paragraph,
    Series,
    Span,
    Table,
    plain,
)
from lla.text.reading import parse
from tests.lla.papers.drawn_files import tags_of_html, text_of_html
from tests.lla.papers.sample_papers import HOSTILE, make_chart


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


def test_a_table_says_its_heads_again_where_it_becomes_a_list_on_a_phone() -> None:
    rows = ((plain("Be kind"), 1204, (Span("Hidden", bold=True),)), (plain("No links"), None, ()))
    assert html.draw([Table("Moderated", ("Rule", "Times", "Done"), rows)]) == (
        '<table class="table table--list"><caption>Moderated</caption><thead><tr><th scope="col">Rule</th>'
        '<th scope="col" class="number">Times</th><th scope="col">Done</th></tr></thead><tbody>'
        '<tr><th scope="row">Be kind</th><td class="number" data-label="Times">1,204</td>'
        '<td data-label="Done"><strong>Hidden</strong></td></tr>'
        '<tr><th scope="row">No links</th><td class="number" data-label="Times">no figure</td>'
        '<td data-label="Done"></td></tr></tbody></table>'
    )


def test_a_chart_is_a_named_picture_with_its_figures_below() -> None:
    drawn = html.draw([Chart("Output", "posts", "Day", ("Mon",), (Series("Page", (3,)),))])
    start, _, picture = drawn.partition("<title>")
    title, _, end = picture.rpartition("</title>")[0], "", picture.partition("</svg>")[2]
    assert start == (
        '<figure class="chart"><figcaption class="chart__title">Output</figcaption>'
        '<svg class="chart__picture" role="img" xmlns="http://www.w3.org/2000/svg" width="100%" '
        'height="17.3em">'
    )
    assert title == "Column chart of posts. Day: Mon. Page: 3."
    assert end == (
        '<details class="chart__figures"><summary>Output: the figures, in posts</summary>'
        '<table class="table" aria-label="Output: the figures, in posts"><thead><tr><th scope="col">Day</th>'
        '<th scope="col" class="number">Page</th></tr></thead><tbody><tr><th scope="row">Mon</th>'
        '<td class="number" data-label="Page">3</td></tr></tbody></table></details></figure>'
    )


def test_a_chart_without_numbers_is_a_sentence() -> None:
    for chart in (make_chart(), make_chart(None, None)):
        assert html.draw([chart]) == (
            '<p class="chart__title">Posts of Facebook</p><p>There are no figures yet.</p>'
        )


def test_no_style_or_script_stands_inside_a_chart_on_the_page() -> None:
    drawn = html.draw([make_chart(1, 2), make_chart(1, 2, kind="lines")])
    assert "style" not in drawn
    assert "<style>" in html.draw([make_chart(1, 2)], paper_style="text { fill: red }")


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
        Table(HOSTILE, (HOSTILE, HOSTILE), ((spans, spans),)),
        *parse(HOSTILE),
    ]
    drawn = html.draw(blocks, prefix=HOSTILE)
    known = {"h2", "p", "span", "strong", "em", "a", "dl", "div", "dt", "dd", "ul", "ol", "li"}
    known |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert tags_of_html(drawn) == known
    assert text_of_html(drawn).count(HOSTILE) == 19


def test_hostile_words_stay_words_in_a_chart() -> None:
    drawn = html.draw([make_chart(1, 2, words=HOSTILE)])
    known = {"figure", "figcaption", "svg", "title", "line", "rect", "text", "details", "summary"}
    assert tags_of_html(drawn) == known | {"table", "thead", "tbody", "tr", "th", "td"}
