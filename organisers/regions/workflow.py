"""Reading a file of constituencies into the register: the whole file or nothing of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from .models import Constituency, Region

CODE, NAME, REGION, NOTE = "pcon24_gss", "name", "labour_region", "note"
COLUMNS = (CODE, NAME, REGION)
TOLD = 20


class BadFile(ValueError):
    """A file that cannot be taken; `reasons` are sentences with line numbers."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(slots=True)
class Outcome:
    """How many rows were new, and which of those already here differ: (row, region in the file)."""

    made: int = 0
    differing: list[tuple[Constituency, Region]] = field(default_factory=list)


@transaction.atomic
def load(rows: Iterable[tuple[int, Mapping[str, str]]], *, overwrite: bool = False) -> Outcome:
    """Take rows with their line numbers; what is here keeps its region unless `overwrite` is said.

    Regions are edited by hand, and a file that is loaded a second time must not undo that unasked.
    """
    outcome = Outcome()
    known = {
        row.code: row for row in Constituency.objects.select_for_update(of=("self",)).select_related("region")
    }
    for wanted in _read(rows):
        present = known.get(wanted.code)
        if present is None:
            wanted.save()
            outcome.made += 1
        elif present.region != wanted.region:
            outcome.differing.append((present, wanted.region))
            if overwrite:
                present.region, present.source = wanted.region, wanted.source
                present.save()
    return outcome


def _read(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[Constituency]:
    """Every row as it would be saved; raises BadFile with what is wrong in which line."""
    regions = {
        key: region for region in Region.objects.all() for key in (_key(region.slug), _key(region.name))
    }
    read: dict[str, Constituency] = {}
    reasons: list[str] = []
    for line, row in rows:
        code, name, region = (spelt(row.get(column) or "") for column in COLUMNS)
        mistakes = list(_wrong(code, name, region, known=_key(region) in regions, twice=code in read))
        reasons += [f"Line {line}: {sentence}" for sentence in mistakes]
        if not mistakes:
            source = " ".join((row.get(NOTE) or "").split())[:200]
            read[code] = Constituency(code=code, name=name, region=regions[_key(region)], source=source)
    if reasons:
        more = [f"And {len(reasons) - TOLD} more."] if len(reasons) > TOLD else []
        raise BadFile(reasons[:TOLD] + more)
    return list(read.values())


def _wrong(code: str, name: str, region: str, *, known: bool, twice: bool) -> Iterator[str]:
    if len(code) != 9 or not code.isascii() or not code.isalnum():
        yield f"“{code[:20]}” is not an ONS code such as E14001063."
    elif twice:
        yield f"{code} is in the file twice."
    if not name or len(name) > 80:
        yield "The name is missing or longer than 80 characters."
    if not known:
        yield f"“{region[:60]}” is not one of the regions on this website."


def spelt(name: str) -> str:
    """A name with single spaces, and "and" written out as the official list has it."""
    return " ".join(name.replace("&", " and ").split())


def _key(region: str) -> str:
    """A region's name or slug without the small words that files write differently."""
    words = region.casefold().replace("-", " ").split()
    return " ".join(word for word in words if word not in {"and", "the", "of"})
