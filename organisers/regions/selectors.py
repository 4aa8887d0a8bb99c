"""Finding a region by its slug, by a postcode or half of one, or by what is in it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lla.words.folding import folded, sort_key
from lla.words.search import in_name, is_in_name

from . import places, postcodes
from .models import Constituency, Region

LONGEST_LIST = 12
SHORTEST = 2  # letters, below which nearly every place would do
IN_TWO = "That district is in two regions. Choose yours from the list."
UNKNOWN = (
    "We do not know a place of that name. Try the first half of your postcode, such as HU5, or choose your "
    "region from the list on this page."
)
ELSEWHERE = "If you have no postcode in our regions, choose your region from the list on this page."
TOO_SHORT = "Type at least two letters."
# With these so many names begin that nothing follows from it.
COMMON_BEGINNINGS = frozenset(
    ["city", "east", "great", "greater", "isle", "mid", "new", "north", "south", "st", "the", "vale", "west"]
)
_DIGIT = re.compile(r"\d")


def region_by_slug(slug: str) -> Region | None:
    return Region.objects.filter(slug=slug).first() if slug else None


@dataclass(frozen=True, slots=True)
class Place:
    """Something that was looked for, and the region it lies in."""

    name: str
    region: Region


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the region, if there is one alone; places to choose from; or why there is nothing.

    `near` says that no place has the name, and that these have part of it.
    """

    region: Region | None = None
    places: tuple[Place, ...] = ()
    problem: str = ""
    near: bool = False


def find(typed: str, *, towns: Collection[tuple[str, str]] = ()) -> Found:
    """The region of a town, district, constituency, postcode or half of one, as it is typed.

    `towns` are names more, each with the slug of its region.
    """
    if len(folded(typed)) < SHORTEST:
        return Found(problem=TOO_SHORT)
    regions = {region.slug: region for region in Region.objects.all()}
    half = postcodes.regions_of_half(typed)
    if half is None and _DIGIT.search(typed):
        return _of_postcode(typed, regions)
    every = list(_every_place(regions, towns))
    found = [place for place in every if is_in_name(place.name, typed)]
    exact = any(folded(place.name) == folded(typed) for place in found)
    if half is not None and not exact:
        found = [Place(typed.strip().upper(), regions[slug]) for slug in sorted(half)]
        return _decided(found, otherwise=IN_TWO)
    if exact:
        # Whoever types a whole name may mean one of which it is a part: Richmond upon Thames.
        found = [place for place in found if set(in_name(typed)) <= set(in_name(place.name))]
    if not found and (near := [place for place in every if _is_near(place.name, typed)]):
        return Found(places=tuple(near[:LONGEST_LIST]), near=True)
    return _decided(found, otherwise=UNKNOWN)


def _is_near(name: str, typed: str) -> bool:
    """Whether all of a place's name is in what was typed, or both begin alike: Leeds for Leeds Central."""
    sought, words = in_name(typed), in_name(name)
    within = f" {' '.join(words)} " in f" {' '.join(sought)} "
    return within or (words[0] == sought[0] and words[0] not in COMMON_BEGINNINGS)


def _of_postcode(typed: str, regions: dict[str, Region]) -> Found:
    try:
        slug = postcodes.region(postcodes.normalise(typed))
    except postcodes.OutsideOurRegions as wrong:
        return Found(problem=f"{wrong} {ELSEWHERE}")
    except postcodes.NotAPostcode as wrong:
        return Found(problem=str(wrong))
    return Found(region=regions[slug]) if slug else Found(problem=IN_TWO)


def _every_place(regions: dict[str, Region], towns: Collection[tuple[str, str]]) -> Iterator[Place]:
    """Every place that is known, each once, in the order of their names."""
    seats = Constituency.objects.values_list("name", "region__slug")
    every = dict.fromkeys([*places.every_place(), *towns, *seats])
    for name, slug in sorted(every, key=lambda place: sort_key(place[0])):
        yield Place(name, regions[slug])


def _decided(found: list[Place], *, otherwise: str) -> Found:
    if not found:
        return Found(problem=otherwise)
    if len({place.region for place in found}) == 1:
        return Found(region=found[0].region, places=tuple(found[:LONGEST_LIST]))
    return Found(places=tuple(found[:LONGEST_LIST]))
