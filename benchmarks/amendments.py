"""Two hundred amendments to one long motion: one more worked out, all compared, all carried over."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.data import make_body
from benchmarks.house import House
from benchmarks.reading import Reading, at_most, seconds
from benchmarks.texts import changed
from lla.text.pasted import normalise
from lla.text.units import Units, units
from motions.amendments import clashes
from motions.amendments.applying import apply
from motions.amendments.carrying import carry
from motions.amendments.comparison import between
from motions.amendments.instructions import sentences
from motions.amendments.operations import Operations

WORDS = 3_000
AMENDMENTS = 200
CHANGES = 3  # words that each amendment changes
SHARE_OF_WORDS = 50  # every so manieth word of a revision is another
ROUNDS = 5


def amendments(house: House) -> Iterator[Reading]:
    """Seconds of computing, which no other program's figure stands beside."""
    length = min(WORDS, house.size.words)
    body = make_body(1, length)
    base = text(body)
    sets = [between(base, text(changed(body, seed, CHANGES))) for seed in range(AMENDMENTS)]
    for words in (1, CHANGES, length // SHARE_OF_WORDS):
        rounds = [partial(another, base, changed(body, seed, words), sets) for seed in range(ROUNDS)]
        yield at_most(
            f"one more amendment to {length:,} words, {words} changed", median(map(seconds, rounds)), 0.3
        )
    table = seconds(partial(clashes.table, base, sets))
    yield at_most(f"clashes of {AMENDMENTS} amendments", table, 0.5)
    revised = text(changed(body, AMENDMENTS, length // SHARE_OF_WORDS))
    carried = seconds(lambda: [carry(base, revised, operations) for operations in sets])
    yield at_most(f"{AMENDMENTS} amendments carried over", carried, 0.5)


def text(body: str) -> Units:
    return units("Rents", normalise(body, clauses=True))


def another(base: Units, body: str, others: list[Operations]) -> None:
    """What is worked out when somebody sends an amendment as a whole text."""
    operations = between(base, text(body))
    sentences(base, operations)
    apply(base, operations)
    for other in others:
        clashes.between(base, operations, other)
