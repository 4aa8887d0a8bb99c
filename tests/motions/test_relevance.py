"""What an act made pointless never leaves: an email that waited says what is so when it goes."""

import pytest

from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Status
from motions.motion.models import Motion
from tests.factories import make_staff
from tests.motions.factories import (
    confirm_all,
    make_motion,
    make_signatory,
    make_submission,
    mover_of,
    submit,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def leaves(motion: Motion) -> list[str]:
    """Let what waits go out; the kinds that went, each once."""
    deliver_due()
    kinds = Email.objects.filter(about=motion.reference, sent_at__isnull=False).values_list("kind", flat=True)
    return sorted({kind.removeprefix("motions/") for kind in kinds})


@pytest.fixture
def motion(item: AgendaItem) -> Motion:
    """A motion of ten signatories, nothing of which has been told yet."""
    return make_motion(item)


def test_of_a_motion_withdrawn_at_once_only_that_is_told(motion: Motion) -> None:
    assert Email.objects.filter(kind="motions/received").exists()
    backing_workflow.withdraw(motion, by=mover_of(motion), note="A slip.")
    assert leaves(motion) == ["withdrawn"]


def test_a_question_that_was_answered_meanwhile_is_not_asked_any_more(motion: Motion) -> None:
    leaves(motion)
    committee_workflow.query(motion, by=make_staff(), question="Which region?")
    backing_workflow.answer(motion, by=mover_of(motion), words="Wales.")
    assert "queried" not in leaves(motion)


def test_a_ruling_reopened_before_it_was_told_is_told_as_it_stands(motion: Motion) -> None:
    leaves(motion)
    committee_workflow.rule_in_order(motion, by=make_staff())
    motion.refresh_from_db()
    committee_workflow.propose_reopening(motion, by=make_staff(), reason="The wrong button.")
    motion.refresh_from_db()
    committee_workflow.second(motion, by=make_staff())
    told = leaves(motion)
    assert ("ruled_in_order" in told, "reopened" in told) == (False, True)
    assert Motion.objects.get().status == Status.RECEIVED


def test_whoever_confirmed_is_not_reminded_to(item: AgendaItem) -> None:
    motion = submit(make_submission(item, group=make_group()))
    Email.objects.update(sent_at=clock.now())
    backing_workflow.remind(motion, by=make_staff())
    asked = Email.objects.waiting().count()
    confirm_all(motion)
    Email.objects.exclude(kind="motions/reminded_to_confirm").delete()
    assert (asked, deliver_due()) == (2, 0)


def test_nobody_is_asked_to_sign_a_motion_that_has_its_signatories(item: AgendaItem) -> None:
    motion = submit(make_submission(item))
    backing_workflow.confirm(mover_of(motion))
    motion.refresh_from_db()
    backing_workflow.invite(motion, ["late@example.org"], by=mover_of(motion))
    while Motion.objects.get().status == Status.GATHERING:
        make_signatory(Motion.objects.get())
    deliver_due()
    invited = Email.objects.filter(kind__in=["motions/invited", "motions/gathering"])
    assert list(invited) == []


def test_a_proposal_that_was_seconded_waits_for_nobody(motion: Motion) -> None:
    leaves(motion)
    first, second, third = (make_staff() for _ in range(3))
    committee_workflow.propose_ruling_out(motion, by=first, rule="4.2", reason="Two subjects.")
    asked = Email.objects.waiting().filter(kind="motions/second_person", to__in=[second.email, third.email])
    assert asked.count() == 2
    motion.refresh_from_db()
    committee_workflow.second(motion, by=second)
    told = leaves(motion)
    assert ("second_person" in told, "ruled_out" in told) == (False, True)
