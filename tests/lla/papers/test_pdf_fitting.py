"""A paper that runs over by a few lines is set a little tighter, within bounds, and says the same."""

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from pikepdf import Pdf, parse_content_stream
from weasyprint import CSS, HTML

from lla.papers import html, pdf, pdf_booklets, pdf_fitting, weasyprinting
from lla.papers.blocks import Booklet, Divider, Facts, Index, IndexLine, LeadIn, Names, Paper, plain
from lla.text.reading import parse
from tests.lla.papers.drawn_files import marked_in, squeezed, text_of_html, text_of_pdf

CLAUSE = "Groups in neighbouring towns often do not know that the other one exists. " * 3
NOTES = "Conference notes:"


def make_long(clauses: int, *, opens_group: bool = False) -> Paper:
    text = "\n".join(f"- {CLAUSE}" for _ in range(clauses))
    facts = Facts(tuple((f"Fact {at}", plain("Words")) for at in range(6)))
    return Paper("Title", (facts, *parse(f"{NOTES}\n\n{text}")), opens_group=opens_group)


def pages_of(drawn: bytes) -> int:
    with Pdf.open(BytesIO(drawn)) as opened:
        return len(opened.pages)


def usual(paper: Paper) -> bytes:
    """The paper as it is drawn where no page is to be spared."""
    return pdf.write(*pdf.whole(paper))


def lines_over(paper: Paper) -> int:
    """How many lines stand on the last of its pages at its usual size."""
    with Pdf.open(BytesIO(usual(paper))) as opened:
        return len([words for words in marked_in(opened.pages[-1]).values() if not words.strip().isdigit()])


def type_of(drawn: bytes) -> float:
    """The size in points in which most lines of a file are set."""
    with Pdf.open(BytesIO(drawn)) as opened:
        shown = [each for page in opened.pages for each in parse_content_stream(page)]
    sizes = Counter(float(each.operands[1]) * 0.75 for each in shown if str(each.operator) == "Tf")
    return round(sizes.most_common(1)[0][0], 1)


def baselines_of(drawn: bytes) -> list[float]:
    """Where each line of the first page stands, in points from below."""
    with Pdf.open(BytesIO(drawn)) as opened:
        page = opened.pages[0]
        height = float(page.mediabox[3])
        shown = [each.operands for each in parse_content_stream(page) if str(each.operator) == "Tm"]
    return [height - float(operands[5]) * 0.75 for operands in shown]


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts layouts while a paper is drawn in this process: for each, how many stylesheets it had."""
    counted: list[int] = []
    render = HTML.render

    def count(page: HTML, *, stylesheets: list[CSS], **options: Any) -> Any:
        counted.append(len(stylesheets))
        return render(page, stylesheets=stylesheets, **options)

    monkeypatch.setattr(HTML, "render", count)
    return counted


@pytest.mark.parametrize(("clauses", "pages"), [(10, 2), (11, 2), (23, 3)])
def test_a_paper_that_runs_over_by_a_few_lines_takes_a_page_less_and_says_the_same(
    clauses: int, pages: int
) -> None:
    paper = make_long(clauses)
    assert (lines_over(paper) <= 6, pages_of(usual(paper))) == (True, pages)
    drawn = pdf.render(paper)
    assert pages_of(drawn) == pages - 1
    page = text_of_html(html.draw(paper.blocks))
    assert squeezed(text_of_pdf(drawn)) == squeezed(paper.title + page)
    assert pdf_fitting.SMALLEST_TYPE <= type_of(drawn) < type_of(usual(paper)) == 11


def test_every_step_stays_within_its_bounds() -> None:
    for step in pdf_fitting.STEPS:
        assert pdf_fitting.SMALLEST_TYPE <= step.type < 11
        assert pdf_fitting.CLOSEST_LEADING <= step.leading < 1.42
        assert pdf_fitting.NARROWEST_MARGIN <= step.margin < 24
    assert (pdf_fitting.SMALLEST_TYPE, pdf_fitting.CLOSEST_LEADING) == (10, 1.3)
    assert pdf_fitting.NARROWEST_MARGIN >= 18


def test_head_and_foot_stay_where_they_are_however_tight_the_text() -> None:
    source, css = pdf.whole(make_long(3))
    drawn = [pdf.write(source, css + extra) for extra in ("", *(step.css for step in pdf_fitting.STEPS))]
    heads = {(round(max(lines), 1), round(min(lines), 1)) for lines in map(baselines_of, drawn)}
    assert len(heads) == 1


def test_what_runs_over_by_half_a_page_stays_as_it_was() -> None:
    paper = make_long(14)
    assert (pages_of(usual(paper)), lines_over(paper)) == (2, 15)
    assert pdf.render(paper) == usual(paper)


def test_a_page_that_cannot_be_spared_leaves_a_paper_as_it_was() -> None:
    parted = Paper("Title", (*make_long(3).blocks, Divider(page=True), *parse("Words")))
    assert pdf.render(parted) == usual(parted)


def test_what_lists_others_is_not_set_tighter() -> None:
    opening = make_long(10, opens_group=True)
    assert pages_of(pdf.render(opening)) == pages_of(usual(opening))
    lines = tuple(IndexLine("A", f"{CLAUSE}{at}", "By Kim", f"m{at}") for at in range(9))
    front = pdf_booklets.bind(Booklet("Front", Paper("Front", (Index(lines),)), ()), [])
    assert (pages_of(front), type_of(front)) == (2, 11)


@pytest.mark.parametrize(("clauses", "most"), [(3, 1), (14, 1), (10, 3), (11, 3), (23, 3)])
def test_no_paper_is_laid_out_more_than_three_times(layouts: list[int], clauses: int, most: int) -> None:
    weasyprinting.draw(*pdf.whole(make_long(clauses)), tighter=True)
    assert len(layouts) <= most


def test_a_page_that_cannot_be_spared_is_tried_twice_and_one_of_many_never(layouts: list[int]) -> None:
    parted = [block for _ in range(2) for block in (*parse("Words"), Divider(page=True))]
    weasyprinting.draw(*pdf.whole(Paper("Three", (*parted, *parse("Words")))), tighter=True)
    assert layouts == [1, 2, 2]
    layouts.clear()
    weasyprinting.draw(*pdf.whole(Paper("Many", (*parted * 6, *parse("Words")))), tighter=True)
    assert layouts == [1]


@pytest.mark.parametrize("clauses", range(7, 15))
def test_a_heading_is_never_the_last_line_of_a_page(clauses: int) -> None:
    """Whatever comes before it, and however tight the paper is set."""
    people = Names("Signatories", tuple(f"Person {at}" for at in range(14)))
    body = [block for block in make_long(clauses).blocks if not isinstance(block, LeadIn)]
    paper = Paper("Title", (*body, LeadIn(plain("Conference resolves:")), *parse(CLAUSE), people))
    with Pdf.open(BytesIO(pdf.render(paper))) as opened:
        last = [list(marked_in(page).values())[-1] for page in opened.pages]
    assert not {"Conference resolves:", "Signatories"} & {words.strip() for words in last}
