"""A Word file of ours that is uploaded again says the same text: its facts and names are no clauses."""

from io import BytesIO

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers import word
from lla.papers.blocks import Facts, Heading, Names, Notice, Paper, Paragraph, plain
from lla.text.pasted import normalise
from lla.text.reading import parse
from lla.text.units import units, write
from lla.wordfile.uploads import read_word
from tests.lla.papers.drawn_files import squeezed, text_of_word
from tests.lla.wordfile.marked_files import make_marked

OURS = "Left out: what this website prints around a text, such as facts, notices and names."


def drawn_and_read(body: str, appendix: str = "") -> tuple[str, str, str, tuple[str, ...]]:
    """What a motion's paper says when it comes back as a Word file."""
    blocks = [
        Facts((("Submitted by", plain("Ouse Valley Labour Left")), ("Reference", plain("m42")))),
        Notice(plain("This is revision 2.")),
        *parse(body),
    ]
    if appendix:
        blocks += [Heading(1, plain("Appendix")), *parse(appendix, prefix="A", level=2)]
    blocks += [Names("Signatories", ("Alex Fern", "Kim Vale"))]
    blocks += [Paragraph(plain("2 signatories ask not to be named."), aside=True)]
    found = read_word(BytesIO(word.render(Paper("B) A title", tuple(blocks), reference="m42"))))
    return found.title, found.body, found.appendix, found.told


def test_facts_notices_and_names_are_left_out_and_told_of() -> None:
    assert drawn_and_read("Conference resolves:\n\n- To act.") == (
        "B) A title",
        "Conference resolves:\n\n- To act.",
        "",
        (OURS,),
    )


def test_the_file_in_which_a_text_is_amended_says_that_text() -> None:
    text = units("A title", "Conference resolves:\n\n- To act.\n  - Soon.", "# Rules\n\nBe kind.")
    found = read_word(BytesIO(make_marked(text)))
    assert ((found.title, found.body, found.appendix), found.told) == (write(text), (OURS,))


@pytest.mark.parametrize(
    "body",
    [
        "A paragraph.\n\nAnother **bold one** with *a few* signs * and _ and [brackets].",
        "Conference notes:\n\n- One\n- Two:\n  - deep\n    - deeper\n  - back\n- Three",
        "Conference notes:\n\n1. One\n2. Two\n   1. deep\n   2. too",
        "# A part\n\nWords.\n\n## Below\n\nMore words, https://example.org/a_(b) among them.",
        "- A point\n\n  that goes on\n- and another",
        "1985\\. was a year.",
        "- a\n\n1. b",
        "- a\n  - b\n\n  1. c\n  2. d\n     - e\n\n     1. f\n\n  - g\n- h",
        "# Why *these* **few** buses\n\n## *All in italics*\n\nWords.",
        "# Appendix\n\nOf its own: no appendix follows.",
    ],
)
def test_what_was_a_paragraph_a_dash_or_a_number_is_so_again(body: str) -> None:
    assert normalise(body) == body
    assert drawn_and_read(body)[1:3] == (body, "")


def test_the_appendix_goes_back_to_its_field() -> None:
    body, appendix = "- To act.", "# Rules\n\nBe kind.\n\n- One\n- Two"
    assert drawn_and_read(body, appendix)[1:] == (body, appendix, (OURS,))
    assert drawn_and_read("# Appendix\n\nIts own.", appendix)[1:3] == ("# Appendix\n\nIts own.", appendix)


def lines(*marks: str) -> st.SearchStrategy[list[str]]:
    line = st.builds("{}{}".format, st.sampled_from(marks), st.text("ab .,*_()’1é:", min_size=1, max_size=12))
    return st.lists(line, min_size=1, max_size=8)


LINES = lines("", "", "- ", "  - ", "    - ", "1. ", "   1. ", "      1. ", "# ", "## ")


@hypothesis.settings(deadline=None, derandomize=True, max_examples=80)
@hypothesis.given(LINES)
def test_any_text_comes_back_with_the_words_and_numbers_of_its_paper(typed: list[str]) -> None:
    body = normalise("\n".join(typed))
    first = word.render(Paper("Title", parse(body)))
    if not parse(body):
        return
    again = read_word(BytesIO(first)).body
    assert drawn(again) == drawn(body)
    # A heading that ends in a colon looks like a line that opens a part, and comes back as one.
    if not any(line.startswith("#") and line.endswith(":") for line in body.splitlines()):
        assert again == body


def drawn(body: str) -> str:
    return squeezed(text_of_word(word.render(Paper("Title", parse(body)))))
