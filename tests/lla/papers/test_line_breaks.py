"""A run of signs without end can be broken everywhere it is drawn, and says the same words as before."""

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers import html, pdf, word
from lla.papers.blocks import (
    Facts,
    Heading,
    Index,
    IndexLine,
    Names,
    Notice,
    Paper,
    Paragraph,
    Span,
    Table,
    plain,
)
from lla.papers.line_breaks import LONGEST_RUN, cut, has_long_run
from lla.text.pasted import normalise
from lla.text.reading import parse
from tests.lla.papers.drawn_files import squeezed, text_of_html, text_of_pdf, text_of_word

LONG = "x" * 150


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", [0]),
        ("x" * 60, [60]),
        ("x" * 61, [60, 1]),
        ("x" * 59 + " " + "x" * 60, [120]),
        ("x" * 60 + "\u0301x", [61, 1]),
        ("x" * 59 + "👩\u200d🚀x", [62, 1]),
        ("\u0301" * 250, [120, 120, 10]),
    ],
)
def test_runs_are_cut_where_signs_do_not_belong_together(text: str, lengths: list[int]) -> None:
    (pieces,) = cut([text])
    assert [len(piece) for piece in pieces] == lengths


def test_a_run_goes_on_from_one_kind_of_words_into_the_next() -> None:
    spans = tuple(Span("ab", bold=bool(at % 2)) for at in range(60))
    drawn = html.draw([Paragraph(spans)])
    assert drawn.count("<wbr/>") == 1
    assert text_of_html(drawn) == "ab" * 60


def test_usual_words_are_left_as_they_are() -> None:
    assert not has_long_run("Groups in the North. " * 500)
    assert "<wbr/>" not in html.draw(parse("Groups in the North. " * 500))


@hypothesis.settings(derandomize=True, deadline=None)
@hypothesis.given(st.lists(st.builds(str.__mul__, st.text(max_size=12), st.integers(1, 40)), max_size=5))
def test_no_sign_is_lost_and_none_is_added(texts: list[str]) -> None:
    pieces = list(cut(texts))
    assert ["".join(each) for each in pieces] == texts
    assert all(len(run) <= 2 * LONGEST_RUN for each in pieces for piece in each for run in piece.split())


def test_page_pdf_and_word_say_a_long_run_alike_wherever_it_stands() -> None:
    paper = Paper(
        LONG,
        (
            Heading(1, plain(LONG)),
            Paragraph((Span("x" * 40, bold=True), Span("x" * 110, href="https://example.org/"))),
            Facts(((LONG, plain(LONG)),)),
            Names(LONG, (LONG,)),
            Index((IndexLine("A", LONG, LONG),)),
            Notice(plain(LONG)),
            Table(LONG, (LONG, "x"), ((plain(LONG), 1),)),
        ),
    )
    drawn = html.draw(paper.blocks)
    page = squeezed(text_of_html(drawn))
    assert drawn.count("<wbr/>") == 2 * page.count(LONG)
    assert squeezed(text_of_pdf(pdf.render(paper))) == LONG + page
    assert squeezed(text_of_word(word.render(paper))) == LONG + page


def test_a_break_that_is_copied_along_disappears_when_it_is_pasted() -> None:
    assert normalise("\u200b".join(["x" * 60] * 3)) == "x" * 180
