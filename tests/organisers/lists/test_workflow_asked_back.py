"""A downloaded list is asked back when what it rests on has ended, and only then."""

import re

import pytest

from lla.accounts.models import User
from lla.emails.models import Email
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
from organisers.lists.choices import ListPurpose
from tests.organisers.consents.factories import save_page
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_allowing, take

pytestmark = pytest.mark.django_db


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
    assert erasure_effects(leaver).lists == 3
    contact_page_workflow.withdraw(leaver)
    assert asked_back() == [("sam@example.org", copies[:2]), ("other@example.org", copies[2:])]
    assert not Email.objects.filter(kind="organisers/lists_asked_back", body__contains="Lou").exists()
    contact_desk_workflow.erase(leaver, by=contacts_workflow.contact_actor(leaver))
    assert len(asked_back()) == 2


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
