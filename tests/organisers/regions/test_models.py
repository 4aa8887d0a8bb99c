"""The regions stand in every database, in the movement's own order."""

import pytest

from organisers.regions.models import Region

pytestmark = pytest.mark.django_db


def test_the_twelve_regions_and_the_place_of_national_groups_stand_in_order() -> None:
    assert list(Region.objects.values_list("order", "name", "slug")) == [
        (1, "East", "east"),
        (2, "East Midlands", "east-midlands"),
        (3, "London", "london"),
        (4, "North", "north"),
        (5, "North West", "north-west"),
        (6, "South East", "south-east"),
        (7, "South West", "south-west"),
        (8, "West Midlands", "west-midlands"),
        (9, "Yorkshire and the Humber", "yorkshire-and-the-humber"),
        (10, "Scotland", "scotland"),
        (11, "Wales", "wales"),
        (12, "Northern Ireland", "northern-ireland"),
        (13, "National and international", "national-and-international"),
    ]
