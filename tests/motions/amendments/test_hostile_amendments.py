"""No text and no change of it, of any size that may be sent, keeps a web worker busy for two seconds."""

import pytest

from lla.text.units import Kind, Unit, settled
from motions.amendments.applying import apply
from motions.amendments.carrying import carry
from motions.amendments.comparison import between
from motions.amendments.instruction_reader import read
from motions.amendments.instructions import sentences
from tests.motions.amendments.random_edits import TITLE
from tests.motions.test_hostile_texts import TWO_SECONDS, steps


def clauses(words: list[str], depth: int = 1) -> list[Unit]:
    return [Unit(Kind.CLAUSE, each, depth) for each in words]


NUMBERED = [f"x{number}" for number in range(1_500)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (clauses(["the " * 20_000]), clauses(["the a " * 10_000])),
        (clauses(["a b " * 10_000]), clauses(["a b " * 5_000])),
        (clauses(NUMBERED), clauses([words for each in NUMBERED for words in ("new", each)])),
        (clauses(["p", *NUMBERED], 2), clauses(["p", *NUMBERED[::2]], 2)),
        (clauses(["same words"] * 2_000), clauses(["same words", "other words"] * 700)),
        ([Unit(Kind.LEAD_IN, f"{each}:") for each in NUMBERED], clauses(["All new."])),
    ],
)
def test_an_amendment_is_worked_out_in_bounded_time(old: list[Unit], new: list[Unit]) -> None:
    base, text = settled([TITLE, *old]), settled([TITLE, *new])
    taken, operations = steps(lambda: between(base, text))
    assert taken < TWO_SECONDS
    taken, instruction = steps(lambda: sentences(base, operations))
    assert taken < TWO_SECONDS
    taken, understood = steps(lambda: read(base, instruction))
    assert (taken < TWO_SECONDS, understood) == (True, operations)
    taken, amended = steps(lambda: apply(base, operations))
    assert (taken < TWO_SECONDS, amended) == (True, text)
    taken, _ = steps(lambda: carry(base, text, operations))
    assert taken < TWO_SECONDS
