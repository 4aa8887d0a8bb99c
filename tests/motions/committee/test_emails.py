"""The committee is told by email what waits for it; each kind can be turned off by its reader."""

from datetime import timedelta

import pytest

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.emails import preferences
from lla.emails.models import Email
from motions.agenda.choices import Labelling
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.group_questions import workflow as group_questions_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.factories import make_staff
from tests.motions.factories import (
    confirm_all,
    make_conference,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.page_text import SECRET
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def motion() -> Motion:
    return make_motion(title="Buses", body=f"- {SECRET}.")


@pytest.fixture
def members(motion: Motion) -> list[User]:
    """Two members who take part, and others who hear nothing: recused, retired, of another group."""
    recused, retired = make_staff(name="Kit Marsh"), make_staff(name="Lee Oakes")
    committee_workflow.recuse(motion, by=recused, interest="I wrote it.")
    retired.is_active = False
    retired.save()
    make_staff(groups=(DATA_PROTECTION_LEAD,))
    return [make_staff(name="Robin Vale"), make_staff(name="Jo Reed")]


def told(kind: str) -> set[str]:
    return set(Email.objects.filter(kind=f"motions/{kind}").values_list("to", flat=True))


def test_a_proposal_that_waits_is_told_to_everybody_else(motion: Motion, members: list[User]) -> None:
    committee_workflow.propose_ruling_out(motion, by=members[0], rule="Rule 4", reason="Two subjects.")
    email = Email.objects.get(kind="motions/second_person")
    assert email.to == members[1].email
    assert f"{members[0]} has made a proposal" in email.body
    assert f"/admin/motions/motion/{motion.pk}/change/" in email.body
    assert SECRET not in email.body


def test_each_proposal_that_takes_two_people_is_told_of(motion: Motion, members: list[User]) -> None:
    committee_workflow.propose_hiding(motion, by=members[0], reason="It names somebody.")
    committee_workflow.decline(motion, by=members[0])
    committee_workflow.propose_redaction(
        motion, by=members[0], passages=[SECRET], reason="It names somebody."
    )
    committee_workflow.decline(motion, by=members[0])
    committee_workflow.rule_in_order(motion, by=members[0])
    committee_workflow.propose_reopening(motion, by=members[0], reason="The wrong button.")
    assert Email.objects.filter(kind="motions/second_person").count() == 3


@pytest.mark.parametrize("by", ["words", "a new text"])
def test_an_answered_query_is_told(motion: Motion, members: list[User], by: str) -> None:
    committee_workflow.query(motion, by=members[0], question="Which?")
    mover = mover_of(motion)
    if by == "words":
        backing_workflow.answer(motion, by=mover, words="This one.")
    else:
        backing_workflow.revise(motion, Text.of("Trains", "- Run them."), by=mover, why="Asked", base=1)
    assert told("query_answered") == {member.email for member in members}


def test_a_revision_that_answers_nothing_is_not_told(motion: Motion, members: list[User]) -> None:
    backing_workflow.revise(
        motion, Text.of("Trains", "- Run them."), by=mover_of(motion), why="Better", base=1
    )
    assert told("query_answered") == set()


def test_a_late_motion_is_told(members: list[User]) -> None:
    item = make_item(make_conference(closes_in=timedelta(days=-2), labelling=Labelling.ON_RECEIPT))
    Email.objects.all().delete()
    confirm_all(submit(make_submission(item), late=True))
    assert {member.email for member in members} <= told("arrived_late")
    email = Email.objects.filter(kind="motions/arrived_late").earliest("pk")
    assert ("kept as L1" in email.body, "It was sent after" in email.body) == (True, True)


def test_a_doubt_of_a_group_is_told(members: list[User]) -> None:
    group = make_group()
    make_contact(group, email="secretary@example.org")
    motion = make_motion(group=group, known=False)
    group_questions_workflow.doubt(motion.group_questions.get())
    assert {member.email for member in members} <= told("group_doubts")
    assert not any("secretary@" in email.body for email in Email.objects.exclude(kind="motions/group_told"))


def test_a_member_can_turn_a_kind_off(motion: Motion, members: list[User]) -> None:
    preferences.choose(members[1].email, unwanted=["motions/second_person"])
    committee_workflow.propose_hiding(motion, by=members[0], reason="It names somebody.")
    assert told("second_person") == set()


def test_a_recused_member_and_one_who_left_are_told_nothing(motion: Motion, members: list[User]) -> None:
    committee_workflow.query(motion, by=members[0], question="Which?")
    backing_workflow.answer(motion, by=mover_of(motion), words="This one.")
    others = User.objects.exclude(pk__in=[member.pk for member in members])
    assert others.count() == 3
    assert told("query_answered").isdisjoint(others.values_list("email", flat=True))
