"""Two at once on one contact without an email: one row, one confirmation, nothing left of the erased."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from organisers.consents import rules as consents_rules
from organisers.consents import workflow as consents_workflow
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts import rules as contacts_rules
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.choices import HeardOutcome
from organisers.contacts.models import Contact
from organisers.contacts.workflow import Details
from organisers.groups.choices import GroupAct
from organisers.groups.models import GroupEvent
from tests.concurrency import at_once, refusals
from tests.factories import sign_in
from tests.organisers.consents.factories import by_telephone, hear, make_rung
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.two_tabs import as_sent, send_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_person_added_twice_at_once_is_there_once() -> None:
    group, organiser = make_group(), make_organiser()
    details = Details("Bo Reed", "", "chair", "+447700900777")
    answers = at_once(
        [lambda: contact_desk_workflow.add_contact(group, details, by=organiser) for _ in range(2)]
    )
    assert (refusals(answers), Contact.objects.count()) == ([[contacts_rules.TAKEN_NUMBER]], 1)


def test_two_who_confirm_at_once_leave_one_confirmation() -> None:
    group, first = make_group(), make_organiser()
    others = [make_organiser(), make_organiser()]
    heard = hear(make_rung(group), by_telephone(group), by=first)
    answers = at_once([partial(consents_workflow.confirm, heard, by=by) for by in others])
    assert refusals(answers) == [[consents_rules.SETTLED]]
    assert GroupEvent.objects.filter(act=GroupAct.HEARD_RIGHT).count() == 1


def test_erasing_while_somebody_confirms_leaves_nothing_allowed() -> None:
    group, first, second = make_group(), make_organiser(), make_organiser()
    contact = make_rung(group)
    heard = hear(contact, by_telephone(group), by=first)
    answers = at_once(
        [
            lambda: consents_workflow.confirm(heard, by=second),
            lambda: contact_desk_workflow.erase(contact, by=first),
        ]
    )
    assert len(refusals(answers)) <= 1
    heard.refresh_from_db()
    assert heard.outcome in {HeardOutcome.CONFIRMED, HeardOutcome.REPLACED}
    assert [word for word in contacts_selectors.current_answers(contact).values() if word.given] == []


def test_of_two_corrections_at_once_the_second_is_shown_both_texts() -> None:
    contact, organiser = make_contact(name="Kim Hlot"), make_organiser()
    address = reverse("organisers:contact", args=[contact.group.region.slug, contact.pk])
    desk = sign_in(Client(), organiser)
    typed = as_sent(desk.get(address).context["form"])
    tabs = [{**typed, "name": name} for name in ("Kim Hollt", "Kim Holtt")]
    first, second = send_at_once(desk, address, tabs)
    said = [name in second.text for name in ("What is saved now", "Kim Hollt", "Kim Holtt")]
    assert (first.status_code, said) == (302, [True, True, True])
