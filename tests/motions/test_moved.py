"""Former addresses of conferences and agenda items lead to the present ones; all conferences are listed."""

from datetime import timedelta

import pytest
from django.test import Client

from motions.models import AgendaItem, Conference
from tests.motions.factories import make_conference, make_item

pytestmark = pytest.mark.django_db

BENEATH = ("/", "/motions.pdf", "/motions.docx", "/motions.zip")
BESIDE = ("/", ".pdf", ".docx")


def move(row: Conference | AgendaItem, slug: str) -> str:
    former, row.slug = row.slug, slug
    row.save()
    return former


def test_every_address_beneath_a_conference_that_moved_leads_to_the_present_one_for_ever(
    client: Client,
) -> None:
    item = make_item()
    former, first = move(item.conference, "second"), item.slug
    move(item.conference, "third")
    for conference in (former, "second"):
        for end in (*BENEATH, *(f"/{first}{end}" for end in BESIDE)):
            response = client.get(f"/conferences/{conference}{end}?wait=1")
            assert (response.status_code, response.headers["Location"]) == (
                301,
                f"/conferences/third{end}?wait=1",
            )


def test_an_item_that_moved_within_a_conference_that_moved_is_found_at_once(client: Client) -> None:
    item = make_item()
    slug = move(item, "elsewhere")
    conference = move(item.conference, "third")
    for former in (conference, "third"):
        for end in BESIDE:
            response = client.get(f"/conferences/{former}/{slug}{end}")
            assert (response.status_code, response.headers["Location"]) == (
                301,
                f"/conferences/third/elsewhere{end}",
            )


def test_an_address_given_to_another_since_is_the_others(client: Client) -> None:
    first = make_conference()
    former = move(first, "first-moved")
    second = make_conference()
    move(second, former)
    response = client.get(f"/conferences/{former}/")
    assert (response.status_code, second.name in response.content.decode()) == (200, True)
    move(second, "second-moved")
    response = client.get(f"/conferences/{former}/")
    assert response.headers["Location"] == "/conferences/second-moved/"


def test_an_address_that_nothing_ever_had_or_whose_owner_is_deleted_is_not_there(client: Client) -> None:
    conference = make_conference()
    former = move(conference, "moved")
    conference.delete()
    paths = ("/conferences/never/", "/conferences/never/item.pdf", f"/conferences/{former}/")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_all_conferences_are_listed_the_newest_first(client: Client) -> None:
    make_conference("The newer one")
    make_conference("The older one", closes_in=timedelta(days=-365))
    page = client.get("/conferences/").content.decode()
    assert 0 < page.index("The newer one") < page.index("The older one")
