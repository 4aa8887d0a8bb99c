"""Where each clause of a text came from among other texts: word for word, edited, or from none of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lla.text.units import Kind, Part, Unit, Units

from .choices import OriginKind

# From this share of common words a clause counts as an edited one.
_ALIKE = 0.5
# How many pairs of clauses are compared word by word, some tenths of a second's worth.
_MOST_PAIRS = 200_000
_PUNCTUATION = ".,;:!?()“”‘’…"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the unit at `place` came from: which of the other texts, and the place of its unit there."""

    place: int
    kind: OriginKind
    source: int | None = None
    source_place: int | None = None


def trace(text: Units, sources: Sequence[Units]) -> tuple[Origin, ...]:
    """The origin of every unit that says something; headings and lead-ins have none.

    Of clauses that are equally near, that of the first text counts.
    """
    candidates = list(_candidates(sources))
    verbatim = {_key(unit): (source, place) for source, place, unit in reversed(candidates)}
    traced = [(place, unit) for place, unit in enumerate(text) if _says_something(unit)]
    compares = len(traced) * len(candidates) <= _MOST_PAIRS
    bags = [_bag(unit) for _, _, unit in candidates] if compares else []
    origins = []
    for place, unit in traced:
        if same := verbatim.get(_key(unit)):
            origins.append(Origin(place, OriginKind.VERBATIM, *same))
        elif near := _nearest(unit, candidates, bags):
            origins.append(Origin(place, OriginKind.EDITED, *near))
        else:
            origins.append(Origin(place, OriginKind.NEW))
    return tuple(origins)


def _candidates(sources: Sequence[Units]) -> Iterator[tuple[int, int, Unit]]:
    for source, units in enumerate(sources):
        for place, unit in enumerate(units):
            if _says_something(unit):
                yield source, place, unit


def _says_something(unit: Unit) -> bool:
    return unit.kind not in (Kind.HEADING, Kind.LEAD_IN)


def _key(unit: Unit) -> tuple[bool, str]:
    """The words that have to be the same, wherever in a text they stand; titles are apart."""
    return unit.part is Part.TITLE, " ".join(unit.text.split())


def _nearest(
    unit: Unit, candidates: Sequence[tuple[int, int, Unit]], bags: Sequence[Counter[str]]
) -> tuple[int, int] | None:
    bag, best, nearest = _bag(unit), _ALIKE, None
    for (source, place, other), other_bag in zip(candidates, bags, strict=False):
        if (other.part is Part.TITLE) is not (unit.part is Part.TITLE):
            continue
        total = bag.total() + other_bag.total()
        share = 2 * (bag & other_bag).total() / total if total else 0.0
        if share > best or (share == best and nearest is None):
            best, nearest = share, (source, place)
    return nearest


def _bag(unit: Unit) -> Counter[str]:
    return Counter(word.strip(_PUNCTUATION) or word for word in unit.text.casefold().split())
