"""The organiser lists, adds, corrects, verifies and erases the contacts of their own region."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.emails import recipients
from lla.emails.models import Email
from lla.links import tokens
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.factories import make_email, sign_in
from tests.organisers.consents.factories import make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.two_tabs import as_sent

pytestmark = pytest.mark.django_db

LIST = "/regions/yorkshire-and-the-humber/desk/contacts/"


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_organiser())


def words(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def address(name: str, contact: Contact) -> str:
    return reverse(f"organisers:{name}", args=[contact.group.region.slug, contact.pk])


def test_the_list_names_the_regions_contacts_and_nobody_elses_and_no_address(desk: Client) -> None:
    here = make_contact(name="Kim Holt", email="kim@example.org")
    make_contact(make_group(region=make_region("London")), name="Ola Reed")
    gone = contact_desk_workflow.erase(
        make_contact(name="Zoe Erased"), by=contacts_workflow.contact_actor(here)
    )
    page = words(desk.get(LIST))
    assert ["Kim Holt" in page, "Ola Reed" in page, "Zoe" in page] == [True, False, False]
    assert "kim@example.org" not in page and "900123" not in page
    assert desk.get(address("contact", gone)).status_code == 404


def test_the_organiser_reads_that_a_contacts_address_is_refused(desk: Client) -> None:
    contact = make_contact(email="secretary@example.org")
    email = make_email(contact.email)
    sentence = "The address secretary@example.org refused our email on "
    before = sentence in words(desk.get(address("contact", contact)))
    recipients.refused(email, "5.1.1")
    after = sentence in words(desk.get(address("contact", contact)))
    recipients.delivered(email)
    cleared = sentence in words(desk.get(address("contact", contact)))
    assert (before, after, cleared) == (False, True, False)


def test_an_application_nobody_confirmed_names_nobody(desk: Client) -> None:
    applied = make_group(status=GroupStatus.APPLIED)
    make_contact(applied, name="Kim Holt")
    assert "Kim Holt" in words(desk.get(LIST))
    Group.objects.filter(pk=applied.pk).update(
        applied_on=date(2026, 1, 9)
    )  # by the form, which asks for a yes
    assert "Kim Holt" not in words(desk.get(LIST))


def test_the_filters_show_whom_to_chase(desk: Client) -> None:
    make_contact(make_group("Aire Left"), name="Kim Holt")
    make_contact(make_group("Esk Left"), name="Ola Reed", verified=False)
    make_group("Nidd Left")
    unverified, uncovered = (
        words(desk.get(f"{LIST}?show=unverified")),
        words(desk.get(f"{LIST}?show=uncovered")),
    )
    assert [name in unverified for name in ("Kim Holt", "Ola Reed")] == [False, True]
    assert [name in uncovered for name in ("Aire Left", "Esk Left", "Nidd Left")] == [False, True, True]
    assert "Kim Holt" in words(desk.get(f"{LIST}?show=%00&page=-4"))


@pytest.mark.parametrize("show", ["", "unverified", "uncovered"])
def test_a_long_list_asks_the_database_no_more_than_a_short_one(desk: Client, show: str) -> None:
    make_contact(verified=False)
    few = _queries(desk, show)
    for _ in range(60):
        make_contact(verified=False)
    assert _queries(desk, show) == few
    assert "Page 1 of 2" in words(desk.get(LIST, {"show": show}))


def _queries(desk: Client, show: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        words(desk.get(LIST, {"show": show}))
    return len(asked)


def test_adding_writes_to_the_contact_and_a_mistake_keeps_what_was_typed(desk: Client) -> None:
    group, left = make_group(), make_group(status=GroupStatus.LEFT)
    typed = {"name": "Kim Holt", "role": "chair", "email": "kim@example.org", "phone": "07700 900123"}
    new = f"{LIST}new/"
    wrong = words(desk.post(new, {**typed, "group": left.pk}))
    assert "Choose a group in the region." in wrong and 'value="Kim Holt"' in wrong
    page = words(desk.post(new, {**typed, "group": group.pk}, follow=True))
    assert "Kim Holt gets an email at kim@example.org with a link to their page." in page
    assert Email.objects.get(kind="organisers/added").to == "kim@example.org"
    again = words(desk.post(new, {**typed, "group": group.pk}))
    assert "Another contact of this group already has this address" in again


def test_correcting_verifying_asking_and_erasing(desk: Client) -> None:
    contact = make_contact(name="Kim Hlot", verified=False)
    contact_page_workflow.open_page(tokens.mint("contact", contact.pk, days=1))
    seen = desk.get(address("contact", contact)).context["form"].state
    typed = {"name": "Kim Holt", "role": "chair", "email": contact.email, "phone": "", "seen": seen}
    assert "Kim Holt" in words(desk.post(address("contact", contact), typed, follow=True))
    assert "verified as of today" in words(desk.post(address("verify_contact", contact), follow=True))
    assert "Kim Holt gets an email" in words(desk.post(address("ask_contact", contact), follow=True))
    save_page(contact, make_wishes(contact.group))
    assert "The consent to" in words(desk.get(address("erase_contact", contact)))
    assert "Contact erased" in words(desk.post(address("erase_contact", contact), follow=True))
    # Emails whose links an erasure ended are never sent.
    assert list(Email.objects.values_list("kind", flat=True)) == ["organisers/erased"]
    contact.refresh_from_db()
    assert contact.name == ""


def test_details_that_are_saved_as_they_are_send_no_email(desk: Client) -> None:
    contact = make_contact()
    typed = as_sent(desk.get(address("contact", contact)).context["form"])
    assert "Nothing was changed" in words(desk.post(address("contact", contact), typed, follow=True))
    assert not Email.objects.exists()


def test_a_new_number_alone_is_a_change_and_waits_for_their_yes(desk: Client) -> None:
    contact = make_contact()
    typed = as_sent(desk.get(address("contact", contact)).context["form"]) | {"phone": "07700 900888"}
    assert "Details saved" in words(desk.post(address("contact", contact), typed, follow=True))
    contact.refresh_from_db()
    assert contact.wanted_phone == "+447700900888"
    assert [email.kind for email in Email.objects.all()] == ["organisers/corrected"]


def test_consents_are_shown_and_cannot_be_sent_by_the_organiser(desk: Client) -> None:
    contact = make_contact()
    save_page(contact, make_wishes(contact.group))
    page = words(desk.get(address("contact", contact)))
    assert "Directory copies of the groups named" in page
    typed = {"name": contact.name, "role": contact.role, "email": contact.email, "phone": "", "notices": "on"}
    desk.post(address("contact", contact), typed)
    assert list(contact.consents.values_list("purpose", flat=True)) == ["circulated"]


@pytest.mark.parametrize("name", ["contact", "verify_contact", "ask_contact", "erase_contact"])
def test_contacts_of_another_region_are_not_there(desk: Client, name: str) -> None:
    far = make_contact(make_group(region=make_region("London")))
    mine = make_region()
    wrong_region = reverse(f"organisers:{name}", args=[mine.slug, far.pk])
    assert (desk.post(wrong_region).status_code, desk.post(address(name, far)).status_code) == (404, 403)
    far.refresh_from_db()
    assert far.erased_at is None
