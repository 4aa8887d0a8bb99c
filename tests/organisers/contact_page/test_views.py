"""A contact's page: the way in, one form, what it refuses, and that it tells nobody who exists."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lla.acts.refusals import OVERTAKEN
from lla.emails.models import Email
from lla.links import tokens
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.consents import forms as consents_forms
from organisers.contact_page import forms as contact_page_forms
from organisers.contact_page import views as contact_page_views
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import views as contacts_views
from organisers.contacts.choices import Detail, Purpose
from organisers.contacts.models import Consent, Contact
from tests.factories import make_staff
from tests.organisers.consents.factories import make_held_copy, make_wishes, save_page
from tests.organisers.contact_page.page_object import PAGE, address_of, opened, page_of, typed, words
from tests.organisers.factories import make_contact, make_group, make_region
from tests.organisers.symposia.factories import make_confirmed

pytestmark = pytest.mark.django_db


def test_opening_the_address_shows_a_button_and_changes_nothing(client: Client) -> None:
    contact = make_contact(verified=False)
    address = address_of(contact)
    for _ in range(2):
        response = client.get(address)
        assert (response.status_code, "Open my page" in words(response)) == (200, True)
        assert contact.name not in words(response) and contact.group.name not in words(response)
    contact.refresh_from_db()
    assert contact.confirmed_at is None
    assert client.get(PAGE).status_code == 403


def test_the_button_swaps_the_token_for_half_an_hour(client: Client) -> None:
    contact = make_contact()
    response = client.post(address_of(contact))
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert client.get(PAGE).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=30, seconds=1)):
        assert client.get(PAGE).status_code == 403


def test_a_used_a_forwarded_an_expired_and_a_forged_link_get_one_answer(client: Client) -> None:
    contact = make_contact()
    used, forwarded = address_of(contact), address_of(contact)
    client.post(used)
    contact_page_workflow.send_link(contact.email)
    expired = address_of(make_contact())
    forged = reverse("organisers:private", args=["x" * 43])
    with time_machine.travel(clock.now() + timedelta(days=31)):
        answers = {
            (response.status_code, re.sub(r'value="\w{64}"', "", words(response)))
            for address in (used, forwarded, expired, forged)
            for response in (Client().get(address), Client().post(address))
        }
    [(status, said)] = answers
    assert (status, contacts_views.LINK_ENDED in said) == (410, True)


def test_a_second_opening_in_the_same_browser_leads_on_to_the_page(client: Client) -> None:
    address = address_of(make_contact())
    client.post(address)
    assert [client.get(address)["Location"], client.post(address)["Location"]] == [PAGE, PAGE]


def test_the_pages_are_kept_by_no_browser_and_found_by_no_search(client: Client) -> None:
    contact = make_contact()
    address = address_of(contact)
    for response in (client.get(address), client.get("/g/lost/"), opened(client, contact).get(PAGE)):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_asking_for_a_link_answers_the_same_for_every_address(client: Client) -> None:
    make_contact(email="kim@example.org")
    answers = set()
    for email in ("kim@example.org", "nobody@example.org"):
        response = client.post("/g/lost/", {"email": email}, follow=True)
        answers.add((response.status_code, re.sub(r'value="\w{64}"', "", words(response))))
    [(status, said)] = answers
    assert (status, contact_page_views.ASKED in said) == (200, True)
    assert list(Email.objects.values_list("to", flat=True)) == ["kim@example.org"]


def test_asking_too_often_is_told_alike_for_a_known_and_an_unknown_address(client: Client) -> None:
    make_contact(email="kim@example.org")
    for email in ("kim@example.org", "nobody@example.org"):
        for _ in range(5):
            client.post("/g/lost/", {"email": email})
        assert "This cannot be sent again yet" in words(client.post("/g/lost/", {"email": email}))


def test_nothing_is_allowed_until_it_is_ticked(client: Client) -> None:
    contact = make_contact()
    page = words(opened(client, contact).get(PAGE))
    assert (page.count('type="checkbox"'), page.count("checked>")) == (20, 0)
    client.post(page_of(contact), typed(contact))
    assert not Consent.objects.exists()


def test_one_save_keeps_the_details_and_the_consents(client: Client) -> None:
    contact, other = make_contact(verified=False), make_group("Swale Left")
    opened(client, contact)
    said = {
        "name": "Jo Marsh-Holt",
        "phone": "+353 20 910 0123",
        "circulated": "on",
        "shared": [Detail.NAME, Detail.PHONE],
        "notices": "on",
    }
    response = client.post(page_of(contact), typed(contact, **said), follow=True)
    assert contact_page_views.SAVED in words(response)
    contact.refresh_from_db()
    kept = (contact.name, contact.phone, contact.verified_at is not None)
    assert kept == ("Jo Marsh-Holt", "+353209100123", True)
    assert list(contact.consents.values_list("purpose", "given", "details", "recipients")) == [
        (Purpose.CIRCULATED, True, ["name", "phone"], sorted([contact.group_id, other.pk])),
        (Purpose.NOTICES, True, [], []),
    ]


def test_after_a_move_the_page_says_who_keeps_what_and_who_is_asked_about(client: Client) -> None:
    contact, left = make_contact(make_group("Hull Left")), make_group("Swale Left")
    save_page(contact, make_wishes(contact.group, left))
    make_group("Elan Left", region=(wales := make_region("Wales")))
    affiliation_workflow.move(contact.group, by=make_staff(), to=wales, words="They meet in Wrexham.")
    opened(client, contact)
    page = " ".join(words(client.get(PAGE)).split())
    said = ["agreed to groups of another region: Swale Left.", "they are asked about further down"]
    assert [each in page for each in (*said, "There are no other groups")] == [True, True, False]
    contact.refresh_from_db()
    sent = {"circulated": "on", "shared": [Detail.NAME, Detail.EMAIL]}
    client.post(page_of(contact), typed(contact, **sent))
    assert contact.consents.latest("pk").recipients == [contact.group_id]


def test_a_group_that_affiliates_between_opening_and_saving_was_not_named(client: Client) -> None:
    contact = make_contact()
    sent = typed(contact, circulated="on", shared=["name"])
    opened(client, contact)
    newcomer = make_group("Wharfe Left")
    client.post(page_of(contact), sent)
    assert contact.consents.get().recipients == [contact.group_id]
    assert "May Wharfe Left have your details too?" in words(client.get(PAGE))
    client.post(page_of(contact), typed(contact, circulated="on", shared=["name"], **_yes(newcomer.pk)))
    assert newcomer.pk in contact.consents.order_by("-pk")[0].recipients


def test_a_group_that_has_only_applied_is_asked_nothing_and_not_named(client: Client) -> None:
    make_confirmed()
    contact = make_contact(make_group("Zero Left", status="applied"))
    page = " ".join(words(opened(client, contact).get(PAGE)).split())
    assert ("Is your group coming?" in page, "<li>Zero Left</li>" in page) == (False, False)
    assert "Your own group gets one once it is affiliated." in page


def test_an_answer_that_is_refused_costs_no_consent(client: Client) -> None:
    symposium = make_confirmed()
    contact = make_contact(make_group("Zero Left", status="applied"))
    coming = {f"reply-{symposium.pk}-coming": "yes", f"reply-{symposium.pk}-places": "2"}
    said = typed(contact, notices="on", **coming)
    page = words(opened(client, contact).post(page_of(contact), said, follow=True))
    assert f"{contact_page_views.NOT_KEPT} Zero Left is not affiliated now." in page
    assert [consent.purpose for consent in contact.consents.all()] == [Purpose.NOTICES]
    assert not symposium.replies.exists()


def _yes(group: int) -> dict[str, str]:
    return {f"group_{group}": "yes"}


def test_groups_of_other_regions_are_neither_named_nor_taken(client: Client) -> None:
    contact, far = make_contact(), make_group("Thames Left", region=make_region("London"))
    assert far.name not in words(opened(client, contact).get(PAGE))
    named = f"{contact.group_id},{far.pk}"
    client.post(page_of(contact), typed(contact, circulated="on", shared=["name"], named=named))
    assert contact.consents.get().recipients == [contact.group_id]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"circulated": "on"}, consents_forms.NO_DETAIL.format("your")),
        ({"ringing": "on", "phone": ""}, contact_page_forms.NO_NUMBER),
        ({"phone": "ring me"}, "Enter a telephone number, such as"),
        ({"name": ""}, "“Name” is empty. Fill it in."),
        ({"name": "x" * 81}, "This has 81 characters. The limit is 80."),
        ({"email": "kim at example.org"}, "Enter an email address with an @"),
        ({"role": "emperor"}, "Choose a role from the list."),
        ({"shared": ["shoe size"]}, "Tick details from the list."),
        ({"left_out": ["999999"]}, consents_forms.STALE),
        ({"named": "1,2,drop"}, consents_forms.STALE),
    ],
)
def test_what_is_wrong_is_said_in_words_and_saves_nothing(
    client: Client, changed: dict[str, Any], said: str
) -> None:
    contact = make_contact(verified=False)
    opened(client, contact)
    response = client.post(page_of(contact), typed(contact, **{"notices": "on", **changed}))
    assert (response.status_code, said in words(response)) == (200, True)
    contact.refresh_from_db()
    assert (contact.verified_at, contact.consents.count()) == (None, 0)


def test_a_page_older_than_the_last_consent_is_refused_once_and_keeps_what_was_typed(
    client: Client,
) -> None:
    contact = make_contact()
    sent = typed(contact, name="Jo Holt", who="same", circulated="on", shared=["name"])
    save_page(contact, make_wishes(contact.group))
    opened(client, contact)
    response = client.post(page_of(contact), sent)
    assert OVERTAKEN in words(response)
    assert 'value="Jo Holt"' in words(response)
    client.post(page_of(contact), {**sent, "seen": response.context["form"].state})
    contact.refresh_from_db()
    assert contact.name == "Jo Holt"


def test_words_typed_after_the_half_hour_are_given_back(client: Client) -> None:
    contact = make_contact()
    opened(client, contact)
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        response = client.post(page_of(contact), typed(contact, name="Jo Holt"))
    assert (response.status_code, 'name="name" value="Jo Holt"' in words(response)) == (403, True)
    contact.refresh_from_db()
    assert contact.name == "Jo Marsh"


def test_a_new_address_closes_the_page_that_the_old_one_opened(client: Client) -> None:
    contact, victim = make_contact(email="old@example.org"), make_contact(email="new@example.org")
    opened(client, contact)
    client.post(page_of(contact), typed(contact, email="new@example.org"))
    token = tokens.mint("address", contact.pk, days=7)
    theirs = Client()
    address = reverse("organisers:new_address", args=[token])
    assert "Use this address" in words(theirs.get(address))
    assert theirs.post(address)["Location"] == PAGE
    assert victim.group.name in words(theirs.get(PAGE))
    assert client.get(PAGE).status_code == 403
    assert theirs.post(address).status_code == 410


def test_emails_to_typed_addresses_are_few(client: Client) -> None:
    contact = make_contact()
    opened(client, contact)
    for number in range(6):
        email = f"address{number}@example.org"
        response = client.post(page_of(contact), typed(contact, email=email))
    assert "This cannot be sent again yet" in words(response)
    asked_of = Email.objects.filter(kind="organisers/address_to_confirm")
    assert not asked_of.filter(to="address5@example.org").exists()


def test_one_address_in_two_groups_has_two_pages_and_nothing_is_saved_for_the_wrong_one(
    client: Client,
) -> None:
    first, second = make_contact(email="kim@example.org"), make_contact(email="Kim@example.org")
    stranger = make_contact()
    opened(client, first)
    page = words(client.get(PAGE))
    assert f"Open the page for {second.group}" in page and stranger.group.name not in _others(page)
    client.post(f"/g/other/?of={first.pk}", {"contact": second.pk})
    response = client.post(page_of(first), typed(first, name="Wrong window"))
    assert (response.status_code, 'value="Wrong window"' in words(response)) == (409, True)
    assert client.post(PAGE, typed(second)).status_code == 409
    assert client.post(f"/g/erase/?of={first.pk}").status_code == 409
    assert client.post(f"/g/other/?of={second.pk}", {"contact": stranger.pk}).status_code == 404
    assert client.post(f"/g/other/?of={second.pk}", {"contact": "x"}).status_code == 404
    names = set(Contact.objects.of_address("kim@example.org").values_list("name", flat=True))
    assert names == {"Jo Marsh"}


def _others(page: str) -> str:
    return page[page.index("Your other groups") :]


def test_withdrawing_and_erasing_say_first_what_they_do(client: Client) -> None:
    contact = make_contact()
    save_page(contact, make_wishes(contact.group))
    make_held_copy(contact.group, contact)
    opened(client, contact)
    for page in ("/g/withdraw/", "/g/erase/"):
        shown = words(client.get(page))
        assert "The consent to “Directory copies of the groups named”." in shown
        assert "One copy of the directory" in shown
    assert Consent.objects.circulated().exists()
    client.post(f"/g/withdraw/?of={contact.pk}")
    assert not Consent.objects.circulated().exists()
    response = client.post(f"/g/erase/?of={contact.pk}", follow=True)
    assert "Your details are erased." in words(response)
    contact.refresh_from_db()
    assert contact.erased_at is not None
    assert client.get(PAGE).status_code == 403


def test_closing_the_page_closes_it(client: Client) -> None:
    opened(client, make_contact()).post("/g/leave/")
    assert client.get(PAGE).status_code == 403


def test_a_forged_form_is_refused() -> None:
    contact = make_contact()
    careful = Client(enforce_csrf_checks=True)
    address = address_of(contact)
    assert careful.post(address).status_code == 403
    contact.refresh_from_db()
    assert contact.confirmed_at is None


def test_a_page_that_is_far_too_large_is_turned_away(client: Client) -> None:
    contact = make_contact()
    opened(client, contact)
    too_long = client.post(page_of(contact), typed(contact, name="x" * 2_000_000))
    too_many = client.post(page_of(contact), {**typed(contact), "shared": ["name"] * 600})
    assert (too_long.status_code, too_many.status_code) == (413, 400)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    opened(client, make_contact())
    assert getattr(client, method)(PAGE).status_code == 405


ANYTHING = st.one_of(st.text(max_size=60), st.sampled_from(["on", "yes", "no", "name", "0", "-1", "\x00"]))


class AnyFormSent(TestCase):
    """Whatever is sent to the page: an answer in words, nothing broken, and no markup of the sender's."""

    @settings(max_examples=60, deadline=None)
    @given(
        st.dictionaries(
            st.sampled_from([*contact_page_forms.PageForm.base_fields, "left_out", "group_1"]), ANYTHING
        )
    )
    def test_any_form_gets_an_answer(self, changed: dict[str, str]) -> None:
        contact = make_contact(name="<b>Jo</b>")
        client = opened(Client(), contact)
        response = client.post(page_of(contact), typed(contact, **changed), follow=True)
        assert response.status_code == 200
        assert "<b>Jo" not in words(response)
        contact.refresh_from_db()
        assert contact.email != ""
