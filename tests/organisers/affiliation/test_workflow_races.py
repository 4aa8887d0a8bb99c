"""Two at once on one group: one standing, one application, one appointment."""

from functools import partial

import pytest

from organisers.affiliation import workflow as affiliation_workflow
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group
from tests.concurrency import at_once, refusals
from tests.factories import make_staff
from tests.organisers.affiliation.factories import applicant, application
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db(transaction=True)


def test_affiliating_twice_at_once_leaves_one_step_and_one_refusal() -> None:
    group, member = make_group("Selby Left", status=GroupStatus.LAPSED), make_staff()
    answers = at_once([lambda: affiliation_workflow.affiliate(group, by=member) for _ in range(2)])
    assert refusals(answers) == [["Selby Left is affiliated already."]]
    assert [event.act for event in group.events.all()] == [GroupAct.AFFILIATED]


def test_one_group_applying_three_times_at_once_is_there_once() -> None:
    emails = ("one@example.org", "two@example.org", "three@example.org")
    at_once([partial(affiliation_workflow.apply, application(email=email)) for email in emails])
    (group,) = Group.objects.all()
    assert group.contacts.count() == 1


def test_confirming_twice_at_once_is_one_step() -> None:
    affiliation_workflow.apply(application())
    contact = applicant()
    at_once([lambda: affiliation_workflow.confirm(contact) for _ in range(2)])
    assert [event.act for event in contact.group.events.all()] == [GroupAct.CONFIRMED]
