"""Postcodes as people type them, and the Labour region of each, or the words that refuse one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisers.regions import places, postcodes
from organisers.regions.models import Region
from organisers.regions.postcodes import NotAPostcode


@pytest.mark.parametrize(
    "typed",
    ["HU1 2AA", "hu12aa", " hu1-2aa ", "HU1  2 AA", "Hu1.2aa", "HU1\u00a02AA", "HU1 2AA,", "HU1, 2AA."],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str) -> None:
    assert postcodes.normalise(typed) == "HU1 2AA"


@pytest.mark.parametrize(
    ("postcode", "slug"),
    [
        ("CA1 1AA", "north"),
        ("CA28 7AA", "north"),
        ("LA9 4AA", "north-west"),
        ("HU1 2AA", "yorkshire-and-the-humber"),
        ("OL14 5AA", "yorkshire-and-the-humber"),
        ("OL1 1AA", "north-west"),
        ("S40 1AA", "east-midlands"),
        ("SK17 6AA", "east-midlands"),
        ("EC1A 1AA", "london"),
        ("W1T 1AA", "london"),
        ("BS0 1AA", "south-west"),
        ("DA14 5AA", "london"),
        ("MK40 1AA", "east"),
        ("MK9 1AA", "south-east"),
        ("SY23 1AA", "wales"),
        ("EH1 1AA", "scotland"),
        ("TD15 1AA", "north"),
        ("BT1 1AA", "northern-ireland"),
    ],
)
def test_a_postcode_lies_in_labours_region(postcode: str, slug: str) -> None:
    assert postcodes.region(postcode) == slug


@pytest.mark.parametrize("postcode", ["CH4 9AA", "SY10 7AA", "TD12 4AA", "DN10 4AA"])
def test_a_district_that_lies_in_two_regions_is_asked_about(postcode: str) -> None:
    assert postcodes.region(postcode) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("JE2 3AA", "JE is the postcode of Jersey, which is not in any of our regions."),
        ("JE2", "JE is the postcode of Jersey, which is not in any of our regions."),
        ("ZZ9", "No postcode starts with ZZ."),
        ("GY1 1AA", "GY is the postcode of Guernsey, which is not in any of our regions."),
        ("IM1 1AA", "IM is the postcode of the Isle of Man, which is not in any of our regions."),
        ("ZZ1 1AA", "No postcode starts with ZZ."),
        ("HU0 2AA", "No postcode starts with HU0."),
        ("HU01 2AA", "No postcode starts with HU01."),
        ("HU1A 2AA", "No postcode starts with HU1A."),
        ("HD12 2AA", "No postcode starts with HD12."),
        ("LL5 2AA", "No postcode starts with LL5."),
        ("SW1 2AA", "No postcode starts with SW1."),
        ("HU1", "“HU1” is only half a postcode."),
        ("75011", "This is not a UK postcode."),
        ("10115 Berlin", "This is not a UK postcode."),
        ("D02 X285", "This is not a UK postcode."),
        ("HU1 2CC", "This is not a UK postcode."),
        ("", "This is not a UK postcode."),
        ("=HU1 2AA", "This is not a UK postcode."),
    ],
)
def test_what_is_no_postcode_of_ours_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(NotAPostcode) as refusal:
        postcodes.normalise(typed)
    assert str(refusal.value).startswith(words)


@given(st.text())
def test_any_text_is_a_postcode_or_refused(typed: str) -> None:
    try:
        read = postcodes.normalise(typed)
    except NotAPostcode:
        return
    assert (postcodes.normalise(read), len(read) <= 8) == (read, True)


def test_there_are_121_areas_and_every_district_belongs_to_one() -> None:
    assert len(postcodes.AREAS) == 121
    assert {district.rstrip("0123456789") for district in postcodes.DISTRICTS} - set(postcodes.AREAS) == set()


@pytest.mark.django_db
def test_every_region_of_the_table_is_a_region_of_the_site() -> None:
    slugs = {*postcodes.AREAS.values(), *postcodes.DISTRICTS.values()} - {""}
    assert slugs - set(Region.objects.values_list("slug", flat=True)) == set()


def test_constituencies_agree_or_they_do_not() -> None:
    assert [postcodes.agreed(regions) for regions in ([], ["north"], ["north"] * 2, ["north", "wales"])] == [
        "",
        "north",
        "north",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "regions"),
    [
        ("hu5", {"yorkshire-and-the-humber"}),
        (" S 33 ", {"east-midlands"}),
        ("CH4", set()),
        ("HU", {"yorkshire-and-the-humber"}),
        ("S", {"yorkshire-and-the-humber", "east-midlands"}),
        ("W1A", {"london"}),
        *((half, {"london"}) for half in ("wc1", "EC1", "W1", "SW1")),
        *((begun, {"yorkshire-and-the-humber"}) for begun in ("HU12 9", "hu12  9x", "HU129", "HU1 2")),
        ("SK1 3", {"north-west"}),
        ("SK13", {"east-midlands"}),
        ("HU0 2", None),
        ("HU00", None),
        ("XX1", None),
        ("Hull", None),
        ("HU1 2AA", None),
        ("", None),
    ],
)
def test_half_a_postcode_names_its_regions(typed: str, regions: set[str] | None) -> None:
    assert postcodes.regions_of_half(typed) == regions


@pytest.mark.django_db
def test_every_place_lies_in_a_region_of_the_site_and_is_named_once_in_it() -> None:
    every = list(places.every_place())
    assert {slug for _, slug in every} - set(Region.objects.values_list("slug", flat=True)) == set()
    assert (len(every), all(name for name, _ in every)) == (len(set(every)), True)
