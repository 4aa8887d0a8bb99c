"""Two at once on one contact without an email: one row, one confirmation, nothing left of the erased."""

from functools import partial

import pytest

from organisers.choices import GroupAct, HeardOutcome
from organisers.models import Contact, GroupEvent
from organisers.rules import contacts as rules
from organisers.rules import hearing as rules_of_hearing
from organisers.workflow import contacts, hearing
from organisers.workflow.contacts import Details
from tests.concurrency import at_once, refusals

from .consenting import by_telephone, hear, make_rung
from .factories import make_group, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_person_added_twice_at_once_is_there_once() -> None:
    group, organiser = make_group(), make_organiser()
    details = Details("Bo Reed", "", "chair", "+447700900777")
    answers = at_once([lambda: contacts.add_contact(group, details, by=organiser) for _ in range(2)])
    assert (refusals(answers), Contact.objects.count()) == ([[rules.TAKEN_NUMBER]], 1)


def test_two_who_confirm_at_once_leave_one_confirmation() -> None:
    group, first = make_group(), make_organiser()
    others = [make_organiser(), make_organiser()]
    heard = hear(make_rung(group), by_telephone(group), by=first)
    answers = at_once([partial(hearing.confirm, heard, by=by) for by in others])
    assert refusals(answers) == [[rules_of_hearing.SETTLED]]
    assert GroupEvent.objects.filter(act=GroupAct.HEARD_RIGHT).count() == 1


def test_erasing_while_somebody_confirms_leaves_nothing_allowed() -> None:
    group, first, second = make_group(), make_organiser(), make_organiser()
    contact = make_rung(group)
    heard = hear(contact, by_telephone(group), by=first)
    answers = at_once([lambda: hearing.confirm(heard, by=second), lambda: contacts.erase(contact, by=first)])
    assert len(refusals(answers)) <= 1
    heard.refresh_from_db()
    assert heard.outcome in {HeardOutcome.CONFIRMED, HeardOutcome.REPLACED}
    assert [word for word in rules.said_by(contact).values() if word.given] == []
