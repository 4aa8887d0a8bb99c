"""What organisers and contacts change in two tabs: the second save is told of the first."""

import pytest
from django.test import Client
from django.urls import reverse

from organisers.contacts.models import Contact
from organisers.symposia.models import Symposium, Venue
from tests.factories import sign_in
from tests.organisers.contact_page.page_object import opened, page_of, typed
from tests.organisers.factories import make_contact, make_organiser
from tests.organisers.symposia.factories import make_planned, make_venue
from tests.two_tabs import TOLD_ONCE, send_from_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_organiser())


def test_the_notes_of_a_symposium(desk: Client) -> None:
    symposium = make_planned()
    here = [symposium.region.slug, symposium.quarter, "agenda"]
    assert send_from_two(desk, reverse("organisers:symposium_paper", args=here), "words") == TOLD_ONCE
    assert Symposium.objects.get().agenda == "Mine"


def test_a_venue(desk: Client) -> None:
    venue = make_venue()
    address = reverse("organisers:venue", args=[venue.region.slug, venue.pk])
    assert send_from_two(desk, address, "cost") == TOLD_ONCE
    assert Venue.objects.get().cost == "Mine"


def test_the_details_of_a_contact_whom_an_organiser_corrects(desk: Client) -> None:
    contact = make_contact(name="Kim Holt", verified=False)
    address = reverse("organisers:contact", args=[contact.group.region.slug, contact.pk])
    opened_at = desk.get(address).context["form"]["seen"].value()
    sent = {"name": "Kim Holt", "role": "chair", "email": contact.email, "seen": opened_at}
    assert desk.post(address, {**sent, "role": "treasurer"}).status_code == 302
    form = desk.post(address, sent).context["form"]
    assert [(one.label, one.words) for one in form.stored] == [("Role in the group", "Treasurer")]
    assert (Contact.objects.get().role, form["role"].value()) == ("treasurer", "chair")
    assert desk.post(address, {**sent, "seen": form["seen"].value()}).status_code == 302
    assert Contact.objects.get().role == "chair"


def test_a_contacts_own_page(client: Client) -> None:
    contact = make_contact()
    opened(client, contact)
    sent = typed(contact, role="chair")
    assert client.post(page_of(contact), {**sent, "role": "treasurer"}).status_code == 302
    form = client.post(page_of(contact), sent).context["form"]
    assert [(one.label, one.words) for one in form.stored] == [("Role in the group", "Treasurer")]
    assert client.post(page_of(contact), {**sent, "seen": form["seen"].value()}).status_code == 302
    assert Contact.objects.get().role == "chair"
