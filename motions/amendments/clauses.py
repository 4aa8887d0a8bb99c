"""A motion clause by clause, as the writer of an amendment changes it: a box for each, and what was typed.

`rows` shows a text beside the base that it was made from, `compose` reads what was typed back into a text.
Each unit of the base has three fields by its place: `clause-3` its words, `delete-3` ticked if it goes with
all that stands below it, `after-3` what comes after it, at the depth of `level-3`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lla.forms import stored_values
from lla.text.units import Kind, Part, Unit, Units, last_below, numbers, settled, units, write

from . import comparison
from .applying import edited
from .operations import Cut, Insert, Operation, Words

MOST_ROWS = 150  # units, three fields each; a longer motion is amended as a whole text or in Word


@dataclass(slots=True)
class ClauseRow:
    """One unit of the motion in the form: what it says now, what becomes of it, what is added after it."""

    place: int
    unit: Unit
    number: str
    words: str
    below: str = ""
    deleted: bool = False
    added: str = ""
    levels: tuple[tuple[int, str], ...] = ()
    level: int = 0

    @property
    def changed(self) -> bool:
        return self.deleted or bool(self.added) or self.words != self.unit.words

    @property
    def name(self) -> str:
        """What the box is called: clause 2.1, or what kind of line it is."""
        match self.unit.kind:
            case Kind.TITLE:
                return "Title"
            case Kind.HEADING:
                return "Heading"
            case Kind.LEAD_IN:
                return "Opening line"
            case Kind.MORE:
                return "Further paragraph"
        return f"Clause {self.number}"

    @property
    def lines(self) -> int:
        """How many lines the box has room for."""
        return min(12, 1 + len(self.words) // 32 + self.words.count("\n"))


def rows(base: Units, text: Units) -> list[ClauseRow]:
    """The form for a text; empty where the text cannot be shown by the base's clauses."""
    if len(base) > MOST_ROWS:
        return []
    operations = comparison.between(base, text)
    for boxed in (True, False):
        shown = _filled(base, operations, boxed=boxed)
        if compose(base, as_typed(shown)) == text:
            return shown
    return []


def _filled(base: Units, operations: Iterable[Operation], *, boxed: bool) -> list[ClauseRow]:
    """The form with what each operation does; `boxed` shows new clauses in the boxes of the old."""
    shown = _blank(base)
    edits: dict[int, list[Words]] = {}
    for operation in operations:
        match operation:
            case Words():
                edits.setdefault(operation.unit, []).append(operation)
            case Cut():
                gone = shown[operation.first : operation.last + 1]
                if not (boxed and _put_into(gone, operation.new)):
                    _delete(gone, operation.new)
            case Insert():
                _add(shown[operation.after], operation.new)
    for place, words in edits.items():
        unit = base[place]
        shown[place].words = unit.saying(edited(unit, words)).words
    return shown


def _put_into(gone: Sequence[ClauseRow], new: Units) -> bool:
    """Show what takes the place of clauses in their boxes: as many as they are, or several for one."""
    boxes = [gone[0].unit] * len(new) if len(gone) == 1 else [row.unit for row in gone]
    if not new or [replace(unit, words="") for unit in new] != [replace(unit, words="") for unit in boxes]:
        return False
    words = [unit.words for unit in new]
    for row, said in zip(gone, ["\n".join(words)] if len(gone) == 1 else words, strict=True):
        row.words = said
    return True


def _delete(gone: Sequence[ClauseRow], new: Units) -> None:
    for row in gone:
        row.deleted = row.unit.kind is not Kind.TITLE
    _add(gone[-1], new)


def _blank(base: Units) -> list[ClauseRow]:
    """The form as it begins."""
    printed = numbers(base)
    shown = []
    for place, (unit, number) in enumerate(zip(base, printed, strict=True)):
        below = last_below(base, place) - place
        levels = tuple(_levels(base, place))
        shown.append(
            ClauseRow(
                place,
                unit,
                number,
                unit.words,
                below=f"its {below} sub-clause{'s' if below > 1 else ''}" if below else "",
                levels=levels if len(levels) > 1 else (),
                level=levels[0][0] if levels else 0,
            )
        )
    return shown


def _levels(base: Units, place: int) -> Iterator[tuple[int, str]]:
    """How deep something added after a unit may stand, in words; the likeliest first."""
    unit = base[place]
    following = base[place + 1] if place + 1 < len(base) else None
    deepest = unit.depth if unit.kind in (Kind.CLAUSE, Kind.MORE) else 0
    after = following.depth if following and following.kind in (Kind.CLAUSE, Kind.MORE) else 0
    if after > deepest:
        yield after, "as a first sub-clause" if deepest else "as a clause"
        return
    for depth in range(deepest, min(deepest, max(after, 1 if deepest else 0)) - 1, -1):
        yield depth, ("at the level of this clause", "one level up", "two levels up")[deepest - depth]


