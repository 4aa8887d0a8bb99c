"""Which operations lead from one text to another: those that touch the fewest clauses.

`between(base, new)` answers them, in order and apart from each other; `applying.apply` makes `new` of them.
A clause is amended inside if half of its words stay and nothing in it is marked; otherwise it is replaced,
as is one with edits all over it.
Where nothing that is numbered stays, all of the body is cut at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lla.text.alignment import Work
from lla.text.units import Kind, Part, Unit, Units, extent, last_below

from .alignment import Step, align
from .applying import apply
from .operations import Cut, Insert, Operation, Operations, Words, in_order
from .tokens import Tokens, spaced_by_nature, text_of, tokens, words_in

_JOINED_WHEN_FEWER_WORDS_BETWEEN = 3
_MOST_EDITS = 50  # in a clause; nobody follows more, and it is replaced
_MOST_WORK = 4_000_000  # how much is compared word by word: half a second's worth

_Edit = tuple[int, int, int, int]  # from where to where in the old tokens, and in the new ones


def between(base: Units, new: Units) -> Operations:
    """The operations that make one text of another."""
    operations = _between(_level(base), _level(new), new)
    levels = {unit.depth for unit in (*base, *new) if unit.kind is Kind.HEADING}
    if len(levels) > 1 and apply(base, operations) != new:
        return _between(base, new, new)
    return operations


def _level(text: Units) -> Units:
    """The text with all headings alike, whose levels mostly follow from the headings before them."""
    return tuple(replace(unit, depth=1) if unit.kind is Kind.HEADING else unit for unit in text)


def _between(base: Units, now: Units, new: Units) -> Operations:
    """The operations between two texts as they are compared; what is set in is of the `new` text itself."""
    work = Work(_MOST_WORK)
    operations: list[Operation] = []
    for part in Part:
        was, will_be = extent(base, part), extent(now, part)
        places = slice(was.start, was.stop), slice(will_be.start, will_be.stop)
        changes = _Changes.of(base[places[0]], now[places[1]], new[places[1]], work)
        operations += changes.operations(first=was.start)
    return in_order(operations)


@dataclass(frozen=True, slots=True)
class _Changes:
    """The steps from one part of a text to another, and the edits inside each pair; None if it goes whole."""

    old: Units
    new: Units
    steps: Sequence[Step]
    edits: Sequence[Sequence[Words] | None]

    @classmethod
    def of(cls, old: Units, now: Units, new: Units, work: Work) -> "_Changes":
        steps = align(old, now)
        edits = [None if i is None or j is None else _inside(old[i], now[j], work) for i, j in steps]
        clauses = [
            edit is None
            for (i, _), edit in zip(steps, edits, strict=True)
            if i is not None and old[i].kind is Kind.CLAUSE
        ]
        if now and now[0].part is Part.BODY and len(clauses) > 1 and all(clauses):
            # Lead-ins at most would be left: people write "delete all after the title".
            steps = [*((i, None) for i in range(len(old))), *((None, j) for j in range(len(now)))]
            edits = [None] * len(steps)
        return cls(old, new, steps, edits)

    def operations(self, *, first: int) -> Iterator[Operation]:
        """The operations of a part whose first unit has this place in the text."""
        inside_a_run: set[int] = set()
        for start, end in self._runs():
            inside_a_run.update(range(start, end))
            gone = [i for i, _ in self.steps[start:end] if i is not None]
            come = tuple(self.new[j] for _, j in self.steps[start:end] if j is not None)
            if gone:
                yield Cut(first + gone[0], first + gone[-1], come)
            else:
                behind = self.steps[end][0] if end < len(self.steps) else None
                yield Insert(first + (len(self.old) if behind is None else behind) - 1, come)
        for number, ((i, _), edits) in enumerate(zip(self.steps, self.edits, strict=True)):
            if i is not None and number not in inside_a_run:
                yield from (replace(edit, unit=first + i) for edit in edits or ())

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Steps in a row whose units go or come whole, from where to where."""
        start = 0
        while start < len(self.steps):
            if self.edits[start] is not None:
                start += 1
                continue
            end = self._end_of_run(start)
            yield start, end
            start = end

    def _end_of_run(self, start: int) -> int:
        """Where a run ends: behind all that stood below its clauses, if nothing in their place keeps it."""
        end = start
        while True:
            while end < len(self.steps) and self.edits[end] is None:
                end += 1
            gone = [i for i, _ in self.steps[start:end] if i is not None]
            reaches = {i: last_below(self.old, i) for i in gone}
            parents = [self.old[i] for i in gone if reaches[i] > gone[-1]]
            come = [self.new[j] for _, j in self.steps[start:end] if j is not None]
            if not parents or _keep(come, parents, self.old[gone[-1] + 1]):
                return end
            while self.steps[end - 1][0] != max(reaches.values()):
                end += 1


def _keep(come: Sequence[Unit], parents: Sequence[Unit], orphan: Unit) -> bool:
    """Whether units in the place of parents leave the first unit below those where it was."""
    depths: set[int] = set()
    for unit in come:
        if unit.kind is Kind.CLAUSE and unit.depth:
            depths = {depth for depth in depths if depth < unit.depth} | {unit.depth}
        elif unit.kind is not Kind.MORE:
            depths = set()
    if orphan.kind is Kind.MORE and max(depths, default=0) != orphan.depth:
        return False
    return {parent.depth for parent in parents} <= depths


def _inside(old: Unit, new: Unit, work: Work) -> list[Words] | None:
    """The edits that make one unit of another; None where it is to be replaced whole."""
    if old == new:
        return []
    if old.is_marked or new.is_marked or old.saying(new.text).words != new.words:
        return None
    before, after = tokens(old.text), tokens(new.text)
    edits = _edits(before, after, work)
    gone = sum(words_in(before[start:end]) for start, end, *_ in edits)
    if len(edits) > _MOST_EDITS or 2 * gone > words_in(before):
        return None
    return [Words(0, start, end, text_of(after[first:last])) for start, end, first, last in edits]


def _edits(old: Tokens, new: Tokens, work: Work) -> list[_Edit]:
    """Edits as a person writes them: near ones made one, none of bare punctuation, spaces as expected."""
    edits: list[_Edit] = []
    for act, start, end, first, last in work.steps(old, new):
        if act == "equal":
            continue
        while True:
            if edits and words_in(old[edits[-1][1] : start]) < _JOINED_WHEN_FEWER_WORDS_BETWEEN:
                start, _, first, _ = edits.pop()
            if not start or _is_natural(old, start, end, new, first, last):
                break
            start, first = start - 1, first - 1
        edits.append((start, end, first, last))
    return edits


def _is_natural(old: Tokens, start: int, end: int, new: Tokens, first: int, last: int) -> bool:
    """Whether an edit deletes no bare punctuation, and sets its words in with the space that is expected."""
    if start < end and not words_in(old[start:end]):
        return False
    return first == last or new[first].spaced == spaced_by_nature(old[start - 1], new[first])
