"""Groups and contacts are found by words, put in an order, and chosen: many are asked or verified at once."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from organisers.contact_desk import rules
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts import rules as contacts_rules
from organisers.contacts.choices import ContactRole
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group, GroupEvent
from tests.factories import settle_tables, sign_in
from tests.organisers.consents.factories import make_rung
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

DESK = "/regions/yorkshire-and-the-humber/desk/"
CONTACTS, GROUPS, CHOSEN = f"{DESK}contacts/", f"{DESK}groups/", f"{DESK}contacts/chosen/"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_organiser())


def names(response: Any) -> list[str]:
    assert response.status_code == 200
    return [str(row) for row in response.context["page"]]


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def make_three() -> tuple[Contact, Contact, Contact]:
    """A secretary in Hull, a treasurer in Goole who chairs too, and somebody of Selby by telephone."""
    hull, goole, selby = (make_group(f"{town} Left") for town in ("Hull", "Goole", "Selby"))
    Group.objects.filter(pk=hull.pk).update(town="Kingston upon Hull")
    kim = make_contact(hull, name="Kim Holt")
    sian = make_contact(goole, name="Siân O’Connell", verified=False)
    Contact.objects.filter(pk=sian.pk).update(role=ContactRole.TREASURER, more_roles=[ContactRole.CHAIR])
    return kim, sian, make_rung(selby, name="Bo Reed")


def test_contacts_are_found_by_name_role_group_and_town(desk: Client) -> None:
    make_three()
    for asked, expected in {
        "sian o'c": ["Siân O’Connell"],
        "kingston": ["Kim Holt"],
        "goole": ["Siân O’Connell"],
        "secretary hull": ["Kim Holt"],
        "treas": ["Siân O’Connell"],
        "": ["Siân O’Connell", "Kim Holt", "Bo Reed"],
        "nobody": [],
    }.items():
        assert (asked, names(desk.get(CONTACTS, {"q": asked}))) == (asked, expected)
    assert names(desk.get(CONTACTS, {"role": "chair"})) == ["Siân O’Connell", "Bo Reed"]
    assert names(desk.get(CONTACTS, {"status": GroupStatus.LEFT})) == []


def test_groups_are_found_by_town_and_by_their_contacts(desk: Client) -> None:
    make_three()
    make_contact(make_group("Cardiff Left", region=make_region("Wales")), name="Kim Vane")
    for asked, expected in {
        "kim": ["Hull Left"],
        "kingston secretary": ["Hull Left"],
        "sian": ["Goole Left"],
        "left": ["Goole Left", "Hull Left", "Selby Left"],
    }.items():
        assert (asked, names(desk.get(GROUPS, {"q": asked}))) == (asked, expected)
    assert names(desk.get(GROUPS, {"role": "chair"})) == ["Goole Left", "Selby Left"]


def test_the_address_keeps_how_a_list_is_narrowed_and_ordered(desk: Client) -> None:
    make_three()
    assert names(desk.get(CONTACTS, {"sort": "name"})) == ["Bo Reed", "Kim Holt", "Siân O’Connell"]
    assert names(desk.get(CONTACTS, {"sort": "verified"}))[0] == "Siân O’Connell"
    assert names(desk.get(GROUPS, {"sort": "contacts"}))[0] == "Goole Left"
    page = desk.get(CONTACTS, {"q": "left", "sort": "name", "show": "reachable"})
    assert names(page) == ["Bo Reed", "Kim Holt"]
    tags = {tag.words: (tag.url, tag.count) for tag in page.context["filters"]}
    assert tags["To be verified"] == (f"{CONTACTS}?q=left&sort=name&show=unverified", 1)
    assert '<option value="name" selected>' in page.content.decode()


def test_what_cannot_be_meant_is_said_beside_its_field(desk: Client) -> None:
    make_three()
    page = desk.get(CONTACTS, {"q": "x" * 101, "sort": "hat"})
    assert len(names(page)) == 3
    assert "is not offered here now. Choose again." in text(page)


def test_nothing_happens_before_the_one_button(desk: Client) -> None:
    kim, sian, bo = make_three()
    chosen: dict[str, Any] = {"act": "ask", "contact": [kim.pk, sian.pk, bo.pk]}
    page = text(desk.get(CHOSEN, chosen))
    assert "Ask 2 contacts to check their details" in page
    assert f"Bo Reed, Selby Left: {contacts_rules.NO_ADDRESS}" in page
    assert Email.objects.count() == 0
    done = desk.post(f"{CHOSEN}?q=left&sort=name", chosen, follow=True)
    assert done.redirect_chain == [(f"{CONTACTS}?q=left&sort=name", 302)]
    assert "An email asking them to check their details goes to 2 contacts." in text(done)
    asked = set(Email.objects.values_list("kind", "to"))
    assert asked == {("organisers/added", each.email) for each in (kim, sian)}


def test_whoever_was_asked_within_a_day_is_left_out_whoever_asked(desk: Client, client: Client) -> None:
    kim, sian, _ = make_three()
    with time_machine.travel("2026-03-02T10:00:00+00:00", tick=False):
        desk.post(f"{CONTACTS}{kim.pk}/ask/")
        both: dict[str, Any] = {"act": "ask", "contact": [kim.pk, sian.pk]}
        page = text(sign_in(client, make_organiser()).get(CHOSEN, both))
        why = rules.ASKED_LATELY.format(at="Monday 2 March 2026, 10 am")
        assert ("Ask 1 contact to check" in page, f"Kim Holt, Hull Left: {why}" in page) == (True, True)
        done = text(client.post(CHOSEN, both, follow=True))
        assert ("goes to 1 contact." in done, f"Left out: Kim Holt: {why}" in done) == (True, True)
    with time_machine.travel("2026-03-03T10:01:00+00:00", tick=False):
        assert "Ask 2 contacts to check" in text(client.get(CHOSEN, both))
    assert sorted(Email.objects.values_list("to", flat=True)) == sorted([kim.email, sian.email])


@pytest.mark.parametrize(
    ("act", "done"),
    [
        ("ask", "An email asking them to check their details goes to 1 contact."),
        ("verify", "The details of 1 contact are verified as of today."),
    ],
)
def test_whoever_went_away_meanwhile_is_counted(desk: Client, act: str, done: str) -> None:
    kim, sian, _ = make_three()
    Contact.objects.update(confirmed_at=kim.created_at)
    contact_desk_workflow.erase(sian, by=SYSTEM)
    Email.objects.all().delete()
    page = text(desk.post(CHOSEN, {"act": act, "contact": [kim.pk, sian.pk]}, follow=True))
    assert (done in page, f"Left out: {rules.GONE_ONE}" in page) == (True, True)


def test_with_nobody_chosen_or_an_act_that_is_none_nothing_is_asked(desk: Client) -> None:
    kim, *_ = make_three()
    empty = text(desk.get(CHOSEN, {"act": "ask"}))
    assert ("<title>Chosen contacts" in empty, "Ask 0" in empty) == (True, False)
    strange: dict[str, Any] = {"act": "hat", "contact": [kim.pk]}
    for send in (desk.get, desk.post):
        assert send(CHOSEN, strange).status_code == 302
    assert Email.objects.count() == 0


def test_many_are_verified_at_once_and_each_has_it_on_record(desk: Client) -> None:
    kim, sian, bo = make_three()
    Contact.objects.filter(pk=kim.pk).update(verified_at=None, confirmed_at=kim.created_at, reminders=1)
    chosen: dict[str, Any] = {"act": "verify", "contact": [kim.pk, sian.pk, bo.pk]}
    assert f"Siân O’Connell, Goole Left: {contacts_rules.NOT_OPENED}" in text(desk.get(CHOSEN, chosen))
    assert "The details of 2 contacts are verified as of today." in text(
        desk.post(CHOSEN, chosen, follow=True)
    )
    kim.refresh_from_db()
    assert (kim.verified_at is not None, kim.reminders) == (True, 0)
    verified = GroupEvent.objects.filter(act=GroupAct.VERIFIED)
    assert [event.details for event in verified.order_by("pk")] == [{"contact": kim.pk}, {"contact": bo.pk}]


def test_all_that_a_list_shows_can_be_chosen_and_all_of_a_group(desk: Client) -> None:
    kim, sian, _ = make_three()
    of_all = desk.get(CHOSEN, {"act": "ask", "all": "1", "q": "hull"})
    of_group = desk.get(f"{CHOSEN}?act=ask&of=groups&group={sian.group_id}&show=uncovered")
    assert [[str(each) for each in page.context["found"]] for page in (of_all, of_group)] == [
        [str(kim)],
        [str(sian)],
    ]
    assert of_group.context["back"] == f"{GROUPS}?show=uncovered"
    assert "You have chosen nobody." in text(desk.get(CHOSEN, {"act": "ask"}))


def test_nobody_of_another_region_is_among_those_chosen(desk: Client) -> None:
    far = make_contact(make_group("Cardiff Left", region=make_region("Wales")), name="Kim Vane")
    desk.post(CHOSEN, {"act": "ask", "contact": [far.pk], "group": [far.group_id]})
    desk.post(f"{DESK}verify-groups/", {"group": [far.group_id]})
    assert (Email.objects.count(), GroupEvent.objects.count()) == (0, 0)


def test_groups_are_verified_as_they_are(desk: Client) -> None:
    hull, gone = make_group("Hull Left"), make_group("Goole Left", status=GroupStatus.LEFT)
    chosen: dict[str, Any] = {"group": [hull.pk, gone.pk]}
    page = text(desk.get(f"{DESK}verify-groups/", chosen))
    assert ("Mark 1 group as verified" in page, "Goole Left has left." in page) == (True, True)
    done = desk.post(f"{DESK}verify-groups/?show=old", chosen, follow=True)
    assert "The details of 1 group are verified as of today." in text(done)
    assert "Left out: Goole Left: Goole Left has left." in text(done)
    assert list(GroupEvent.objects.values_list("group__name", "act")) == [("Hull Left", "verified")]
    hull.refresh_from_db()
    assert (hull.verified_at is not None, hull.town) == (True, "Selby")


@pytest.mark.parametrize("act", ["ask", "verify"])
def test_three_cost_no_more_than_one(desk: Client, act: str) -> None:
    def make(number: int) -> list[Contact]:
        made = [make_contact() for _ in range(number)]
        Contact.objects.update(confirmed_at=made[0].created_at)
        settle_tables()
        return made

    desk.post(CHOSEN, {"act": act, "contact": [each.pk for each in make(1)]})  # the site makes its keys once
    counts = []
    for number in (1, 3):
        made = make(number)
        chosen: dict[str, Any] = {"act": act, "contact": [each.pk for each in made]}
        for send in (desk.get, desk.post):
            with CaptureQueriesContext(connection) as asked:
                send(CHOSEN, chosen)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