def _add(row: ClauseRow, new: Units) -> None:
    """Show units as what is added after a row."""
    source = write((Unit(Kind.TITLE, "", part=Part.TITLE), *new))
    row.added = "\n\n".join(filter(None, [row.added, *source[1:]])).strip()
    row.level = min((unit.depth for unit in new if unit.kind is Kind.CLAUSE), default=0)
    if row.levels and row.level not in {level for level, _ in row.levels}:
        row.levels = (*row.levels, (row.level, "at its own level"))


def as_typed(shown: Iterable[ClauseRow]) -> dict[str, str]:
    """The form as a browser would send it."""
    typed: dict[str, str] = {}
    for row in shown:
        typed[f"clause-{row.place}"] = row.words
        typed[f"after-{row.place}"] = row.added
        typed[f"level-{row.place}"] = str(row.level)
        if row.deleted:
            typed[f"delete-{row.place}"] = "1"
    return typed


def compose(base: Units, typed: Mapping[str, str]) -> Units:
    """The text that was typed; a unit whose box did not come stays as it is.

    New words in a box count also where it is ticked to go, or the clause above it: no words are dropped.
    """
    text: list[Unit] = []
    gone_to = -1
    for place, unit in enumerate(base):
        if typed.get(f"delete-{place}") and unit.kind is not Kind.TITLE:
            gone_to = max(gone_to, last_below(base, place))
        words = typed.get(f"clause-{place}", unit.words)
        if place > gone_to or words.strip() not in ("", unit.words):
            text += _typed_unit(unit, words)
        part = Part.BODY if unit.part is Part.TITLE else unit.part
        text += _typed_after(typed.get(f"after-{place}", ""), typed.get(f"level-{place}", ""), part)
    return settled(text)


def _typed_unit(unit: Unit, words: str) -> list[Unit]:
    """A unit with the words typed for it: each line a unit of its own; none if nothing is left."""
    if words.strip() == unit.words:
        return [unit]
    if unit.kind is Kind.TITLE:
        return [replace(unit, words=" ".join(words.split()))]
    lines = [" ".join(line.split()) for line in words.splitlines()]
    return [replace(unit, words=line) for line in lines if line]


def _typed_after(words: str, level: str, part: Part) -> list[Unit]:
    """The units of what was added, the first of them at a level."""
    if not words.strip():
        return []
    new = units("", words)[1:]
    depth = int(level) if level.isdecimal() and len(level) == 1 else 0
    shallowest = min((unit.depth for unit in new if unit.kind is Kind.CLAUSE), default=0)
    shift = depth - shallowest
    return [
        replace(unit, depth=max(0, unit.depth + shift), part=part)
        if unit.kind in (Kind.CLAUSE, Kind.MORE)
        else replace(unit, part=part)
        for unit in new
    ]


# The fields that are taken over together: what becomes of a clause, and what comes after it.
_TOGETHER = (("clause", "delete"), ("after", "level"))


def marks(typed: Mapping[str, str]) -> dict[str, str]:
    """A mark of each clause and of each thing added, as the form holds them; what is empty has none."""
    found = {}
    for name, words in typed.items():
        kind, _, place = name.partition("-")
        for first, beside in _TOGETHER:
            if kind == first and (said := "\n".join(words.splitlines()).strip()):
                whole = f"{said}\n{typed.get(f'{beside}-{place}', '')}"
                found[name] = stored_values.mark(whole)
    return found


def meet(
    typed: Mapping[str, str], seen: Mapping[str, str], saved: Mapping[str, str]
) -> tuple[dict[str, str], bool]:
    """What was typed into an older page, with what is saved now in the boxes that nobody touched there.

    `seen` are the marks of what was saved when the page was opened. Also answers whether something was saved
    since that the page would replace.
    """
    mine, now, met, disputed = marks(typed), marks(saved), dict(typed), False
    for first, beside in _TOGETHER:
        for name in (name for name in saved if name.startswith(f"{first}-")):
            if now.get(name) == seen.get(name) or (name in typed and mine.get(name) == now.get(name)):
                continue
            if name in typed and mine.get(name) != seen.get(name):
                disputed = True
                continue
            for field in (name, f"{beside}-{name.partition('-')[2]}"):
                met.pop(field, None)
                met |= {field: saved[field]} if field in saved else {}
    return met, disputed
