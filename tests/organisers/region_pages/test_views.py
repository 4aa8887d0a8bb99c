"""The public pages of regions: what everybody may read of a region, and what nobody can."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lla.emails.models import Email
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions import selectors as regions_selectors
from organisers.regions.models import Constituency
from tests.factories import sign_in, use_up
from tests.organisers.affiliation.factories import emails
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

REGION = "/regions/yorkshire-and-the-humber/"
WRITE = f"{REGION}write/"
MESSAGE = {"name": "Kim Lane", "email": "kim@example.org", "words": "Which group is near Goole?"}

pytestmark = pytest.mark.django_db


def test_a_region_shows_its_affiliated_groups_and_nothing_of_their_contacts(client: Client) -> None:
    group = make_group("Selby Left")
    Group.objects.filter(pk=group.pk).update(
        public_email="selby@example.org", website="https://selby.example.org", postcode="YO8 4AA"
    )
    make_contact(group, name="Jo Marsh", email="jo.marsh@example.org")
    make_group("Applying Left", status=GroupStatus.APPLIED)
    make_group("Lapsed Left", status=GroupStatus.LAPSED)
    page = client.get(REGION).content.decode()
    shown = ["Selby Left", "selby@example.org", "https://selby.example.org"]
    hidden = ["Jo Marsh", "jo.marsh@example.org", "YO8 4AA", "07700", "Applying Left", "Lapsed Left"]
    assert [words for words in shown + hidden if words in page] == shown


def test_the_organiser_is_named_and_never_their_address(client: Client) -> None:
    make_organiser(name="Sam Hollis", email="sam.hollis@example.org")
    for page in (REGION, WRITE, "/regions/"):
        words = client.get(page).content.decode()
        assert ("Sam Hollis" in words, "sam.hollis@example.org" in words) == (True, False)


def test_what_comes_next_and_who_organises_stand_before_the_groups(client: Client) -> None:
    make_organiser(name="Sam Hollis")
    make_group("Selby Left")
    parts = ("Next symposium", "Sam Hollis", "Write to the organiser", "Selby Left")
    page = client.get(REGION).content.decode()
    places = [page.index(words) for words in parts]
    assert places == sorted(places)
    every = client.get("/regions/").content.decode()
    assert every.index("Find my region") < every.index(REGION)


def test_an_organiser_whose_days_are_over_is_not_named(client: Client) -> None:
    make_organiser(name="Sam Hollis").appointments.update(ends_on=datetime(2026, 3, 1, tzinfo=UTC))
    assert "Sam Hollis" not in client.get(REGION).content.decode()


def test_a_message_goes_to_every_organiser_of_the_region_and_is_shown_nowhere(client: Client) -> None:
    make_organiser(email="one@example.org")
    make_organiser(email="two@example.org")
    make_organiser(make_region("Wales"), email="wales@example.org")
    assert client.post(WRITE, MESSAGE).headers["Location"] == f"{WRITE}sent/"
    assert emails() == [("written_to", "one@example.org"), ("written_to", "two@example.org")]
    email = Email.objects.latest("pk")
    assert (email.secret, "Which group is near Goole?" in email.body) == (True, True)


def test_a_region_without_an_organiser_is_answered_by_the_committee(client: Client) -> None:
    client.post(WRITE, MESSAGE)
    assert emails() == [("written_to", "hello@example.org")]


def test_a_message_cannot_write_its_own_headers_nor_be_sent_by_a_program(client: Client) -> None:
    assert (
        "name" in client.post(WRITE, {**MESSAGE, "name": "Kim\nBcc: all@example.org"}).context["form"].errors
    )
    assert "website" in client.post(WRITE, {**MESSAGE, "website": "x"}).context["form"].errors
    assert emails() == []


def test_five_messages_an_hour_by_one_sender(client: Client) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False) as now:
        for _ in range(5):
            assert client.post(WRITE, MESSAGE).status_code == 302
        refused = client.post(WRITE, MESSAGE)
        assert refused.context["form"]["words"].value() == MESSAGE["words"]
        assert client.post(WRITE, {**MESSAGE, "email": "other@example.org"}).status_code == 302
        now.shift(timedelta(hours=1, seconds=1))
        assert client.post(WRITE, MESSAGE).status_code == 302


def test_one_place_cannot_use_up_what_a_region_takes(client: Client) -> None:
    client.post(WRITE, MESSAGE)
    use_up("write to organiser from")
    refused = client.post(WRITE, {**MESSAGE, "email": "other@example.org"})
    elsewhere = client.post(WRITE, {**MESSAGE, "email": "other@example.org"}, REMOTE_ADDR="198.51.100.7")
    assert (refused.status_code, elsewhere.status_code) == (200, 302)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ca1 1aa", "/regions/north/"),
        ("BT1 1AA", "/regions/northern-ireland/"),
        ("HU5", "/regions/yorkshire-and-the-humber/"),
        ("hu", "/regions/yorkshire-and-the-humber/"),
        ("Goole", "/regions/yorkshire-and-the-humber/"),
        ("kings lynn", "/regions/east/"),
        ("carlisle", "/regions/north/"),
        ("London", "/regions/london/"),
        ("caerdydd", "/regions/wales/"),
        ("Tyne and Wear", "/regions/north/"),
        ("Ousegate", "/regions/wales/"),
    ],
)
def test_a_place_or_a_postcode_leads_to_its_region(client: Client, typed: str, answer: str) -> None:
    wales = make_region("Wales")
    Constituency.objects.create(code="W07009999", name="Ousegate", region=wales)
    assert client.post("/regions/", {"place": typed}).headers["Location"] == answer


@pytest.mark.parametrize("typed", ["CH4 9AA", "CH4", "GY1 1AA", "75011", "", "x", "Atlantis"])
def test_a_place_that_leads_nowhere_is_answered_in_words(client: Client, typed: str) -> None:
    answer = client.post("/regions/", {"place": typed})
    assert (answer.status_code, len(answer.context["form"].errors["place"])) == (200, 1)


PLACES = [("Newport", "South East"), ("Newport", "Wales")]


def test_a_postcode_outside_our_regions_is_answered_with_what_to_do_instead(client: Client) -> None:
    answer = client.post("/regions/", {"place": "JE2"})
    assert answer.context["form"].errors["place"] == [
        "JE is the postcode of Jersey, which is not in any of our regions. If you have no postcode in our "
        "regions, choose your region from the list on this page."
    ]


def test_a_name_of_several_places_is_asked_about(client: Client) -> None:
    answer = client.post("/regions/", {"place": "newport"})
    found = [(place.name, place.region.name) for place in answer.context["found"].places]
    page = answer.content.decode()
    assert (found, "Which is yours?" in page, 'href="/regions/wales/">Newport' in page) == (
        PLACES,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("typed", "near", "found"),
    [
        (
            "Richmond",
            False,
            {"Richmond": {"London", "Yorkshire and the Humber"}, "Richmond upon Thames": {"London"}},
        ),
        ("wells", False, {"Tunbridge Wells": {"South East"}, "Wells": {"South West"}}),
        ("Leeds Central", True, {"Leeds": {"Yorkshire and the Humber"}}),
        ("Hackney South and Shoreditch", True, {"Hackney": {"London"}, "Shoreditch": {"London"}}),
        ("City of Durham", True, {"Durham": {"North"}}),
        ("Bathgate", True, {}),
    ],
)
def test_all_places_that_may_be_meant_are_offered(
    client: Client, typed: str, near: bool, found: dict[str, set[str]]
) -> None:
    """Also of a constituency that is not in the register, by the place in its name."""
    answer = client.post("/regions/", {"place": typed})
    offered: dict[str, set[str]] = {}
    for place in answer.context["found"].places:
        offered.setdefault(place.name, set()).add(place.region.name)
    said = "Is yours in one of these?" in answer.content.decode()
    assert (answer.status_code, offered, said) == (200, found, near and bool(found))


@pytest.mark.parametrize("typed", ["L", "e", "ŵ"])
def test_one_letter_is_no_place(client: Client, typed: str) -> None:
    answer = client.post("/regions/", {"place": typed})
    assert answer.context["form"].errors["place"] == [regions_selectors.TOO_SHORT]


def test_the_town_of_an_affiliated_group_is_found_and_of_no_other(client: Client) -> None:
    for name, town, status in (
        ("Nidd Left", "Netherby", GroupStatus.AFFILIATED),
        ("Swale Left", "Otherby", GroupStatus.LAPSED),
    ):
        Group.objects.filter(pk=make_group(name, status=status).pk).update(town=town)
    assert client.post("/regions/", {"place": "netherby"}).headers["Location"] == REGION
    unknown = client.post("/regions/", {"place": "otherby"})
    assert unknown.context["form"].errors["place"] == [regions_selectors.UNKNOWN]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("newp", ["Newport", "Newport"]),
        ("h", []),
        ("", []),
        ("s33", ["S33"]),
        ("<b>", []),
    ],
)
def test_places_are_suggested_while_somebody_types(client: Client, typed: str, shown: list[str]) -> None:
    answer = client.post("/regions/find/", {"place": typed})
    page = answer.content.decode()
    assert (answer.status_code, re.findall(r'href="/regions/[-a-z]+/">([^<]+)<', page)) == (200, shown)


def test_finding_asks_the_same_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for towns in (1, 3):
        for number in range(towns):
            Group.objects.filter(pk=make_group().pk).update(town=f"Newport {towns}{number}")
        with django_assert_num_queries(3):
            client.post("/regions/find/", {"place": "newport"})


def test_the_regions_stand_in_their_own_order(client: Client) -> None:
    names = [region.name for region in client.get("/regions/").context["regions"]]
    assert (names[:3], names[-1]) == (["East", "East Midlands", "London"], "National and international")


def test_an_organiser_finds_the_way_to_their_desk(client: Client) -> None:
    sign_in(client, make_organiser())
    assert [region.slug for region in client.get("/regions/").context["mine"]] == ["yorkshire-and-the-humber"]


@pytest.mark.parametrize("groups", [3, 60])
def test_public_pages_ask_the_same_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, groups: int
) -> None:
    for number in range(groups):
        make_contact(make_group(region=make_region("Wales") if number % 2 else None))
    make_organiser()
    with django_assert_num_queries(2):
        client.get("/regions/")
    with django_assert_num_queries(4):
        client.get(REGION)
