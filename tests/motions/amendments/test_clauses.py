"""A motion clause by clause in a form: what was written comes back in the box where it was written."""

from lla.text.units import units
from motions.amendments.clauses import ClauseRow, compose, rows

BODY = """Conference resolves:

- To write to the **council** and to act.
- To call a meeting:
  - that is open;
  - that has tea.
"""
BASE = units("Rents", BODY)
COUNCIL, MEETING, OPEN = 2, 3, 4  # places of units


def row(form: list[ClauseRow], place: int) -> tuple[str, bool, str]:
    """What a clause's box says, whether it is ticked to go, and what is added after it."""
    return form[place].words, form[place].deleted, form[place].added


def typed_again(**typed: str) -> list[ClauseRow]:
    """The form as it comes back after something was typed into it."""
    return rows(BASE, compose(BASE, {name.replace("_", "-"): words for name, words in typed.items()}))


def test_new_words_of_a_clause_with_bold_words_come_back_in_its_box() -> None:
    said = "To write to the **whole council** at once."
    assert row(typed_again(clause_2=said), COUNCIL) == (said, False, "")


def test_a_clause_written_as_two_comes_back_as_two_lines_of_its_box() -> None:
    form = typed_again(clause_2="Something **else** here.\nAnd more of it.")
    assert row(form, COUNCIL) == ("Something **else** here.\nAnd more of it.", False, "")


def test_clauses_written_anew_side_by_side_come_back_each_in_its_box() -> None:
    form = typed_again(clause_2="Abolish rents.", clause_3="Occupy **everything**:")
    assert [row(form, place)[:2] for place in (COUNCIL, MEETING)] == [
        ("Abolish rents.", False),
        ("Occupy **everything**:", False),
    ]


def test_what_is_not_alike_is_shown_as_deleted_and_added() -> None:
    form = typed_again(delete_3="1", after_3="A paragraph.", level_3="0")
    assert row(form, MEETING)[:2] == ("To call a meeting:", True)
    assert "A paragraph." in "".join(one.added for one in form)


def test_new_words_count_also_where_the_clause_or_the_one_above_it_is_ticked_to_go() -> None:
    text = compose(BASE, {"delete-3": "1", "clause-4": "That is open to all;"})
    assert [unit.words for unit in text[2:]] == [
        "To write to the **council** and to act.",
        "That is open to all;",
    ]
    assert [unit.words for unit in compose(BASE, {"delete-2": "1", "clause-2": "To act."})[2:3]] == [
        "To act."
    ]


def test_an_untouched_form_changes_nothing() -> None:
    assert compose(BASE, {}) == BASE
    assert not any(one.changed for one in rows(BASE, BASE))
