"""Contacts are added, open and save their page, change their address, withdraw and are erased."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from lla.acts.actors import SYSTEM
from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.emails.models import Email
from lla.links import exceptions, tokens
from lla.links.exceptions import LinkRefused
from lla.links.models import Link
from lla.time import clock
from organisers.consents.workflow import Wishes
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import rules as contacts_rules
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import ConsentHow, Detail, Purpose
from organisers.contacts.models import Consent, Contact, Question
from organisers.contacts.workflow import Details
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import GroupEvent
from tests.organisers.consents.factories import make_held_copy, make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

KIM = Details(name="Kim Holt", email="kim@example.org", phone="+447700900123")


def reasons(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.reasons


def emails() -> list[tuple[str, str]]:
    return list(Email.objects.order_by("pk").values_list("kind", "to"))


def opened(contact: Contact) -> Contact:
    return contact_page_workflow.open_page(tokens.mint("contact", contact.pk, days=1))


def test_an_added_contact_allows_nothing_and_gets_the_way_to_their_page() -> None:
    group, organiser = make_group(), make_organiser()
    contact = contact_desk_workflow.add_contact(group, KIM, by=organiser)
    assert (contact.confirmed_at, contact.verified_at, contact.consents.count()) == (None, None, 0)
    email = Email.objects.get()
    assert (email.to, email.link_view, email.link_purpose, email.link_target, email.secret) == (
        "kim@example.org",
        "organisers:private",
        "contact",
        contact.pk,
        True,
    )
    event = GroupEvent.objects.get()
    assert (event.act, event.actor_key, event.details) == (
        GroupAct.ADDED,
        f"user:{organiser.pk}",
        {"contact": contact.pk},
    )


def test_only_todays_organiser_of_the_region_adds_corrects_verifies_and_erases() -> None:
    stranger, contact = make_organiser(make_region("London")), make_contact()
    said = "You are not the organiser of Yorkshire and the Humber today."
    acts: list[Callable[[], object]] = [
        lambda: contact_desk_workflow.add_contact(contact.group, KIM, by=stranger),
        lambda: contact_desk_workflow.correct(contact, KIM, by=stranger),
        lambda: contact_desk_workflow.verify(contact, by=stranger),
        lambda: contact_desk_workflow.ask_to_verify(contact, by=stranger),
        lambda: contact_desk_workflow.erase(contact, by=stranger),
    ]
    assert [reasons(act) for act in acts] == [[said]] * len(acts)
    assert emails() == []


def test_an_address_stands_once_in_a_group_and_in_as_many_groups_as_it_likes() -> None:
    organiser, group = make_organiser(), make_group()
    contact_desk_workflow.add_contact(group, KIM, by=organiser)
    again = Details(name="K. Holt", email="KIM@example.org")
    assert reasons(lambda: contact_desk_workflow.add_contact(group, again, by=organiser)) == [
        contacts_rules.TAKEN
    ]
    contact_desk_workflow.add_contact(make_group(), again, by=organiser)
    assert Contact.objects.of_address("kim@example.org").count() == 2


def test_a_group_that_left_gets_no_contacts() -> None:
    group = make_group("Calder Left", status=GroupStatus.LEFT)
    said = "Calder Left has left. We do not keep contacts of groups that have left."
    assert reasons(lambda: contact_desk_workflow.add_contact(group, KIM, by=make_organiser())) == [said]


def test_the_first_opening_confirms_and_a_second_one_is_refused() -> None:
    contact = make_contact()
    token = tokens.mint("contact", contact.pk, days=1)
    assert contact_page_workflow.open_page(token).confirmed_at is not None
    with pytest.raises(LinkRefused) as refused:
        contact_page_workflow.open_page(token)
    assert refused.value.reason == exceptions.SPENT


def test_a_new_email_ends_the_links_sent_before_it() -> None:
    contact = make_contact(email="kim@example.org")
    token = tokens.mint("contact", contact.pk, days=1)
    contact_page_workflow.send_link("Kim@Example.org")
    with pytest.raises(LinkRefused) as refused:
        contact_page_workflow.open_page(token)
    assert refused.value.reason == exceptions.REVOKED
    assert emails() == [("organisers/my_link", "kim@example.org")]


def test_asking_for_the_way_back_writes_once_to_a_known_address_and_never_to_another() -> None:
    make_contact(email="kim@example.org")
    make_contact(email="kim@example.org")
    contact_page_workflow.send_link("kim@example.org")
    contact_page_workflow.send_link("nobody@example.org")
    assert emails() == [("organisers/my_link", "kim@example.org")]


def test_saving_verifies_and_writes_down_only_what_changed() -> None:
    mine, other = make_group("Aire Left"), make_group("Esk Left")
    contact = make_contact(mine, verified=False)
    contact = save_page(contact, make_wishes(mine, other))
    save_page(contact, make_wishes(mine, other), name="Jo Mrash")
    ringing = Wishes(
        frozenset({Purpose.CIRCULATED, Purpose.PHONE}),
        frozenset({Detail.NAME, Detail.EMAIL}),
        frozenset({mine.pk, other.pk}),
    )
    save_page(contact, ringing)
    contact.refresh_from_db()
    assert contact.name == "Jo Marsh"
    assert contact.verified_at is not None
    said = Consent.objects.values_list("purpose", "given", "details", "recipients", "how", "text_version")
    assert list(said) == [
        (Purpose.CIRCULATED, True, ["name", "email"], [mine.pk, other.pk], ConsentHow.PAGE, 2),
        (Purpose.PHONE, True, [], [], ConsentHow.PAGE, 2),
    ]


def test_a_page_that_is_older_than_the_last_consent_saves_nothing() -> None:
    contact = make_contact()
    seen = contacts_selectors.newest_consent(contact)
    save_page(contact, make_wishes(contact.group))
    contact_page_workflow.withdraw(contact)
    details = Details(name=contact.name, email=contact.email)
    stale = lambda: contact_page_workflow.save_page(contact, details, make_wishes(contact.group), seen=seen)  # noqa: E731
    assert reasons(stale) == [OVERTAKEN]
    assert not Consent.objects.circulated().exists()


def test_a_new_address_counts_only_once_it_is_confirmed_there_and_the_old_one_is_told() -> None:
    contact = make_contact(email="old@example.org")
    standing = tokens.mint("contact", contact.pk, days=1)
    contact = save_page(contact, email="new@example.org")
    assert (contact.email, contact.wanted_email) == ("old@example.org", "new@example.org")
    assert emails() == [
        ("organisers/address_to_confirm", "new@example.org"),
        ("organisers/address_asked", "old@example.org"),
    ]
    contact_page_workflow.confirm_address(tokens.mint("address", contact.pk, days=1))
    contact.refresh_from_db()
    assert (contact.email, contact.wanted_email) == ("new@example.org", "")
    # The emails with links had not been sent yet, and never are.
    assert emails() == [("organisers/address_changed", "old@example.org")]
    with pytest.raises(LinkRefused):
        contact_page_workflow.open_page(standing)


def test_putting_the_old_address_back_ends_the_link_to_the_new_one() -> None:
    contact = make_contact(email="old@example.org")
    contact = save_page(contact, email="new@example.org")
    token = tokens.mint("address", contact.pk, days=1)
    contact = save_page(contact, email="old@example.org")
    assert contact.wanted_email == ""
    with pytest.raises(LinkRefused):
        contact_page_workflow.confirm_address(token)


def test_a_new_address_that_another_contact_of_the_group_has_is_refused_to_its_owner_only() -> None:
    group = make_group()
    make_contact(group, email="taken@example.org")
    contact = save_page(make_contact(group), email="taken@example.org")
    assert contact.wanted_email == "taken@example.org"
    token = tokens.mint("address", contact.pk, days=1)
    assert reasons(lambda: contact_page_workflow.confirm_address(token)) == [contacts_rules.TAKEN]


def test_a_new_address_waits_a_week() -> None:
    contact = save_page(make_contact(), email="new@example.org")
    token = tokens.mint("address", contact.pk, days=30)
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1)):
        assert reasons(lambda: contact_page_workflow.confirm_address(token)) == [
            contacts_rules.NO_NEW_ADDRESS
        ]


def test_withdrawing_ends_every_consent_and_recalls_the_copies_from_their_holders() -> None:
    contact = make_contact(name="Ola Reed")
    holder, stranger = make_contact(), make_contact()
    save_page(contact, make_wishes(contact.group, holder.group))
    copy = make_held_copy(holder.group, contact, stranger)
    token = tokens.mint("copy", copy.pk, days=1)
    contact_page_workflow.withdraw(contact)
    copy.refresh_from_db()
    assert [entry["contact"] for entry in copy.entries] == [stranger.pk]
    assert (copy.recalled_at is not None, copy.subjects) == (True, [contact.pk, stranger.pk])
    assert list(copy.events.values_list("act", "actor_key")) == [(CopyAct.RECALLED, f"contact:{contact.pk}")]
    with pytest.raises(LinkRefused):
        tokens.read("copy", token)
    assert emails() == [
        ("organisers/copies_recalled", holder.email),
        ("organisers/withdrawn", contact.email),
    ]
    assert contact.name not in Email.objects.get(to=holder.email).body
    assert list(contact.consents.current().values_list("purpose", "given")) == [(Purpose.CIRCULATED, False)]


def test_leaving_one_group_out_recalls_its_copy_and_no_other() -> None:
    contact = make_contact()
    out, stays = make_group(), make_group()
    save_page(contact, make_wishes(out, stays))
    ended, kept = make_held_copy(out, contact), make_held_copy(stays, contact)
    save_page(contact, make_wishes(stays))
    recalled = set(Copy.objects.filter(recalled_at__isnull=False))
    assert (recalled, kept.recalled_at) == ({ended}, None)


def test_taking_back_one_detail_recalls_every_copy_and_allowing_one_more_recalls_none() -> None:
    contact = make_contact()
    group = make_group()
    save_page(contact, make_wishes(group, details=(Detail.NAME,)))
    copy = make_held_copy(group, contact)
    save_page(contact, make_wishes(group, details=(Detail.NAME, Detail.PHONE)))
    copy.refresh_from_db()
    assert copy.recalled_at is None
    save_page(contact, make_wishes(group, details=(Detail.NAME,)))
    copy.refresh_from_db()
    assert copy.recalled_at is not None


def test_erasing_empties_the_row_and_leaves_the_record_under_its_key() -> None:
    contact = make_contact(name="Kim Holt", email="kim@example.org")
    save_page(contact, make_wishes(contact.group))
    save_page(contact, make_wishes(contact.group), email="kim.holt@example.org")
    Question.objects.create(contact=contact, group=make_group())
    copy = make_held_copy(make_group(), contact)
    token = tokens.mint("contact", contact.pk, days=1)
    contact_desk_workflow.erase(contact, by=contacts_workflow.contact_actor(contact))
    contact.refresh_from_db()
    emptied = (contact.name, contact.email, contact.phone, contact.wanted_email, contact.wanted_at)
    assert emptied == ("", "", "", "", None)
    assert (contact.erased_at is not None, contact.questions.count()) == (True, 0)
    copy.refresh_from_db()
    assert (copy.entries, copy.subjects, copy.recalled_at is not None) == ([], [contact.pk], True)
    assert contact.consents.order_by("-pk").values_list("given", "how")[0] == (False, ConsentHow.ERASURE)
    assert emails() == [("organisers/erased", "kim@example.org")]
    with pytest.raises(LinkRefused):
        contact_page_workflow.open_page(token)
    event = GroupEvent.objects.get(act=GroupAct.ERASED)
    assert "Kim" not in str(event.details) + event.actor_key


def test_an_erased_contact_is_changed_by_nobody_and_found_by_no_address() -> None:
    contact = contact_desk_workflow.erase(make_contact(email="kim@example.org"), by=SYSTEM)
    organiser = make_organiser()
    acts: list[Callable[[], object]] = [
        lambda: contact_page_workflow.withdraw(contact),
        lambda: contact_desk_workflow.erase(contact, by=SYSTEM),
        lambda: contact_desk_workflow.verify(contact, by=organiser),
        lambda: contact_desk_workflow.ask_to_verify(contact, by=organiser),
        lambda: contact_desk_workflow.correct(contact, KIM, by=organiser),
        lambda: contact_page_workflow.save_page(contact, KIM, Wishes(), seen=0),
    ]
    assert [reasons(act) for act in acts] == [[contacts_rules.ERASED]] * len(acts)
    assert not Contact.objects.of_address("kim@example.org").exists()
    with pytest.raises(LinkRefused) as refused:
        opened(contact)
    assert refused.value.reason == exceptions.UNKNOWN


def test_an_organiser_corrects_and_the_contact_is_told() -> None:
    contact, organiser = make_contact(email="kim@example.org"), make_organiser()
    contact_desk_workflow.correct(contact, KIM, by=organiser)
    contact.refresh_from_db()
    assert contact.name == "Kim Holt"
    assert emails() == [("organisers/corrected", "kim@example.org")]


def test_an_address_that_was_opened_is_its_owners_to_change_and_a_mistyped_one_is_not() -> None:
    organiser = make_organiser()
    mistyped, used = make_contact(email="kmi@example.org"), opened(make_contact(email="ola@example.org"))
    token = tokens.mint("contact", mistyped.pk, days=1)
    contact_desk_workflow.correct(mistyped, KIM, by=organiser)
    with pytest.raises(LinkRefused):
        contact_page_workflow.open_page(token)
    assert emails() == [("organisers/added", "kim@example.org")]
    moved = replace(KIM, name=used.name)
    assert reasons(lambda: contact_desk_workflow.correct(used, moved, by=organiser)) == [
        contacts_rules.CONFIRMED_ADDRESS
    ]


def test_an_organiser_verifies_whoever_has_opened_their_page() -> None:
    contact, organiser = make_contact(verified=False), make_organiser()
    assert reasons(lambda: contact_desk_workflow.verify(contact, by=organiser)) == [contacts_rules.NOT_OPENED]
    contact_desk_workflow.verify(opened(contact), by=organiser)
    contact.refresh_from_db()
    assert contact.verified_at is not None
    assert GroupEvent.objects.get().act == GroupAct.VERIFIED


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each act ran into, all begun at the same moment in threads of their own."""
    start = threading.Barrier(len(acts))
    ran_into: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except (NotAllowed, LinkRefused) as refusal:
            ran_into.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ran_into


@pytest.mark.django_db(transaction=True)
def test_of_two_pages_saved_at_once_one_is_told_to_look_again() -> None:
    contact = make_contact()
    other = make_group()
    details = Details(name=contact.name, email=contact.email)
    wishes = [make_wishes(contact.group), make_wishes(other)]
    acts = [
        lambda wish=wish: contact_page_workflow.save_page(contact, details, wish, seen=0) for wish in wishes
    ]
    assert at_once(*acts) == ["NotAllowed"]
    assert contact.consents.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_opened_twice_at_once_opens_once() -> None:
    contact = make_contact()
    token = tokens.mint("contact", contact.pk, days=1)
    assert at_once(*[lambda: contact_page_workflow.open_page(token)] * 2) == ["LinkRefused"]
    assert Link.objects.exclude(spent_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_address_at_once_one_is_told() -> None:
    group, organiser = make_group(), make_organiser()
    ran_into = at_once(*[lambda: contact_desk_workflow.add_contact(group, KIM, by=organiser)] * 2)
    assert (ran_into, group.contacts.count(), emails()) == (
        ["NotAllowed"],
        1,
        [("organisers/added", "kim@example.org")],
    )
