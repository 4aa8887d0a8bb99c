"""Which region a group lies in, and what that rests on."""

from collections.abc import Collection

from .. import postcodes
from ..choices import GroupKind, RegionSource
from ..models import Constituency, Region

EVERYWHERE = "national-and-international"

Place = tuple[Region | None, RegionSource]


def place(
    *, kind: str, constituencies: Collection[Constituency], postcode: str, said: Region | None = None
) -> Place:
    """Its constituencies if they agree, else its postcode's district, else what was said; None means ask.

    `postcode` is normalised or empty. A group that is not local lies where it says.
    """
    if kind == GroupKind.NATIONAL and said is None:
        return _of(EVERYWHERE), RegionSource.ASKED
    if kind == GroupKind.LOCAL:
        if found := _of(postcodes.agreed(one.region.slug for one in constituencies)):
            return found, RegionSource.CONSTITUENCIES
        if postcode and (found := _of(postcodes.region(postcode))):
            return found, RegionSource.POSTCODE
    return said, RegionSource.ASKED


def of_postcode(postcode: str) -> Region | None:
    """The region of a normalised postcode; None when its district lies in two."""
    return _of(postcodes.region(postcode))


def _of(slug: str) -> Region | None:
    return Region.objects.filter(slug=slug).first() if slug else None
