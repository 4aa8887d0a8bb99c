"""Which region a group lies in, and which groups stand behind a figure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from ..regions import postcodes
from ..regions.models import Constituency, Region
from ..regions.selectors import region_by_slug
from .choices import GroupKind, GroupStatus, RegionSource
from .models import Group


def verified_since(*, now: datetime) -> datetime:
    """Details verified before this moment no longer count as verified."""
    return now - timedelta(days=settings.VERIFIED_FOR_DAYS)


NATIONAL_REGION = "national-and-international"

RegionAndSource = tuple[Region | None, RegionSource]


def region_for(
    *, kind: str, constituencies: Collection[Constituency], postcode: str, said: Region | None = None
) -> RegionAndSource:
    """Its constituencies if they agree, else its postcode's district, else what was said; None means ask.

    `postcode` is normalised or empty. A group that is not local lies where it says.
    """
    if kind == GroupKind.NATIONAL and said is None:
        return region_by_slug(NATIONAL_REGION), RegionSource.ASKED
    if kind == GroupKind.LOCAL:
        if found := region_by_slug(postcodes.agreed(each.region.slug for each in constituencies)):
            return found, RegionSource.CONSTITUENCIES
        if postcode and (found := region_by_slug(postcodes.region(postcode))):
            return found, RegionSource.POSTCODE
    return said, RegionSource.ASKED


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """Some of a region's groups: `holds(group, since)` for a group of `Group.objects.for_the_desk`."""

    name: str
    words: str
    holds: Callable[[Any, datetime], bool]


def _is_affiliated(group: Group, since: datetime) -> bool:
    return group.status == GroupStatus.AFFILIATED


GROUP_FILTERS: Mapping[str, GroupFilter] = {
    shown.name: shown
    for shown in (
        GroupFilter("all", "All", lambda group, since: True),
        GroupFilter("affiliated", "Affiliated", _is_affiliated),
        GroupFilter(
            "covered", "Covered", lambda group, since: _is_affiliated(group, since) and group.reachable > 0
        ),
        GroupFilter(
            "uncovered",
            "Not covered",
            lambda group, since: _is_affiliated(group, since) and group.reachable == 0,
        ),
        GroupFilter(
            "vacant", "No contact", lambda group, since: _is_affiliated(group, since) and not group.answering
        ),
        GroupFilter("applied", "Applying", lambda group, since: group.status == GroupStatus.APPLIED),
        GroupFilter(
            "old",
            "Details to verify",
            lambda group, since: (
                _is_affiliated(group, since) and (group.verified_at is None or group.verified_at < since)
            ),
        ),
        GroupFilter(
            "past",
            "Lapsed or left",
            lambda group, since: group.status in {GroupStatus.LAPSED, GroupStatus.LEFT},
        ),
    )
}


def count_by_filter(groups: Iterable[Any], *, since: datetime) -> dict[str, int]:
    """How many groups of `for_the_desk` stand behind each name of SHOWN."""
    rows = list(groups)
    return {name: sum(shown.holds(row, since) for row in rows) for name, shown in GROUP_FILTERS.items()}
