"""The region of a group: its constituencies if they agree, else its postcode, else what it says, else ask."""

import pytest

from organisers.groups.choices import RegionSource
from organisers.groups.selectors import region_for
from organisers.regions.models import Constituency
from tests.organisers.factories import make_region

pytestmark = pytest.mark.django_db


def make_constituency(name: str, region: str) -> Constituency:
    code = f"E{Constituency.objects.count():08}"
    return Constituency.objects.create(code=code, name=name, region=make_region(region))


def placed(**facts: object) -> tuple[str, str]:
    region, source = region_for(**{"kind": "local", "constituencies": [], "postcode": "", **facts})  # type: ignore[arg-type]
    return (region.slug if region else "ask", source)


def test_constituencies_that_agree_come_before_the_postcode() -> None:
    carlisle = make_constituency("Carlisle", "North")
    assert placed(constituencies=[carlisle], postcode="LA1 1AA") == ("north", RegionSource.CONSTITUENCIES)


def test_where_constituencies_differ_the_postcode_tells_else_the_group_is_asked() -> None:
    both = [make_constituency("Carlisle", "North"), make_constituency("Lancaster", "North West")]
    assert placed(constituencies=both, postcode="LA1 1AA") == ("north-west", RegionSource.POSTCODE)
    assert placed(constituencies=both, postcode="CA18 1AA") == ("ask", RegionSource.ASKED)
    assert placed(constituencies=both) == ("ask", RegionSource.ASKED)
    said = make_region("North West")
    assert placed(constituencies=both, said=said) == ("north-west", RegionSource.ASKED)


def test_a_postcode_tells_unless_its_district_lies_in_two_regions() -> None:
    assert placed(postcode="CA1 1AA") == ("north", RegionSource.POSTCODE)
    assert placed(postcode="CH4 9AA") == ("ask", RegionSource.ASKED)


def test_a_regional_group_lies_where_it_says() -> None:
    assert placed(kind="regional", postcode="CA1 1AA") == ("ask", RegionSource.ASKED)
    assert placed(kind="regional", said=make_region("Wales")) == ("wales", RegionSource.ASKED)
    assert placed(kind="national", said=make_region("Scotland")) == ("scotland", RegionSource.ASKED)
