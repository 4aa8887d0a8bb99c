"""Carrying an amendment over to a new text of its motion, as far as it can be without asking, or at all.

`carry(old, new, operations)` answers each operation as it would be on the new text, and why it is in doubt:
carried by itself where what it touches stands unchanged and can be found one way only; offered where its
words still apply, a guess that its mover has to see; stuck otherwise, and then nothing of it is carried.
An insertion follows the clause it comes after, also where that was moved; then it is offered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from lla.text.alignment import Work
from lla.text.units import Part, Units, extent, last_below

from . import clashes
from .alignment import align
from .operations import Cut, Insert, Operation, Operations, Words, in_order, is_whole
from .tokens import Token, Tokens, tokens


class Outcome(StrEnum):
    """What becomes of an amendment, or of one thing that it does."""

    CARRIED = "carried"
    OFFERED = "offered"
    STUCK = "stuck"


_DOUBT = list(Outcome)
_MOST_WORK = 1_000_000  # in comparing two versions of a line, a tenth of a second's worth
_GONE = "What it changes is not in the new text."
_CHANGED = "What it changes says something else in the new text."
_ALIKE = "The new text has more than one line like the one it changes."
_SAID = "The new text says this already."
_OTHER_WORDS = "The words that it changes are not in the new text."
_MARKED = "What it changes has words in bold or italics, or a link, in the new text."
_MORE_BELOW = "The new text has something below what it deletes."
_WHOLE = "It replaces the whole text, which has changed."
_ELSEWHERE = "The text around the place of its new words has changed."
_NO_PLACE = "The place of its new words does not exist in the new text."
_MEET = "Its changes would meet at one place of the new text."


@dataclass(frozen=True, slots=True)
class Step:
    """An operation on the old text and on the new one, if it can be; `why` is empty for one that is sure."""

    outcome: Outcome
    before: Operation
    after: Operation | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of an amendment, its operations on the new text, and each step on the way.

    A stuck one has no operations, though some of its steps may go.
    """

    outcome: Outcome
    operations: Operations
    steps: tuple[Step, ...]


def carry(old: Units, new: Units, operations: Operations) -> Carried:
    """An amendment to the old text as one to the new."""
    revision = _revision(old, new)
    steps = tuple(revision.step(operation) for operation in operations)
    outcome = max((step.outcome for step in steps), key=_DOUBT.index, default=Outcome.CARRIED)
    moved = in_order(step.after for step in steps if step.after)
    if outcome is not Outcome.STUCK and clashes.within(new, moved):
        steps = tuple(Step(Outcome.STUCK, step.before, step.after, _MEET) for step in steps)
        outcome = Outcome.STUCK
    return Carried(outcome, () if outcome is Outcome.STUCK else moved, steps)


