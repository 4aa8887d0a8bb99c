"""Amendments that do not clash merge to one text in any order, and no word of theirs is lost."""

import itertools
from collections import Counter

import hypothesis
import pytest

from lla.text.units import Kind, Unit, Units, settled, units, write
from lla.words.cleaning import composed
from motions.amendments import clashes
from motions.amendments.applying import Clashing, apply, merge
from motions.amendments.comparison import between
from motions.amendments.operations import Insert, Words
from tests.motions.amendments.random_edits import TITLE, amended, meeting
from tests.motions.amendments.test_comparison import SETTINGS


def letters(text: Units) -> Counter[str]:
    return Counter(char for unit in text for char in composed(unit.text, "NFKD") if not char.isspace())


def without_zeros(counts: Counter[str]) -> dict[str, int]:
    return {char: count for char, count in counts.items() if count}


def changed(base: Units, *texts: Units) -> dict[str, int]:
    """How many of each letter texts have more than the base, or less."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(letters(text))
        total.subtract(letters(base))
    return without_zeros(total)


@SETTINGS
@hypothesis.given(amended(3, 2))
def test_amendments_that_do_not_clash_merge_in_any_order(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    sets = [between(base, new) for new in news]
    hypothesis.assume(set(clashes.table(base, sets).values()) <= {clashes.ClashKind.IDENTICAL})
    (text,) = {merge(base, order).units for order in itertools.permutations(sets)}
    assert units(*write(text)) == text
    assert apply(base, between(base, text)) == text


@SETTINGS
@hypothesis.given(amended(2, 2))
def test_where_no_clash_is_reported_no_letter_of_either_is_lost(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    first, second = (between(base, new) for new in news)
    hypothesis.assume(not clashes.between(base, first, second))
    assert changed(base, merge(base, [first, second]).units) == changed(base, *news)


@hypothesis.settings(SETTINGS, max_examples=400)
@hypothesis.given(meeting())
def test_the_same_holds_where_amendments_meet(texts: tuple[Units, ...]) -> None:
    base, *news = texts
    first, second = (between(base, new) for new in news)
    hypothesis.assume(not clashes.between(base, first, second))
    both = merge(base, [first, second]).units
    assert both == merge(base, [second, first]).units
    assert changed(base, both) == changed(base, *news)


CLAUSE = Unit(Kind.CLAUSE, "one two three four five six", 1)
BASE = settled([TITLE, CLAUSE])


def test_amendments_that_clash_are_not_merged() -> None:
    sets = [(Words(1, 0, 1, "x"),), (Words(1, 4, 5, "y"),), (Words(1, 4, 6, "z"),)]
    with pytest.raises(Clashing) as error:
        merge(BASE, sets)
    assert (error.value.first, error.value.second) == (1, 2)
    assert str(error.value) == "Amendments 1 and 2 clash: same words."


def test_what_is_inserted_at_one_place_stands_in_the_order_voted() -> None:
    new = [clause("seven"), clause("eight")]
    sets = [(Insert(1, (unit,)),) for unit in new]
    assert merge(BASE, sets).units == (*BASE, *new)
    assert merge(BASE, sets[::-1]).units == (*BASE, *new[::-1])


def test_words_inserted_at_one_place_stand_in_the_order_voted() -> None:
    sets = [(Words(1, 1, 1, "x"),), (Words(1, 1, 1, "y"),)]
    assert merge(BASE, sets).units[1].words == "one x y two three four five six"
    assert merge(BASE, sets[::-1]).units[1].words == "one y x two three four five six"


def test_three_that_empty_a_clause_together_are_told() -> None:
    sets = [(Words(1, start, start + 2, ""),) for start in (0, 2, 4)]
    assert clashes.gravest(clashes.between(BASE, sets[0], sets[1])) is clashes.ClashKind.SAME_PLACE
    merged = merge(BASE, sets)
    assert (merged.units, merged.emptied) == ((TITLE,), (1,))
    assert merge(BASE, sets[:2]).emptied == ()


def test_what_two_amendments_both_do_is_done_once() -> None:
    sets = [(Words(1, 0, 1, "x"), Words(1, 4, 5, "y")), (Words(1, 0, 1, "x"),)]
    assert merge(BASE, sets).units[1].words == "x two three four y six"


def clause(words: str) -> Unit:
    return Unit(Kind.CLAUSE, words, 1)
