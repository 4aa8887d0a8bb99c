"""The ring round on a phone: who may be rung, a button for each result, then the next group."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisers.conversations import rules as conversations_rules
from organisers.disclosures.models import Opening
from organisers.ring_round.models import Call, Round
from tests.factories import settle_tables, sign_in
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.organisers.ring_round.factories import make_ringable, make_round

pytestmark = pytest.mark.django_db
RING = "/regions/yorkshire-and-the-humber/desk/ring/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_round_goes_from_group_to_group(client: Client) -> None:
    sign_in(client, make_organiser())
    for name in ("Aire", "Esk"):
        make_ringable(make_group(f"{name} Left"), name=f"Kim of {name}")
    make_contact(make_group("Nidd Left"), name="Ola Reed")
    page = client.post(RING, {"why": "The symposium"}, follow=True)
    assert page.redirect_chain == [(f"{RING}groups/aire-left/", 302)]
    contact = page.context["standing"].ringable[0]
    assert 'href="tel:+447700900123"' in text(page)
    page = client.post(
        f"{RING}groups/aire-left/",
        {"contact": contact.pk, "outcome": "reached", "words": "They can lend a hall."},
        follow=True,
    )
    assert page.redirect_chain == [(f"{RING}groups/esk-left/", 302)]
    assert "Aire Left: reached." in text(page)
    contact = page.context["standing"].ringable[0]
    page = client.post(
        f"{RING}groups/esk-left/", {"contact": contact.pk, "outcome": "no_answer"}, follow=True
    )
    assert page.redirect_chain == [(RING, 302)]
    said = text(page)
    assert "No group is left to ring for the moment." in said
    assert "1 done, 1 left, 1 where nobody may be rung." in said
    assert "They can lend a hall." in text(
        client.get("/regions/yorkshire-and-the-humber/desk/groups/aire-left/")
    )
    assert Opening.objects.count() == 2


def test_whoever_may_not_be_rung_is_named_without_a_number(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    group = make_group("Aire Left")
    make_ringable(group, phone="+447700900555")
    make_contact(group, name="Ola Reed")
    make_round(by=organiser)
    before = text(client.get(f"{RING}groups/aire-left/"))
    client.post(f"{RING}next/")
    after = text(client.get(f"{RING}groups/aire-left/"))
    assert [number in page for page in (before, after) for number in ("900555", "900123")] == [
        False,
        False,
        True,
        False,
    ]
    assert '<h2 id="others">May not be rung</h2>' in after and "Ola Reed" in after


def test_another_organiser_sees_who_rings_a_group_and_no_number(client: Client) -> None:
    first = make_organiser(name="Ash Vane")
    make_ringable(make_group("Aire Left"))
    make_round(by=first)
    sign_in(Client(), first).post(f"{RING}next/")
    other = sign_in(client, make_organiser())
    page = text(other.get(f"{RING}groups/aire-left/"))
    assert ("Ash Vane has been ringing this group since" in page, "tel:" in page) == (True, False)
    assert "(being rung by Ash Vane)" in text(other.get(RING))
    assert other.post(f"{RING}next/", follow=True).redirect_chain == [(RING, 302)]


def test_a_mistake_is_said_and_keeps_what_was_typed(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": "call_back", "words": "Ring after six."}
    page = text(client.post(f"{RING}groups/aire-left/", typed))
    assert [conversations_rules.NO_DAY in page, "Ring after six." in page] == [True, True]
    typed["outcome"] = "hat"
    assert "Press one of the buttons" in text(client.post(f"{RING}groups/aire-left/", typed))
    assert Call.objects.count() == 0


def test_a_round_is_stopped_and_ended(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    make_ringable()
    make_round(by=organiser)
    assert "Stopped. You can go on" in text(client.post(f"{RING}stop/", follow=True))
    assert "The ring round has ended." in text(client.post(f"{RING}end/", follow=True))
    assert Round.objects.filter(ended_at=None).count() == 0
    assert client.post(f"{RING}next/").status_code == 404


def test_three_groups_cost_no_more_than_one(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    counts = []
    for number in (1, 3):
        for _ in range(number):
            make_ringable()
        settle_tables()
        client.post(f"{RING}groups/aire-left/take/")
        for address in (RING, f"{RING}groups/aire-left/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