@dataclass(frozen=True, slots=True)
class _Revision:
    """Two texts of a motion, and which unit of the old one is which of the new one.

    `same` are unchanged and can be found one way only, `near` are guessed.
    """

    old: Units
    new: Units
    same: dict[int, int]
    near: dict[int, int]

    def step(self, operation: Operation) -> Step:
        match operation:
            case Words():
                return self._words(operation)
            case Cut():
                return self._cut(operation)
            case Insert():
                return self._insert(operation)

    def _at(self, unit: int) -> int | None:
        return self.same.get(unit, self.near.get(unit))

    def _words(self, words: Words) -> Step:
        at = self._at(words.unit)
        if at is None:
            return Step(Outcome.STUCK, words, None, _GONE)
        if words.unit in self.same:
            return Step(Outcome.CARRIED, words, replace(words, unit=at))
        if self.new[at].is_marked:
            return Step(Outcome.STUCK, words, None, _MARKED)
        was, now = tokens(self.old[words.unit].text), tokens(self.new[at].text)
        place = _moved(words.start, words.end, was, now)
        if place is None:
            why = _SAID if _amended(was, words) == [token.text for token in now] else _OTHER_WORDS
            return Step(Outcome.STUCK, words, None, why)
        after = Words(at, *place, words.new)
        return Step(Outcome.OFFERED, words, after, _ALIKE if was == now else _CHANGED)

    def _cut(self, cut: Cut) -> Step:
        if cut.new and is_whole(cut, self.old):
            return self._whole(cut)
        places = [self._at(at) for at in range(cut.first, cut.last + 1)]
        first = places[0]
        if first is None or places != list(range(first, first + len(places))):
            return Step(Outcome.STUCK, cut, None, _GONE)
        after = Cut(first, first + len(places) - 1, cut.new)
        reach = max(last_below(self.old, at) for at in range(cut.first, cut.last + 1))
        new_reach = max(last_below(self.new, at) for at in range(after.first, after.last + 1))
        if reach <= cut.last and new_reach > after.last:
            return Step(Outcome.STUCK, cut, None, _MORE_BELOW)
        if all(at in self.same for at in range(cut.first, cut.last + 1)):
            return Step(Outcome.CARRIED, cut, after)
        changed = self.old[cut.first : cut.last + 1] != self.new[after.first : after.last + 1]
        if changed and self.new[after.first : after.last + 1] == cut.new:
            return Step(Outcome.STUCK, cut, None, _SAID)
        return Step(Outcome.OFFERED, cut, after, _CHANGED if changed else _ALIKE)

    def _whole(self, cut: Cut) -> Step:
        """Delete all after the title says the same of any text."""
        part = self.old[cut.first].part
        now = extent(self.new, part)
        after = Cut(now.start, now.stop - 1, cut.new)
        if not is_whole(after, self.new):
            return Step(Outcome.STUCK, cut, None, _GONE)
        if self.old[cut.first : cut.last + 1] == self.new[now.start : now.stop]:
            return Step(Outcome.CARRIED, cut, after)
        return Step(Outcome.OFFERED, cut, after, _WHOLE)

    def _insert(self, insert: Insert) -> Step:
        was, now = extent(self.old, insert.part), extent(self.new, insert.part)
        follows = self._at(insert.after + 1) if insert.after + 1 in was else now.stop
        if insert.after < was.start:
            sure = follows == now.start
            outcome, why = (Outcome.CARRIED, "") if sure else (Outcome.OFFERED, _ELSEWHERE)
            return Step(outcome, insert, Insert(now.start - 1, insert.new), why)
        at = self._at(insert.after)
        if at is not None:
            if insert.after in self.same and follows == at + 1:
                return Step(Outcome.CARRIED, insert, Insert(at, insert.new))
            was_last = last_below(self.old, insert.after) == insert.after
            if was_last and insert.new[0].depth <= self.new[at].depth:
                at = last_below(self.new, at)
            if self.new[insert.after + 1 : insert.after + 1 + len(insert.new)] == insert.new:
                return Step(Outcome.STUCK, insert, None, _SAID)
            return Step(Outcome.OFFERED, insert, Insert(at, insert.new), _ELSEWHERE)
        if follows is not None and insert.after + 1 in was:
            return Step(Outcome.OFFERED, insert, Insert(follows - 1, insert.new), _ELSEWHERE)
        return Step(Outcome.STUCK, insert, None, _NO_PLACE)


@lru_cache(maxsize=8)
def _revision(old: Units, new: Units) -> _Revision:
    """Two texts matched; that is dear, and asked once for all amendments to a motion."""
    counts, twins = Counter(old), Counter(new)
    place = {unit: at for at, unit in enumerate(new)}
    same = {at: place[unit] for at, unit in enumerate(old) if counts[unit] == twins[unit] == 1}
    around = Counter(_around(old, at) for at in range(len(old)))
    around_now = Counter(_around(new, at) for at in range(len(new)))
    taken = set(same.values())
    near: dict[int, int] = {}
    for part in Part:
        was, now = extent(old, part), extent(new, part)
        for i, j in align(old[was.start : was.stop], new[now.start : now.stop]):
            if i is None or j is None:
                continue
            i, j = was.start + i, now.start + j
            here = _around(old, i)
            is_unique = around[here] == around_now[here] == 1
            if old[i] == new[j] and is_unique and here == _around(new, j):
                same.setdefault(i, j)
                taken.add(j)
            elif i not in same and j not in taken:
                near[i] = j
    return _Revision(old, new, same, {i: j for i, j in near.items() if j not in taken})


def _around(text: Units, at: int) -> Units:
    """A unit with its neighbours."""
    return text[max(at - 1, 0) : at + 2]


def _moved(start: int, end: int, was: Tokens, now: Tokens) -> tuple[int, int] | None:
    """Where some tokens, or the gap between two, stand in another version of their line, if all do."""
    if start == end and start in (0, len(was)):
        return (0, 0) if not start else (len(now), len(now))
    at = _kept(tuple(was), tuple(now))
    wanted = range(start, end) if start < end else range(start - 1, start + 1)
    places = [at.get(token) for token in wanted]
    first = places[0]
    if first is None or places != list(range(first, first + len(places))):
        return None
    return (first, first + len(places)) if start < end else (first + 1, first + 1)


@lru_cache(maxsize=256)
def _kept(was: tuple[Token, ...], now: tuple[Token, ...]) -> dict[int, int]:
    """Where each token of a line that stays stands in the new one."""
    at: dict[int, int] = {}
    for act, start, end, first, _ in Work(_MOST_WORK).steps(was, now):
        if act == "equal":
            at |= {token: first + token - start for token in range(start, end)}
    return at


def _amended(line: Tokens, words: Words) -> list[str]:
    """What a line says after one edit, token by token."""
    run: Sequence[str] = [token.text for token in line]
    return [*run[: words.start], *(token.text for token in tokens(words.new)), *run[words.end :]]
