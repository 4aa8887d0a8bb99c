"""Finding a region by its slug or by a postcode."""

from . import postcodes
from .models import Region


def region_of_postcode(postcode: str) -> Region | None:
    """The region of a normalised postcode; None when its district lies in two."""
    return region_by_slug(postcodes.region(postcode))


def region_by_slug(slug: str) -> Region | None:
    return Region.objects.filter(slug=slug).first() if slug else None
