"""What a paper costs is counted from its blocks: it decides who draws it, before anybody does."""

import hypothesis
import pytest
from hypothesis import strategies as st
from pytest_django import Settings

from lla.jobs.processes import Limits, OutOfTime
from lla.papers import cost, pdf, word
from lla.papers.blocks import Archive, Booklet, Paper
from lla.papers.cost import Size
from lla.text.drawn_limits import MOST_BLOCKS, MOST_RUNS, too_much
from lla.text.reading import parse
from tests.lla.papers.sample_papers import make_paper, make_report

# What one text of a property test may take: some hundred times what it is expected to.
ROOM = 200  # megabytes


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("One clause", Size(10, 1, 0, 1)),
        ("- one\n- two\n  - three", Size(11, 3, 0, 3)),
        ("# Head\n\nA **bold** word", Size(15, 4, 0, 2)),
        ("[a](https://example.org) b", Size(3, 2, 1, 1)),
    ],
)
def test_everything_that_is_laid_out_counts(source: str, found: Size) -> None:
    assert cost.size(parse(source)) == found


def test_a_paper_costs_what_its_blocks_do_and_a_booklet_what_its_papers_do() -> None:
    paper = make_paper()
    one = cost.seconds(paper, ".pdf")
    twice = Paper("Twice", paper.blocks * 2)
    assert one < cost.seconds(twice, ".pdf") < 2 * one
    booklet = Booklet("Two", Paper("Front", ()), (paper, paper))
    assert cost.seconds(booklet, ".pdf") == pytest.approx(2 * one + cost.seconds(Paper("", ()), ".pdf"))
    both = cost.seconds(booklet, ".pdf") + cost.seconds(booklet, ".docx")
    assert cost.seconds(Archive("All", (booklet,)), ".zip") == pytest.approx(both)
    assert cost.seconds(make_report(), ".pdf") > cost.seconds(Paper("", ()), ".pdf")


def test_a_text_within_its_bounds_can_be_drawn_by_the_worker(settings: Settings) -> None:
    """Body and appendix, each with as much as it may have of everything."""
    full = Size(400_000, 2 * MOST_RUNS, 2 * MOST_RUNS, 2 * MOST_BLOCKS)
    assert cost._seconds(full) < settings.SECONDS_FOR_A_PAPER / 2


def test_what_is_much_more_than_its_limit_is_not_even_begun() -> None:
    paper = Paper("Endless", parse("- a\n") * 40_000)
    with pytest.raises(OutOfTime):
        pdf.render(paper)


PIECES = st.sampled_from(
    [
        "x" * 70,
        "**a**",
        "*b*",
        "[c](https://example.org/d)",
        "https://example.org/" + "e" * 90,
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n\n# ",
        "\n\n#### ",
        ":\n\n",
        " | ",
        "\u0f73\u0301\u0316" * 20,
        "سلام عليكم ",
        "שלום ",
        "中文字符" * 10,
        "ภาษาไทย",
        "🏴👩\u200d🚀🇬🇧",
        "&<>\"'",
        "\u200f\u200d\u200c",
        "\u0336",
        "\uf8ff\U000f0000\U0001f9ff",
        " ",
        "word ",
    ]
)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=25)
@hypothesis.given(st.lists(PIECES | st.text(max_size=20), min_size=1, max_size=25), st.integers(1, 12))
def test_any_text_is_drawn_within_a_bound_of_its_length(pieces: list[str], times: int) -> None:
    """The system itself ends what takes more memory, or more than a second for each hundred characters."""
    source = "".join(pieces) * times
    paper = Paper("Title", parse(source))
    allowed = 20 + len(source) / 100
    assert too_much(source) == []
    assert cost.seconds(paper, ".pdf") < allowed
    assert pdf.render(paper, Limits.after(allowed, megabytes=ROOM)).startswith(b"%PDF")
    assert word.render(paper).startswith(b"PK")
