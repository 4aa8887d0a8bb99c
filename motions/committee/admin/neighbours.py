"""The motions before and after one in the list that its sheet was opened from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.admin.views.main import ALL_VAR, PAGE_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from ...motion.models import Motion
from . import piles

# As Django's admin hands on what a list was asked for.
LIST_ASKED = "_changelist_filters"
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Neighbours:
    previous: Motion | None
    following: Motion | None
    place: str


def listing_asked(request: HttpRequest) -> QueryDict:
    """What the list was asked for, all its pages taken together; what waits for a ruling if nothing was."""
    asked = QueryDict(request.GET.get(LIST_ASKED) or f"queue={piles.FIRST}", mutable=True)
    for name in (PAGE_VAR, ALL_VAR):
        asked.pop(name, None)
    return asked


def neighbours(motions: QuerySet[Motion], pk: int) -> Neighbours:
    """Those of a motion in a list by age; one that has left the list stands where its age puts it."""
    listed = list(motions.values_list("pk", "received_at"))
    keys = [key for key, _ in listed]
    if pk in keys:
        before = keys.index(pk)
        after, place = before + 1, f"{before + 1} of {len(keys)}"
    else:
        own = _age(pk, Motion.objects.any_nature().values_list("received_at", flat=True).get(pk=pk))
        before = after = sum(_age(*row) < own for row in listed)
        place = ""
    previous = keys[before - 1] if before else None
    following = keys[after] if after < len(keys) else None
    near = [key for key in (previous, following) if key]
    rows: dict[Any, Motion] = Motion.objects.any_nature().select_related("current").in_bulk(near)
    return Neighbours(rows.get(previous), rows.get(following), place)


def _age(pk: int, received_at: datetime | None) -> tuple[datetime, int]:
    return received_at or _LAST, pk
