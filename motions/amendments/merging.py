"""A text as several amendments change it together, each change with the name of the amendment that it is of.

`merged_lines(base, named)` answers the lines for Word to track; accepting all makes the text of `merge`.
"""

from collections.abc import Iterable, Mapping, Sequence

from lla.papers.blocks import Spans, TextLine
from lla.text.tracking import tracked
from lla.text.units import Unit, Units

from .applying import merge
from .operations import Cut, Operation, Operations, Words
from .tokens import text_of, tokens


def merged_lines(base: Units, named: Mapping[str, Operations]) -> tuple[TextLine, ...]:
    """The lines of a text with what amendments of these names, in the order voted, change together."""
    return tracked(base, merge(base, list(named.values())).units, _Authors(base, named))


class _Authors:
    """Whose each change is: one amendment's, or several's where they make it together."""

    def __init__(self, base: Units, named: Mapping[str, Operations]) -> None:
        self._base = base
        self._all = list(named)
        self._edits: dict[int, list[tuple[str, Words]]] = {}
        self._cut: dict[int, list[str]] = {}
        self._bring: dict[str, list[str]] = {}
        for name, operations in named.items():
            for operation in operations:
                self._note(name, operation)

    def _note(self, name: str, operation: Operation) -> None:
        if isinstance(operation, Words):
            self._edits.setdefault(operation.unit, []).append((name, operation))
            return
        if isinstance(operation, Cut):
            for at in range(operation.first, operation.last + 1):
                self._cut.setdefault(at, []).append(name)
        for unit in operation.new:
            self._bring.setdefault(unit.words, []).append(name)

    def __call__(self, was: int | None, now: Unit | None, spans: Spans) -> tuple[str, ...]:
        """For each span of a line, who changed it: line `was` of the base, or one that came."""
        edits = self._edits.get(was, []) if was is not None else []
        cut = self._cut.get(was, []) if was is not None else []
        if was is not None and edits and not cut:
            return _of_words(self._base[was], edits, spans)
        names = cut or (self._bring.get(now.words, []) if now else []) or self._all
        return (_joined(names),) * len(spans)


def _of_words(unit: Unit, edits: Sequence[tuple[str, Words]], spans: Spans) -> tuple[str, ...]:
    """For each span of a line that words are set into, the amendments whose words are nearest to it."""
    line = tokens(unit.text)
    places = [
        (name, len(text_of(line[: edit.start])), len(text_of(line[: edit.end]))) for name, edit in edits
    ]
    authors, at = [], 0
    for span in spans:
        end = at if span.mark == "ins" else at + len(span.text)
        apart = [(_apart((at, end), (first, last)), name) for name, first, last in places]
        least = min(distance for distance, _ in apart)
        authors.append(_joined(name for distance, name in apart if distance == least))
        at = end
    return tuple(authors)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How far two stretches are from each other; less than nothing by as much as they share."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
