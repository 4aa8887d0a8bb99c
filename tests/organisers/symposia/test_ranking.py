"""What a consultation comes to, worked out without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisers.symposia.ranking import IF_NEED_BE, NO, YES, Candidate, consequences, pairs, ranked

MONDAY = datetime(2027, 2, 1, 18, tzinfo=UTC)
NAMES = {1: "Hull", 2: "Selby", 3: "York", 4: "Leeds"}


def slot(key: int, *voices: int, days: int = 0) -> Candidate:
    return Candidate((key,), dict(enumerate(voices, 1)), MONDAY + timedelta(days=days))


def best(*candidates: Candidate) -> tuple[int, ...]:
    return ranked(candidates)[0].keys


def test_the_option_most_groups_can_make_is_suggested() -> None:
    assert best(slot(1, YES, YES, NO), slot(2, IF_NEED_BE, IF_NEED_BE, YES, days=1)) == (2,)


def test_of_two_that_as_many_can_make_the_one_with_fewest_if_need_be_wins() -> None:
    assert best(slot(1, YES, IF_NEED_BE), slot(2, YES, YES, days=3)) == (2,)


def test_of_two_alike_the_earliest_wins() -> None:
    assert best(slot(1, YES, YES, days=3), slot(2, YES, YES, days=1)) == (2,)


def test_a_group_can_make_a_pair_as_well_as_the_worse_of_its_halves() -> None:
    hall = Candidate((9,), {1: YES, 2: NO, 3: IF_NEED_BE})
    (pair,) = pairs([slot(1, YES, YES, YES)], [hall])
    assert (pair.keys, pair.voices, pair.starts_at) == ((1, 9), {1: YES, 2: NO, 3: IF_NEED_BE}, MONDAY)


voices = st.dictionaries(st.integers(1, 8), st.sampled_from([NO, IF_NEED_BE, YES]))


@given(st.lists(voices, min_size=1, max_size=6))
def test_no_option_beats_the_one_suggested(said: list[dict[int, int]]) -> None:
    first, *others = ranked(
        Candidate((n,), voices, MONDAY + timedelta(days=n)) for n, voices in enumerate(said)
    )
    for other in others:
        assert (len(first.can), -len(first.if_need_be)) >= (len(other.can), -len(other.if_need_be))


def test_consequences_name_who_cannot_come_and_who_missed_last_time_too() -> None:
    said = consequences(
        slot(1, NO, NO, IF_NEED_BE), names=NAMES, missed_last_time=frozenset({2, 3}), everybody=False
    )
    assert said == [
        "Hull and Selby cannot come; Selby missed last time too.",
        "York can come if need be.",
    ]


@pytest.mark.parametrize(
    ("everybody", "sentence"),
    [(True, "Every group can come."), (False, "Every group that answered can come.")],
)
def test_when_nobody_is_left_out_that_is_said(everybody: bool, sentence: str) -> None:
    said = consequences(slot(1, YES, YES), names=NAMES, missed_last_time=frozenset({1}), everybody=everybody)
    assert said == [sentence]
