"""Between two texts the operations are the fewest, and lead exactly from one to the other."""

import hypothesis

from lla.text.units import Part, Units, extent
from motions.amendments import alignment, clashes
from motions.amendments.applying import apply
from motions.amendments.comparison import between
from motions.amendments.operations import from_json, in_order, to_json
from tests.motions.amendments.random_edits import amended

SETTINGS = hypothesis.settings(
    deadline=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large],
)


@SETTINGS
@hypothesis.given(amended(1))
def test_applying_what_lies_between_two_texts_gives_the_second(texts: tuple[Units, ...]) -> None:
    base, new = texts
    operations = between(base, new)
    assert apply(base, operations) == new
    assert (operations == ()) == (base == new)
    assert operations == in_order(operations)
    assert from_json(to_json(operations)) == operations


@SETTINGS
@hypothesis.given(amended(1))
def test_operations_of_one_amendment_keep_apart(texts: tuple[Units, ...]) -> None:
    base, new = texts
    assert not clashes.within(base, between(base, new))


@SETTINGS
@hypothesis.given(amended(1))
def test_no_other_alignment_touches_less(texts: tuple[Units, ...]) -> None:
    old, new = ([text[at] for at in extent(text, Part.BODY)][:6] for text in texts)
    costs = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            ways = []
            if i < len(old):
                ways.append(costs[i + 1][j] + alignment.WHOLE)
            if j < len(new):
                ways.append(costs[i][j + 1] + alignment.WHOLE)
            if i < len(old) and j < len(new):
                ways.append(costs[i + 1][j + 1] + alignment.pairing(old[i], new[j]))
            costs[i][j] = min(ways, default=0)
    steps = alignment.align(old, new)
    cost = sum(
        alignment.WHOLE if i is None or j is None else alignment.pairing(old[i], new[j]) for i, j in steps
    )
    assert cost == costs[0][0]
