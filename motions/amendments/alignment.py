"""Which unit of one text became which of another, so that the fewest units are touched.

`align` answers steps in order: a unit kept or amended is a pair, one that went or came stands alone.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lla.text.alignment import anchors
from lla.text.units import Kind, Unit

Step = tuple[int | None, int | None]  # the place of an old unit and of the new one that it became

# What a step costs: a unit that went or came, one amended (the less, the more alike), and a pair of
# strangers, which is dearer than to delete the one and add the other.
WHOLE, _AMENDED, _UNLIKE, _STRANGERS = 1_000, 1_000, 900, 3_000
# How many pairs of units are looked at, some tenths of a second's worth. In longer texts units that stand
# once in both are lined up first, and what lies between two of them is replaced whole if still too long.
_MOST_PAIRS = 150_000

_PUNCTUATION = ".,;:!?()“”‘’…"
_Words = frozenset[tuple[str, int]]


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """The steps that cost least."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = range(1, shorter - head + 1)
    tail = next((at - 1 for at in rest if old[-at] != new[-at]), shorter - head)
    last_old, last_new = len(old) - tail, len(new) - tail
    middle = _within_limits(old[head:last_old], new[head:last_new])
    return [
        *((at, at) for at in range(head)),
        *(_moved(step, head, head) for step in middle),
        *((last_old + at, last_new + at) for at in range(tail)),
    ]


def _moved(step: Step, old: int, new: int) -> Step:
    """A step of texts that begin at these places of longer ones."""
    i, j = step
    return (None if i is None else old + i), (None if j is None else new + j)


def _within_limits(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Step]:
    if len(old) * len(new) <= _MOST_PAIRS:
        yield from _least(old, new)
        return
    start_old = start_new = 0
    for i, j in [*anchors(old, new), (len(old), len(new))]:
        gone, come = old[start_old:i], new[start_new:j]
        affordable = len(gone) * len(come) <= _MOST_PAIRS // 10
        steps = _least(gone, come) if affordable else _all_new(len(gone), len(come))
        yield from (_moved(step, start_old, start_new) for step in steps)
        if i < len(old):
            yield i, j
        start_old, start_new = i + 1, j + 1


def _all_new(gone: int, come: int) -> list[Step]:
    return [*((i, None) for i in range(gone)), *((None, j) for j in range(come))]


def _least(old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """The steps that cost least of all there are, by the table of costs of all beginnings of both."""
    if not old or not new:
        return _all_new(len(old), len(new))
    was, now = list(map(_words, old)), list(map(_words, new))
    pairs = [[_cost(old[i], new[j], was[i], now[j]) for j in range(len(new))] for i in range(len(old))]
    costs = [[WHOLE * j for j in range(len(new) + 1)]]
    for i, row in enumerate(pairs):
        before, costs_here = costs[-1], [WHOLE * (i + 1)]
        for j, pair in enumerate(row):
            costs_here.append(min(before[j] + pair, before[j + 1] + WHOLE, costs_here[j] + WHOLE))
        costs.append(costs_here)
    steps: list[Step] = []
    i, j = len(old), len(new)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + pairs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            steps.append((i, j))
        elif j and costs[i][j] == costs[i][j - 1] + WHOLE:
            j -= 1
            steps.append((None, j))
        else:
            i -= 1
            steps.append((i, None))
    return steps[::-1]


def pairing(old: Unit, new: Unit) -> int:
    """What it costs to say that one unit became another."""
    return _cost(old, new, _words(old), _words(new))


def _cost(old: Unit, new: Unit, was: _Words, now: _Words) -> int:
    if _shape(old) != _shape(new):
        return _STRANGERS
    if old.words == new.words:
        return 0 if old == new else _AMENDED
    if old.kind is Kind.TITLE:
        return _AMENDED
    shared = len(was & now)
    if 2 * shared < len(was):
        return _STRANGERS
    return _AMENDED + _UNLIKE - 2 * _UNLIKE * shared // (len(was) + len(now))


def _shape(unit: Unit) -> tuple[Kind, int, bool]:
    """A paragraph and a lead-in differ in their words alone."""
    kind = Kind.CLAUSE if unit.kind is Kind.LEAD_IN else unit.kind
    return kind, unit.depth, unit.ordered


def _words(unit: Unit) -> _Words:
    """The words of a unit, each with how many like it stand before it."""
    seen: Counter[str] = Counter()
    words = []
    for chunk in unit.words.split():
        word = chunk.strip(_PUNCTUATION) or chunk
        words.append((word, seen[word]))
        seen[word] += 1
    return frozenset(words)
