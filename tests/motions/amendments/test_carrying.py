"""Amendments are carried over to a new text without a word changed, or their movers are asked."""

from typing import Any

import hypothesis
import pytest

from lla.text.units import Units
from motions.amendments import clashes
from motions.amendments.applying import apply, merge
from motions.amendments.carrying import Outcome, carry
from motions.amendments.comparison import between
from motions.amendments.instruction_reader import read
from motions.amendments.instructions import as_text, sentences
from motions.amendments.operations import Cut, Insert, Operation, Operations, Words
from motions.amendments.tokens import tokens
from tests.motions.amendments.random_edits import amended, amended_where_words_differ, meeting
from tests.motions.amendments.test_comparison import SETTINGS
from tests.motions.amendments.test_instructions import text


def one_after_the_other(base: Units, first: Operations, second: Operations) -> tuple[Outcome, Units]:
    """The first applied, the second carried over to what came of it and applied to that."""
    text = apply(base, first)
    carried = carry(base, text, second)
    return carried.outcome, apply(text, carried.operations)


@SETTINGS
@hypothesis.given(amended(2, 2))
def test_the_order_of_two_that_are_carried_matters_only_if_reported(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    first, second = (between(base, new) for new in news)
    hypothesis.assume(first and second)
    no_clash = not clashes.between(base, first, second)
    (outcome, text), (other_outcome, other_text) = (
        one_after_the_other(base, first, second),
        one_after_the_other(base, second, first),
    )
    if outcome is other_outcome is Outcome.CARRIED and text != other_text:
        assert not no_clash
    if no_clash and outcome is Outcome.CARRIED:
        assert text == merge(base, [first, second]).units


@SETTINGS
@hypothesis.given(amended_where_words_differ())
def test_where_words_differ_carrying_gives_the_merged_text(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    first, second = (between(base, new) for new in news)
    hypothesis.assume(first and second and not clashes.between(base, first, second))
    for order in ((first, second), (second, first)):
        outcome, text = one_after_the_other(base, *order)
        assert outcome is Outcome.STUCK or text == merge(base, [first, second]).units


@hypothesis.settings(SETTINGS, max_examples=400)
@hypothesis.given(meeting())
def test_where_amendments_meet_carrying_gives_the_merged_text(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    first, second = (between(base, new) for new in news)
    hypothesis.assume(first and second and not clashes.between(base, first, second))
    for order in ((first, second), (second, first)):
        outcome, text = one_after_the_other(base, *order)
        assert outcome is Outcome.STUCK or text == merge(base, [first, second]).units


def changed_words(base: Units, operation: Operation) -> Any:
    """What an operation deletes and inserts."""
    match operation:
        case Words():
            line = tokens(base[operation.unit].text)
            return [token.text for token in line[operation.start : operation.end]], operation.new
        case Cut():
            return base[operation.first : operation.last + 1], operation.new
        case Insert():
            return (), operation.new


@SETTINGS
@hypothesis.given(amended(2, 2))
def test_carrying_changes_no_word_but_of_clauses_that_go_whole(texts: tuple[Units, ...]) -> None:
    base, new, revised = texts
    carried = carry(base, revised, between(base, new))
    for step in carried.steps:
        if step.after is None:
            assert step.outcome is Outcome.STUCK
        elif isinstance(step.before, Cut) and step.outcome is Outcome.OFFERED:
            assert step.after.new == step.before.new
        else:
            assert changed_words(revised, step.after) == changed_words(base, step.before)
    assert read(revised, sentences(revised, carried.operations)) == carried.operations
    assert carried.operations == () or carried.outcome is not Outcome.STUCK


@SETTINGS
@hypothesis.given(amended(1))
def test_carrying_to_the_same_text_changes_nothing(texts: tuple[Units, ...]) -> None:
    base, new = texts
    operations = between(base, new)
    assert carry(base, base, operations).operations == operations


HOUSING = """\
Conference notes:

1. Rents have risen by five pounds a week.
2. The council has done nothing about it.
   - It was asked twice.
3. We agree.

Conference resolves:

4. To march in May.
5. We agree.
"""
GONE = "What it changes is not in the new text."
CHANGED = "What it changes says something else in the new text."
ALIKE = "The new text has more than one line like the one it changes."
ALREADY = "The new text says this already."
OTHER_WORDS = "The words that it changes are not in the new text."
MARKED = "What it changes has words in bold or italics, or a link, in the new text."
MORE_BELOW = "The new text has something below what it deletes."
WHOLE = "It replaces the whole text, which has changed."
ELSEWHERE = "The text around the place of its new words has changed."
CARRIED, OFFERED, STUCK = Outcome.CARRIED, Outcome.OFFERED, Outcome.STUCK
FIVE = ("five pounds", "ten pounds")
NO_MARCH = ("4. To march in May.\n", "")
SING = ("4. To march in May.\n", "4. To march in May.\n5. To sing.\n")
ALL = (HOUSING, "Conference resolves:\n\n1. No rent.\n2. To build.")


@pytest.mark.parametrize(
    ("amendment", "revision", "outcome", "why", "expected"),
    [
        # Elsewhere something was changed, and the numbers are others.
        (
            FIVE,
            ("1. Rents", "1. Prices rise.\n2. Rents"),
            CARRIED,
            "",
            "In clause 2, delete “five” and insert “ten”.",
        ),
        (NO_MARCH, ("3. We agree.\n\n", "\n"), CARRIED, "", "Delete clause 3."),
        (SING, ("five", "six"), CARRIED, "", "After clause 4 insert a new clause:\n• To sing."),
        # The line itself was changed.
        (FIVE, ("a week", "a month"), OFFERED, CHANGED, "In clause 1, delete “five” and insert “ten”."),
        (NO_MARCH, ("in May", "in late May"), OFFERED, CHANGED, "Delete clause 4."),
        (FIVE, ("five pounds", "six pounds"), STUCK, OTHER_WORDS, ""),
        (FIVE, FIVE, STUCK, ALREADY, ""),
        (FIVE, ("a week", "a **week**"), STUCK, MARKED, ""),
        (FIVE, ("1. Rents have risen by five pounds a week.\n", ""), STUCK, GONE, ""),
        (NO_MARCH, NO_MARCH, STUCK, GONE, ""),
        # The clause that something stands below, or comes after, was changed.
        (NO_MARCH, ("in May.\n", "in May.\n   - With music.\n"), STUCK, MORE_BELOW, ""),
        (
            SING,
            ("in May.\n", "in June.\n"),
            OFFERED,
            ELSEWHERE,
            "After clause 4 insert a new clause:\n• To sing.",
        ),
        (SING, NO_MARCH, OFFERED, ELSEWHERE, "Before clause 4 insert a new clause:\n• To sing."),
        (
            SING,
            ("4. To march in May.\n5. We agree.\n", "4. We agree.\n5. To march in May.\n"),
            OFFERED,
            ELSEWHERE,
            "After clause 5 insert a new clause:\n• To sing.",
        ),
        (SING, SING, STUCK, ALREADY, ""),
        # Lines that are alike cannot be told apart once something beside them was changed.
        (
            ("5. We agree.", "5. We agree with that."),
            ("in May", "in June"),
            OFFERED,
            ALIKE,
            "In clause 5, after “agree” insert “with that”.",
        ),
        # The whole text is replaced, whatever it says.
        (
            ALL,
            ("five", "six"),
            OFFERED,
            WHOLE,
            "Delete all after the title and insert:\nConference resolves:\n• No rent.\n• To build.",
        ),
    ],
)
def test_what_becomes_of_an_amendment(
    amendment: tuple[str, str], revision: tuple[str, str], outcome: Outcome, why: str, expected: str
) -> None:
    base, new, revised = (text(HOUSING.replace(*edit, 1)) for edit in (("", ""), amendment, revision))
    carried = carry(base, revised, between(base, new))
    assert (carried.outcome, [step.why for step in carried.steps]) == (outcome, [why])
    printed = [as_text(sentence) for sentence in sentences(revised, carried.operations)]
    assert printed == ([expected] if expected else [])


def test_one_step_that_is_stuck_holds_the_amendment() -> None:
    base = text(HOUSING)
    new = text(HOUSING.replace("five", "ten").replace("in May", "in June"))
    carried = carry(base, text(HOUSING.replace("five", "six")), between(base, new))
    assert (carried.outcome, carried.operations) == (STUCK, ())
    assert [(step.outcome, step.after is None) for step in carried.steps] == [(STUCK, True), (CARRIED, False)]


def test_a_replacement_of_a_text_is_carried_to_the_same_text() -> None:
    base = text(HOUSING)
    operations = between(base, text(ALL[1]))
    assert carry(base, base, operations).operations == operations
    assert carry(base, text("1. One."), operations).outcome is STUCK


def test_two_insertions_that_would_meet_are_stuck() -> None:
    base = text("1. One.\n2. Two.\n3. Three.")
    new = text("1. One.\n2. First new.\n3. Two.\n4. Second new.\n5. Three.")
    carried = carry(base, text("1. One.\n2. Three."), between(base, new))
    assert carried.outcome is STUCK
    assert {step.why for step in carried.steps} == {"Its changes would meet at one place of the new text."}
