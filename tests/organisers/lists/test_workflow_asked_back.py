"""A downloaded list is asked back when what it rests on has ended, and only then."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from organisers.affiliation import workflow as affiliation_workflow
from organisers.consents.selectors import erasure_effects
from organisers.consents.workflow import Wishes
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import consent_texts
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import Detail, Purpose
from organisers.contacts.sharing import NOT_GIVEN
from organisers.lists import rules as lists_rules
from organisers.lists.choices import AskedBackFor, ListPurpose
from organisers.lists.emails import DELETION_LINK
from organisers.lists.workflow import returns
from tests.factories import make_staff, sign_in
from tests.organisers.consents.factories import save_page
from tests.organisers.factories import make_appointment, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_allowing, take

pytestmark = pytest.mark.django_db


LISTS = "/regions/yorkshire-and-the-humber/desk/lists/"


def page_for_deleting(holder: User) -> str:
    return reverse("organisers:lists_deleted", args=[tokens.mint(DELETION_LINK, holder.pk, days=1)])


def refusals_of(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def asked_back() -> list[tuple[str, list[str]]]:
    """Who was asked to delete which lists, in the order of the emails."""
    emails = Email.objects.filter(kind="organisers/lists_asked_back").order_by("pk")
    return [(email.to, re.findall(r"K-[A-Z0-9]{4}", email.body)) for email in emails]


def test_whoever_downloaded_a_list_is_asked_to_delete_it_when_somebody_in_it_withdraws(
    organiser: User,
) -> None:
    group = make_group("Hull Left")
    leaver = make_allowing(Purpose.SYMPOSIUM, group=group, name="Lou Leaves")
    colleague = make_organiser(email="other@example.org")
    copies = [take(ask(by, make_region()), by)[0].copy_id for by in (organiser, organiser, colleague)]
    assert erasure_effects(leaver)["lists"] == 3
    contact_page_workflow.withdraw(leaver)
    assert asked_back() == [("sam@example.org", copies[:2]), ("other@example.org", copies[2:])]
    assert not Email.objects.filter(kind="organisers/lists_asked_back", body__contains="Lou").exists()
    contact_desk_workflow.erase(leaver, by=contacts_workflow.contact_actor(leaver))
    assert len(asked_back()) == 2


def test_whoever_downloaded_a_list_is_asked_to_delete_it_when_a_group_in_it_moves_away(
    client: Client, organiser: User
) -> None:
    """But not who organises there too, nor for the files of others; it comes anew without that group."""
    goes, stays = (
        make_allowing(Purpose.SYMPOSIUM, group=make_group(f"{town} Left"), name=f"Noor {town}")
        for town in ("Hull", "Selby")
    )
    both = make_organiser(email="both@example.org")
    make_appointment(both, region=(wales := make_region("Wales")))
    asked = ask(organiser, make_region())
    held, _ = take(asked, organiser)
    take(ask(both, make_region()), both)
    affiliation_workflow.move(goes.group, by=make_staff(), to=wales, words="They meet in Wrexham.")
    assert asked_back() == [("sam@example.org", [held.copy_id])]
    email = Email.objects.get(kind="organisers/lists_asked_back")
    assert "because a group in it is in another region now" in email.body
    assert f"{LISTS}{asked.pk}/" in email.body
    anew, _ = take(asked, organiser)
    assert (held.subjects, anew.subjects) == (sorted([goes.pk, stays.pk]), [stays.pk])
    told = Email.objects.filter(kind="organisers/group_moved_told").latest("pk")
    assert "and doesn't look after Wales, is asked to delete it." in told.body


def test_a_list_that_was_asked_back_comes_anew_without_whoever_withdrew_and_with_nobody_else(
    client: Client, organiser: User
) -> None:
    group = make_group("Hull Left")
    stays = make_allowing(Purpose.SYMPOSIUM, group=group, name="Noor Stays")
    leaver = make_allowing(Purpose.SYMPOSIUM, group=group, name="Lou Leaves")
    asked = ask(organiser, make_region())
    before, _ = take(asked, organiser)
    contact_page_workflow.withdraw(leaver)
    make_allowing(Purpose.SYMPOSIUM, group=group, name="Nell New")
    with time_machine.travel(asked.made_at + timedelta(days=30), tick=False):
        after, words = take(asked, organiser)
        assert take(asked, organiser) == (after, words)
    assert after.copy_id != before.copy_id
    assert after.subjects == [stays.pk]
    assert after.copy_id in words
    assert ("Stays" in words, "Leaves" in words, "New" in words) == (True, False, False)
    assert [download.copy_id for download in asked.downloads.all()] == [after.copy_id, before.copy_id]
    assert asked_back() == [("sam@example.org", [before.copy_id])]
    page = sign_in(client, organiser).get(f"{LISTS}{asked.pk}/").content.decode()
    assert "To be deleted" in page


def test_a_group_whose_only_person_withdrew_is_in_the_new_file_by_itself(organiser: User) -> None:
    leaver = make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"))
    asked = ask(organiser, make_region())
    take(asked, organiser)
    contact_page_workflow.withdraw(leaver)
    after, words = take(asked, organiser)
    assert (after.subjects, after.rows, "Write to Hull Left through this website." in words) == ([], 1, True)


def test_the_letter_and_its_page_lead_to_the_list_without_whoever_withdrew(
    client: Client, organiser: User
) -> None:
    leaver = make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    take(asked, organiser)
    contact_page_workflow.withdraw(leaver)
    way = f"{LISTS}{asked.pk}/"
    assert way in Email.objects.get(kind="organisers/lists_asked_back").body
    assert f'href="{way}"' in client.get(page_for_deleting(organiser)).content.decode()


def test_nobody_gets_a_list_anew_without_their_office_nor_after_ninety_days(
    client: Client, organiser: User
) -> None:
    leaver, _ = (make_allowing(Purpose.SYMPOSIUM, name=name) for name in ("Lou Leaves", "Noor Stays"))
    asked = ask(organiser, make_region())
    take(asked, organiser)
    contact_page_workflow.withdraw(leaver)
    with time_machine.travel(asked.made_at + lists_rules.REISSUED_FOR, tick=False):
        assert refusals_of(lambda: take(asked, organiser)) == [lists_rules.USED]
    organiser.appointments.update(ends_on=date(2000, 1, 1), starts_on=date(2000, 1, 1))
    assert refusals_of(lambda: take(asked, organiser)) == [
        "You are not the organiser of Yorkshire and the Humber today."
    ]
    assert f"{LISTS}{asked.pk}/" not in client.get(page_for_deleting(organiser)).content.decode()


def test_a_list_asked_back_because_an_office_ended_does_not_come_anew(organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    download, _ = take(asked, organiser)
    with transaction.atomic():
        returns.ask_back([download], why=AskedBackFor.ENDED, by=SYSTEM)
    assert refusals_of(lambda: take(asked, organiser)) == [lists_rules.USED]
    assert "without that person" not in Email.objects.get(kind="organisers/lists_asked_back").body


def test_a_file_that_came_again_is_asked_back_once(organiser: User) -> None:
    leaver = make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    copies = [take(asked, organiser)[0].copy_id for _ in range(2)]
    contact_page_workflow.withdraw(leaver)
    assert asked_back() == [("sam@example.org", copies[:1])]


def test_a_list_is_asked_back_only_for_what_it_rests_on_and_for_the_number_in_it(organiser: User) -> None:
    everything = frozenset({Purpose.SYMPOSIUM, Purpose.NOTICES, Purpose.PHONE})
    contact = make_allowing(*everything, group=make_group("Hull Left"))
    names, numbers = (
        take(ask(organiser, make_region(), columns=columns), organiser)[0].copy_id
        for columns in ((Detail.NAME,), (Detail.EMAIL, Detail.PHONE))
    )
    told, details = [], frozenset(Detail)
    for ended in (Purpose.NOTICES, Purpose.PHONE, Detail.NAME, Purpose.SYMPOSIUM):
        everything, details = everything - {ended}, details - {ended}
        save_page(contact, Wishes(everything, listed=details))
        told.append(asked_back())
    sam = "sam@example.org"
    assert told == [
        [],
        [(sam, [numbers])],
        [(sam, [numbers]), (sam, [names])],
        [(sam, [numbers]), (sam, [names])],
    ]


def test_a_list_from_before_lists_were_asked_about_is_asked_back_with_any_consent(organiser: User) -> None:
    contact = make_allowing(Purpose.SYMPOSIUM, Purpose.NOTICES, group=make_group("Hull Left"))
    download, _ = take(ask(organiser, make_region()), organiser)
    before = contacts_selectors.current_answers(contact)
    now, found = {**before, Purpose.NOTICES: NOT_GIVEN}, []
    for version in (1, consent_texts.TEXT_VERSION):
        download.text_version, download.purpose = version, ListPurpose.VERIFY if version == 1 else "symposium"
        found.append(lists_rules.holds_withdrawn_details(download, before=before, now=now))
    assert found == [True, False]
