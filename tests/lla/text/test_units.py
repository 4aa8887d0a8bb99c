"""A text is read as units and written of them again, letter for letter."""

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.text.pasted import normalise
from lla.text.units import Kind, Part, Unit, Units, numbers, settled, units, write
from tests.lla.text import random_units
from tests.lla.text.test_pasted import LISTS

TITLE = Unit(Kind.TITLE, "Rents", part=Part.TITLE)


def clause(words: str, depth: int = 0, *, ordered: bool = False) -> Unit:
    return Unit(Kind.CLAUSE, words, depth, ordered)


def lead_in(words: str) -> Unit:
    return Unit(Kind.LEAD_IN, words)


def more(words: str, depth: int) -> Unit:
    return Unit(Kind.MORE, words, depth)


def written(*body: Unit) -> str:
    return write([TITLE, *body])[1]


def test_a_text_is_read_line_by_line() -> None:
    points = "1. Rents *rise*.\n   - In towns.\n\n     And in the country."
    body = f"# Housing\n\nConference notes:\n\n{points}\n\nA paragraph."
    appendix = "1. Rents by ward."
    text = (
        TITLE,
        Unit(Kind.HEADING, "Housing", 1),
        lead_in("Conference notes:"),
        clause("Rents *rise*.", 1, ordered=True),
        clause("In towns.", 2),
        more("And in the country.", 2),
        clause("A paragraph."),
        Unit(Kind.CLAUSE, "Rents by ward.", 1, True, Part.APPENDIX),
    )
    assert units("Rents", body, appendix) == text
    assert numbers(text) == ("", "", "", "1", "1.1", "", "2", "A1")
    assert write(text) == ("Rents", body, appendix)


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("a) The first", "a\\) The first"),
        ("(iv) The fourth", "(iv\\) The fourth"),
        ("2019. It was", "2019\\. It was"),
        ("10. Ten", "10\\. Ten"),
        ("1.2 Two", "1\\.2 Two"),
        ("# Not a heading", "\\# Not a heading"),
        ("- Not a point", "\\- Not a point"),
        ("A. Morris spoke.", "A. Morris spoke."),
    ],
)
def test_words_that_begin_like_a_mark_stay_a_paragraph(words: str, body: str) -> None:
    assert written(clause(words)) == body
    assert units("Rents", body) == (TITLE, clause(words))
    assert normalise(body, clauses=True) == body


def test_letters_that_would_count_a_list_stay_paragraphs() -> None:
    body = "a\\. The first\n\nb\\. The second"
    text = (TITLE, clause("a. The first"), clause("b. The second"))
    assert write(text)[1] == body
    assert units("Rents", body) == text
    assert normalise(body, clauses=True) == body


def test_a_letter_that_counts_nothing_needs_no_backslash() -> None:
    assert normalise("A\\. Morris spoke.", clauses=True) == "A. Morris spoke."


def test_digits_that_were_typed_never_decide() -> None:
    text = units("Rents", "Conference notes:\n\n10. Ten\n11. Eleven")
    assert numbers(text) == ("", "", "1", "2")
    assert write(text)[1] == "Conference notes:\n\n1. Ten\n2. Eleven"


def test_each_row_of_a_table_is_a_clause() -> None:
    body = normalise("Region\tGroups\tMembers\nNorth\t3\t30", clauses=True)
    text = units("Rents", body)
    assert text == (TITLE, clause("Region | Groups | Members"), clause("North | 3 | 30"))
    assert numbers(text) == ("", "1", "2")


@pytest.mark.parametrize(
    ("put_together", "as_stored"),
    [
        ([clause("a", 1), clause("b", 3)], [clause("a", 1), clause("b", 2)]),
        ([clause("a", 2)], [clause("a", 1)]),
        ([clause("  "), clause("a")], [clause("a")]),
        ([lead_in("Conference notes"), clause("a")], [lead_in("Conference notes:"), clause("a")]),
        ([lead_in("Rents rise.")], [clause("Rents rise.")]),
        ([more("More", 1)], [clause("More")]),
        ([clause("a", 1), clause("b", 2), more("c", 1)], [clause("a", 1), clause("b", 2), more("c", 2)]),
        ([clause("– A dash")], [clause("A dash", 1)]),
        ([clause("two\n\nlines")], [clause("two lines")]),
    ],
)
def test_what_cannot_stand_is_put_right(put_together: list[Unit], as_stored: list[Unit]) -> None:
    assert settled([TITLE, *put_together]) == (TITLE, *as_stored)


def test_words_are_written_so_that_no_sign_of_them_marks() -> None:
    unit = clause("five").saying("2 *and* 3")
    assert unit == clause("2 \\*and\\* 3")
    assert (unit.text, unit.is_marked) == ("2 *and* 3", False)
    assert TITLE.saying("2 *and* 3").words == "2 *and* 3"


@pytest.mark.parametrize(
    ("words", "is_marked"),
    [
        ("Rents rise, see https://example.org/a_b.", False),
        ("Rents **rise**", True),
        ("Rents *rise*", True),
        ("[Rents](https://example.org) rise", True),
        ("5* hotels [sic]", False),
    ],
)
def test_what_is_bold_in_italics_or_a_link_is_marked(words: str, is_marked: bool) -> None:
    assert clause(words).is_marked == is_marked


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(random_units.texts)
def test_units_survive_being_stored(text: Units) -> None:
    assert units(*write(text)) == text
    assert settled(text) == text


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(st.one_of(LISTS, random_units.phrase))
def test_any_stored_text_survives_being_read(typed: str) -> None:
    body = normalise(typed, clauses=True)
    assert write(units("Rents", body, body)) == ("Rents", body, body)
