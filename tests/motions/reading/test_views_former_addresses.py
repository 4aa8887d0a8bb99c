"""Former addresses of conferences and agenda items lead to the present ones; all conferences are listed."""

from datetime import timedelta

import pytest
from django.test import Client

from motions.agenda.models import AgendaItem, Conference
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.motions.factories import make_conference, make_item, make_motion

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


STANDS = (
    "This would change the address of the page, which may be in emails, papers and other people’s links. "
    "Keep the address, or tick “Change the address anyway” below."
)
TICK = 'name="move_anyway"'


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_staff())


@pytest.mark.parametrize("model", [Conference, AgendaItem])
def test_a_changed_address_is_warned_of_beside_it_until_somebody_ticks_that_it_shall_change(
    desk: Client, model: type[Conference] | type[AgendaItem]
) -> None:
    item = make_item()
    row = item if model is AgendaItem else item.conference
    page, former = change_page(row), row.slug
    assert TICK not in desk.get(page).content.decode()
    warned = desk.post(page, sent_from(desk, row, slug="elsewhere"))
    assert warned.context["adminform"].form.errors == {"slug": [STANDS]}
    shown = warned.content.decode()
    assert (TICK in shown, 'name="move_anyway" id="id_move_anyway" checked' in shown) == (True, False)
    assert "The old address will lead to the new one, unless another page is given the old one." in shown
    row.refresh_from_db()
    assert row.slug == former
    assert desk.post(page, sent_from(desk, row, slug="elsewhere", move_anyway="on")).status_code == 302
    row.refresh_from_db()
    assert row.slug == "elsewhere"


@pytest.mark.parametrize("model", [Conference, AgendaItem])
def test_a_row_that_keeps_its_address_is_saved_without_a_question(
    desk: Client, model: type[Conference] | type[AgendaItem]
) -> None:
    item = make_item()
    row = item if model is AgendaItem else item.conference
    assert desk.post(change_page(row), sent_from(desk, row, introduction="Welcome.")).status_code == 302
    row.refresh_from_db()
    assert row.introduction == "Welcome."


def test_an_item_taken_to_another_conference_is_warned_of_too(desk: Client) -> None:
    item, other = make_item(), make_conference()
    warned = desk.post(change_page(item), sent_from(desk, item, conference=other.pk))
    assert warned.context["adminform"].form.errors == {"slug": [STANDS]}
    assert TICK in warned.content.decode()


@pytest.mark.parametrize(("field", "of_which"), [("slug", "address"), ("order", "number")])
def test_an_item_with_motions_cannot_take_what_another_item_of_its_conference_has(
    desk: Client, field: str, of_which: str
) -> None:
    """Its conference stands fast on the page, and still tells the two apart."""
    item = make_motion().item
    other = make_item(conference=item.conference, order=item.order + 1)
    taken = {field: getattr(other, field), "move_anyway": "on"}
    refused = desk.post(change_page(item), sent_from(desk, item, **taken))
    said = refused.context["adminform"].form.errors["__all__"]
    assert said == [f"This conference already has an item with that {of_which}."]


def test_every_page_leads_to_the_list_of_conferences(client: Client) -> None:
    make_conference()
    pages = [client.get(path).content.decode() for path in ("/", "/privacy/", "/conferences/")]
    assert ['<a href="/conferences/">' in page for page in pages] == [True, True, True]


def test_the_front_page_names_every_conference_but_the_one_it_shows(client: Client) -> None:
    shown = make_conference("The next one", closes_in=timedelta(days=30))
    one_only = client.get("/").content.decode()
    make_conference("The one after it", closes_in=timedelta(days=200))
    make_conference("The one before it", closes_in=timedelta(days=-365))
    page = client.get("/").content.decode()
    assert ("Other conferences" in one_only, "Other conferences" in page) == (False, True)
    assert 0 < page.index(">The one after it</a>") < page.index(">The one before it</a>")
    assert page.count(f">{shown.name}</a>") == 1
