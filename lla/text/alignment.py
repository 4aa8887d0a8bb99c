"""Lining two sequences up with no more work than was set aside for it, however alike their parts are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Step = tuple[str, int, int, int, int]  # as difflib's opcodes: what happens from where to where in old and new


@dataclass(slots=True)
class Work:
    """How many comparisons may still be made; what cannot be afforded counts as replaced whole."""

    left: int

    def steps(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
        """What leads from old to new, part by part."""
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        last_old, last_new = len(old) - end, len(new) - end
        if start:
            yield "equal", 0, start, 0, start
        for act, *places in self._middle(old[start:last_old], new[start:last_new]):
            i1, i2, j1, j2 = (start + place for place in places)
            yield act, i1, i2, j1, j2
        if end:
            yield "equal", last_old, len(old), last_new, len(new)

    def _middle(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
        if self._affords(old, new):
            yield from _compared(old, new)
            return
        at_old = at_new = 0
        for i, j in [*anchors(old, new), (len(old), len(new))]:
            gone, come = old[at_old:i], new[at_new:j]
            steps = (
                _compared(gone, come)
                if self._affords(gone, come)
                else [("replace", 0, len(gone), 0, len(come))]
                if gone or come
                else []
            )
            for act, i1, i2, j1, j2 in steps:
                yield act, at_old + i1, at_old + i2, at_new + j1, at_new + j2
            if i < len(old):
                yield "equal", i, i + 1, j, j + 1
            at_old, at_new = i + 1, j + 1

    def _affords(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
        """Whether what is left pays for comparing all of it, in the worst case; if so it is spent."""
        before, after = Counter(old), Counter(new)
        alike = sum(count * after[part] for part, count in before.items())
        cost = len(old) * len(new) + alike * min(len(old), len(new)) // 3
        if cost > self.left:
            return False
        self.left -= cost
        return True


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many parts both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (was, now) in pairs if was != now), min(len(old), len(new)))


def _compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Parts that stand once in each, as many as keep their order, by place."""
    before, after = Counter(old), Counter(new)
    places = {part: at for at, part in enumerate(new) if after[part] == 1}
    pairs = [(i, places[part]) for i, part in enumerate(old) if before[part] == 1 and part in places]
    ends: list[int] = []  # for each length of a row that keeps its order, the smallest place it can end at
    last: list[int] = []  # which pair stands there
    before_it: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before_it.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
    kept = []
    at = last[-1] if last else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before_it[at]
    return kept[::-1]
