"""What becomes of each row of figures, from what is known of channels and posts: no table, no clock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from .choices import Fate

Figures = Mapping[str, int]
Key = tuple[int, date]  # a channel and its Monday, or a variant of a post and a day
TWICE = "An earlier row is about the same channel or post and the same day or week."
NO_FIGURES = "It has no figures."


@dataclass(frozen=True, slots=True)
class Row:
    """One row as its columns are said to mean; `problems` says what of it cannot be read."""

    number: int
    name: str
    day: date | None
    figures: Figures
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Places by the names a row may give them, figures that are there, and what is needed for new ones.

    `otherwise` is the place of a row that names none. `refused` says why a place has none for a day.
    """

    places: Mapping[str, int]
    words: Mapping[int, str]
    stored: Mapping[Key, Figures]
    nobody: str
    refused: Mapping[Key, str] = field(default_factory=dict)
    otherwise: int | None = None
    needed: str = ""
    needed_words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row, and of what; `words` says why it is left out, or what it corrects."""

    row: Row
    fate: Fate
    place: str = ""
    words: str = ""
    key: Key | None = None
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The fate of every row; `digest` changes with every fate, so that what was shown is what is done."""

    verdicts: Sequence[Verdict]

    @property
    def counts(self) -> Counter[str]:
        return Counter(str(verdict.fate) for verdict in self.verdicts)

    @property
    def changing(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.fate in {Fate.NEW, Fate.CORRECTS}]

    @property
    def digest(self) -> str:
        said = [
            (one.row.number, str(one.fate), one.key, sorted(one.figures.items())) for one in self.verdicts
        ]
        return sha256(repr(said).encode()).hexdigest()


def place_of(row: Row, known: Known) -> int | None:
    return known.places.get(row.name) if row.name else known.otherwise


def rehearse(rows: Iterable[Row], known: Known) -> Rehearsal:
    """Every row in its order; of two for the same place and day only the first counts."""
    seen: set[Key] = set()
    verdicts = []
    for row in rows:
        verdict = _judged(row, known, seen)
        if verdict.key and verdict.fate != Fate.LEFT_OUT:
            seen.add(verdict.key)
        verdicts.append(verdict)
    return Rehearsal(verdicts)


def _judged(row: Row, known: Known, seen: set[Key]) -> Verdict:
    place = place_of(row, known)
    name = known.words.get(place, "") if place else row.name
    if row.problems or place is None or row.day is None:
        why = " ".join(row.problems) or (known.nobody if place is None else "It has no day.")
        return Verdict(row, Fate.LEFT_OUT, name, why)
    key = (place, row.day)
    before = known.stored.get(key, {})
    after = {**before, **row.figures}
    if why := _why_not(row, key, known, seen, after):
        return Verdict(row, Fate.LEFT_OUT, name, why, key)
    if after == before:
        return Verdict(row, Fate.SAME, name, key=key, figures=after)
    if not before:
        return Verdict(row, Fate.NEW, name, key=key, figures=after)
    changed = ", ".join(
        f"{before[figure]:,} becomes {value:,}"
        for figure, value in row.figures.items()
        if before.get(figure, value) != value
    )
    return Verdict(row, Fate.CORRECTS, name, changed or "Adds to it", key, after)


def _why_not(row: Row, key: Key, known: Known, seen: set[Key], after: Figures) -> str:
    if not row.figures:
        return NO_FIGURES
    if key in known.refused:
        return known.refused[key]
    if known.needed and known.needed not in after:
        return known.needed_words
    return TWICE if key in seen else ""
