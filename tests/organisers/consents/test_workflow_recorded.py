"""What a contact without an email allows is heard by one person and counts when a second has confirmed it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.time import clock
from organisers.consents import rules as consents_rules
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import ConsentHow, Detail, HeardOutcome, Purpose
from organisers.contacts.models import Contact, HeardConsent
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import Copy
from organisers.groups.choices import GroupAct
from organisers.groups.models import Group, GroupEvent
from organisers.lists import selectors as lists_selectors
from organisers.lists.choices import ListPurpose
from tests.factories import make_staff, sign_in
from tests.organisers.consents.factories import by_telephone, hear, make_rung, make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, take

pytestmark = pytest.mark.django_db

ALL = (Purpose.CIRCULATED, Purpose.SYMPOSIUM, Purpose.SUPPORT, Purpose.COMMITTEE, Purpose.PHONE)
WAITING = reverse("organisers:consents_waiting")


@pytest.fixture
def first() -> User:
    return make_organiser(name="Sam Hollis")


@pytest.fixture
def second() -> User:
    return make_organiser(name="Robin Vale")


def words(response: Any) -> str:
    """A page on one line, however its template is laid out."""
    return " ".join(response.content.decode().split())


def allowed(contact: Contact) -> dict[Purpose, frozenset[str]]:
    return {
        purpose: word.details
        for purpose, word in contacts_selectors.current_answers(contact).items()
        if word.given
    }


def left_by_every_way(region: Any, by: User) -> list[str]:
    """The names in a list of each purpose and in the copies of a new edition."""
    found = [
        one.details.get(Detail.NAME, "")
        for purpose in ListPurpose
        for one in lists_selectors.listed_people([region.pk], purpose, tuple(Detail))
    ]
    copies = Copy.objects.filter(edition=editions_workflow.freeze(region, by=by))
    return found + [entry["name"] for copy in copies for entry in copy.entries if "name" in entry]


def test_what_one_person_heard_is_in_no_list_and_no_copy_until_another_confirms_it(
    first: User, second: User
) -> None:
    contact = make_rung(group := make_group())
    heard = hear(contact, by_telephone(group, purposes=ALL), by=first)
    assert (heard.outcome, allowed(contact), left_by_every_way(group.region, first)) == ("waiting", {}, [])
    consents_workflow.confirm(heard, by=second)
    assert left_by_every_way(group.region, first) == ["Bo Reed"] * 4
    assert allowed(contact)[Purpose.CIRCULATED] == {"name", "phone"}
    told = contact.consents.values_list("how", "heard", "heard__heard_by", "heard__settled_by")
    assert list(told.order_by().distinct()) == [(ConsentHow.WORD, heard.pk, first.pk, second.pk)]


def test_nobody_confirms_what_they_heard_themselves(first: User) -> None:
    heard = hear(make_rung(group := make_group()), by_telephone(group), by=first)
    with pytest.raises(NotAllowed, match="Somebody else has to confirm what you heard"):
        consents_workflow.confirm(heard, by=first)
    with pytest.raises(IntegrityError, match="heard_consent_confirmed_by_another"), transaction.atomic():
        HeardConsent.objects.update(outcome="confirmed", settled_by=first, settled_at=clock.now())


@pytest.mark.parametrize("who", ["elsewhere", "committee"])
def test_only_the_regions_organisers_and_the_data_protection_lead_confirm(who: str, first: User) -> None:
    heard = hear(make_rung(group := make_group()), by_telephone(group), by=first)
    by = make_organiser(make_region("Wales")) if who == "elsewhere" else make_staff()
    with pytest.raises(NotAllowed, match="another organiser of the region or the data protection lead"):
        consents_workflow.confirm(heard, by=by)
    lead = make_staff(groups=(DATA_PROTECTION_LEAD,))
    assert consents_workflow.confirm(heard, by=lead).outcome == HeardOutcome.CONFIRMED


def test_the_second_persons_and_nobody_else_are_told(first: User, second: User) -> None:
    lead = make_staff(groups=(DATA_PROTECTION_LEAD,))
    make_organiser(make_region("Wales"))
    heard = hear(make_rung(group := make_group(), name="Bo Reed"), by_telephone(group), by=first)
    emails = list(Email.objects.order_by("to"))
    assert [email.to for email in emails] == sorted([second.email, lead.email])
    assert "Bo Reed" not in emails[0].body
    assert reverse("organisers:consent_to_confirm", args=[heard.pk]) in emails[0].body


def test_what_they_take_back_ends_at_once_and_only_what_is_new_waits(first: User, second: User) -> None:
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    contact = make_rung(hull)
    said = by_telephone(hull, purposes=(Purpose.CIRCULATED, Purpose.SYMPOSIUM))
    consents_workflow.confirm(hear(contact, said, by=first), by=second)
    edition = editions_workflow.freeze(hull.region, by=first)
    changed = by_telephone(selby, purposes=(Purpose.CIRCULATED, Purpose.SUPPORT), details=(Detail.NAME,))
    heard = hear(contact, changed, by=first)
    circulated = contacts_selectors.current_answers(contact)[Purpose.CIRCULATED]
    assert (set(circulated.details), set(circulated.recipients)) == ({"name"}, set())
    assert set(allowed(contact)) == {Purpose.CIRCULATED}
    assert edition.copies.get(group=hull).recalled_at is not None
    consents_workflow.confirm(heard, by=second)
    assert contacts_selectors.current_answers(contact)[Purpose.CIRCULATED].recipients == {selby.pk}
    assert set(allowed(contact)) == {Purpose.CIRCULATED, Purpose.SUPPORT}


def test_less_than_before_counts_at_once_and_waits_for_nobody(first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    consents_workflow.confirm(hear(contact, by_telephone(group, purposes=ALL), by=first), by=second)
    heard = hear(contact, by_telephone(group, purposes=(Purpose.CIRCULATED,)), by=first)
    assert (heard.outcome, set(allowed(contact))) == (HeardOutcome.AT_ONCE, {Purpose.CIRCULATED})


def test_a_withdrawal_by_word_ends_everything_at_once(first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    consents_workflow.confirm(hear(contact, by_telephone(group, purposes=ALL), by=first), by=second)
    download, _ = take(ask(first, group.region, columns=(Detail.NAME,)), first)
    editions_workflow.freeze(group.region, by=first)
    withdrawn = hear(contact, by=first, how=ConsentHow.PAPER)
    assert (withdrawn.outcome, allowed(contact)) == (HeardOutcome.AT_ONCE, {})
    assert Copy.objects.get().recalled_at is not None
    assert download.events.get().act == "asked_back"
    assert left_by_every_way(group.region, first) == []


def test_a_withdrawal_before_the_confirmation_leaves_nothing_to_confirm(first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    heard = hear(contact, by_telephone(group), by=first)
    hear(contact, by=second)
    with pytest.raises(NotAllowed, match="no longer needs confirmation"):
        consents_workflow.confirm(heard, by=second)
    assert allowed(contact) == {}


def test_a_contact_with_a_page_withdraws_by_word_too_and_an_email_says_so(first: User) -> None:
    contact = save_page(make_contact(), make_wishes(group := Group.objects.get()))
    hear(contact, by=first)
    assert allowed(contact) == {}
    assert list(Email.objects.values_list("kind", "to")) == [("organisers/withdrawn", contact.email)]
    with pytest.raises(NotAllowed, match="they give consent on their own page"):
        hear(contact, by_telephone(group), by=first)


@pytest.mark.parametrize("how", ["erased", "taken over", "new number", "later word", "own page"])
def test_whatever_happens_later_takes_the_place_of_what_waits(how: str, first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    heard = hear(contact, by_telephone(group), by=first)
    if how == "erased":
        contact_desk_workflow.erase(contact, by=SYSTEM)
    elif how == "taken over":
        contact_desk_workflow.take_over(
            contact, contacts_workflow.Details("Flo Reed", "flo@example.org"), by=first
        )
    elif how == "new number":
        contact_desk_workflow.correct(
            contact, contacts_workflow.Details("Bo Reed", "", phone="+447700900778"), by=first
        )
    elif how == "later word":
        hear(contact, by_telephone(group, details=(Detail.NAME,)), by=first)
    else:
        contact_desk_workflow.correct(
            contact, contacts_workflow.Details("Bo Reed", "bo@example.org"), by=first
        )
        contact_page_workflow.confirm_address(tokens.mint("address", contact.pk, days=7))
    heard.refresh_from_db()
    assert heard.outcome == HeardOutcome.REPLACED
    with pytest.raises(NotAllowed):
        consents_workflow.confirm(heard, by=second)


def test_a_no_of_the_second_person_leaves_nothing_and_is_told(first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    consents_workflow.decline(hear(contact, by_telephone(group), by=first), by=second)
    assert allowed(contact) == {}
    assert Email.objects.order_by("-pk").values_list("kind", "to").first() == (
        "organisers/consent_not_confirmed",
        first.email,
    )


def test_after_thirty_days_it_can_no_longer_be_confirmed(first: User, second: User) -> None:
    heard = hear(make_rung(group := make_group()), by_telephone(group), by=first)
    later = clock.now() + timedelta(days=30)
    with time_machine.travel(later, tick=False), pytest.raises(NotAllowed, match="30 days ago"):
        consents_workflow.confirm(heard, by=second)


@pytest.mark.parametrize(
    "wishes",
    [
        by_telephone(purposes=(Purpose.NOTICES,)),
        by_telephone(purposes=(Purpose.SYMPOSIUM,), details=(Detail.EMAIL,)),
        by_telephone(purposes=(Purpose.CAMPAIGN,)),
    ],
)
def test_nothing_can_be_allowed_that_needs_an_email_address(wishes: Wishes, first: User) -> None:
    with pytest.raises(NotAllowed, match="they cannot agree to anything that needs one"):
        hear(make_rung(), wishes, by=first)


@pytest.mark.parametrize(
    ("days", "reason"),
    [(1, consents_rules.NOT_YET), (-31, consents_rules.TOO_LONG_AGO), (-30, "")],
)
def test_the_day_it_was_said_is_a_day_of_the_last_thirty(days: int, reason: str, first: User) -> None:
    on = localdate(clock.now()) + timedelta(days=days)
    about: dict[str, Any] = {"seen": 0, "heard_on": on, "now": clock.now()}
    found = consents_rules.why_not_record(make_rung(), (), (), **about)
    assert found == ([reason] if reason else [])


def test_what_was_heard_is_never_changed_or_removed(first: User) -> None:
    hear(make_rung(group := make_group()), by_telephone(group), by=first)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        HeardConsent.objects.update(purposes=[Purpose.NOTICES])
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        HeardConsent.objects.all().delete()


def typed(contact: Contact, **changed: Any) -> dict[str, Any]:
    """The form as the organiser fills it in after reading it out."""
    named = ",".join(str(group.pk) for group in contacts_selectors.recipient_groups(contact).named)
    said = {"circulated": "on", "shared": ["name", "phone"], "ringing": "on"}
    how = {"how": "word", "heard_on": localdate(clock.now()).isoformat()}
    return {**said, **how, "seen": contacts_selectors.newest_consent(contact), "named": named, **changed}


def test_from_the_desk_to_the_second_persons_page_and_back(first: User, second: User) -> None:
    contact = make_rung(group := make_group("Hull Left"))
    page = reverse("organisers:record_consent", args=[group.region.slug, contact.pk])
    client, other = sign_in(Client(), first), sign_in(Client(), second)
    shown = words(client.get(page))
    assert ("Yes, my regional organiser may ring me." in shown, "notices of our regional" in shown) == (
        True,
        False,
    )
    done = words(client.post(page, typed(contact), follow=True))
    assert "New consents count once another organiser" in done
    assert "recorded by Sam Hollis: waiting for a second person" in done
    assert "You have no consents to confirm." in words(client.get(WAITING))
    assert "1 contact’s consent, recorded by somebody else" in words(
        other.get("/regions/yorkshire-and-the-humber/desk/")
    )
    waits = words(other.get(WAITING))
    heard = HeardConsent.objects.get()
    assert "Bo Reed, Hull Left" in waits
    to_confirm = reverse("organisers:consent_to_confirm", args=[heard.pk])
    assert [
        one in words(other.get(to_confirm)) for one in ("07700 900777", "Name, Telephone", "Hull Left")
    ] == [True] * 3
    other.post(to_confirm, {"answer": "confirm"})
    assert "confirmed by Robin Vale" in words(
        client.get(reverse("organisers:contact", args=[group.region.slug, contact.pk]))
    )
    acts = GroupEvent.objects.order_by("pk").values_list("act", "actor_key")
    assert list(acts) == [
        (GroupAct.HEARD, f"user:{first.pk}"),
        (GroupAct.HEARD_RIGHT, f"user:{second.pk}"),
    ]


def test_the_organiser_writes_a_withdrawal_down_on_the_desk(first: User) -> None:
    contact = save_page(make_contact(), make_wishes(Group.objects.get()))
    page = reverse("organisers:record_withdrawal", args=[contact.group.region.slug, contact.pk])
    client = sign_in(Client(), first)
    assert "The consent to “Directory copies of the groups named”." in words(client.get(page))
    sent = {"how": "word", "heard_on": localdate(clock.now()).isoformat()}
    done = words(client.post(page, {**sent, "seen": contacts_selectors.newest_consent(contact)}, follow=True))
    assert ("All consents of Jo Marsh have ended." in done, allowed(contact)) == (True, {})


def test_a_withdrawal_that_something_overtook_is_told_so_and_goes_through_when_it_is_sent_again(
    first: User,
) -> None:
    contact = save_page(make_contact(), make_wishes(Group.objects.get()))
    page = reverse("organisers:record_withdrawal", args=[contact.group.region.slug, contact.pk])
    client = sign_in(Client(), first)
    sent = {"how": "word", "heard_on": localdate(clock.now()).isoformat()}
    refused = client.post(page, {**sent, "seen": 0})
    assert "Their consent has changed since you opened this page." in words(refused)
    assert allowed(contact) != {}
    client.post(page, {**sent, "seen": refused.context["form"].seen_now})
    assert allowed(contact) == {}


def test_who_heard_it_is_whoever_is_signed_in_and_never_typed(first: User, second: User) -> None:
    contact = make_rung(group := make_group())
    page = reverse("organisers:record_consent", args=[group.region.slug, contact.pk])
    sign_in(Client(), first).post(page, typed(contact, heard_by=second.pk, settled_by=second.pk))
    heard = HeardConsent.objects.get()
    assert (heard.heard_by, heard.settled_by) == (first, None)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"shared": []}, "Tick which of their details may be circulated"),
        ({"list_support": "on"}, "Tick which of their details may be in such a list"),
        ({"shared": ["email"]}, "Tick details from the list."),
        ({"heard_on": "2020-01-01"}, "This is more than 30 days ago."),
        ({"how": "page"}, "Choose one of the two."),
        ({"seen": "999"}, "Their consent has changed since you opened this page."),
    ],
)
def test_a_slip_is_told_and_nothing_is_written_down(
    changed: dict[str, Any], sentence: str, first: User
) -> None:
    contact = make_rung(group := make_group())
    page = reverse("organisers:record_consent", args=[group.region.slug, contact.pk])
    answer = words(sign_in(Client(), first).post(page, typed(contact, **changed)))
    assert (sentence in answer, HeardConsent.objects.exists()) == (True, False)
