"""What movers do with their motions: revise, answer, invite, withdraw."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.emails.models import Email
from lla.time import clock
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Act, Role, Status
from motions.motion.models import Motion, MotionEvent, Revision
from motions.motion.texts import Text
from tests.motions.factories import (
    BODY,
    make_committee_member,
    make_motion,
    make_submission,
    mover_of,
    submit,
)

pytestmark = pytest.mark.django_db

CHANGED = Text.of("Organisers for every region", BODY + "- To report back.\n")


def revise(motion: Motion, text: Text = CHANGED, *, base: int = 1) -> Revision:
    return backing_workflow.revise(
        motion, text, by=mover_of(motion), why="Asked for by two groups", base=base
    )


def test_a_revision_is_added_and_the_earlier_text_stays() -> None:
    motion = make_motion()
    before = motion.current
    revision = revise(motion)
    motion.refresh_from_db()
    assert (motion.current, revision.number, revision.why) == (revision, 2, "Asked for by two groups")
    assert motion.revisions.first() == before


def test_signatories_are_told_of_a_revision_and_the_writer_is_not() -> None:
    motion = make_motion()
    revise(motion)
    told = set(Email.objects.filter(kind="motions/revised").values_list("to", flat=True))
    assert told == set(motion.backings.exclude(role=Role.MOVER).values_list("email", flat=True))


def test_after_closing_a_revision_needs_the_committees_query() -> None:
    motion = make_motion()
    with time_machine.travel(clock.now() + timedelta(days=21)):
        with pytest.raises(NotAllowed) as refused:
            revise(motion)
        assert refused.value.reasons[0].startswith("Motions have closed.")
        committee_workflow.query(motion, by=make_committee_member(), question="Who pays?")
        revise(motion)
    motion.refresh_from_db()
    assert motion.status == Status.RECEIVED


def test_a_ruling_does_not_stand_for_a_new_text() -> None:
    motion = make_motion()
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    revise(motion)
    motion.refresh_from_db()
    assert motion.status == Status.RECEIVED


def test_the_second_of_two_revisers_is_told() -> None:
    motion = make_motion()
    revise(motion)
    with pytest.raises(NotAllowed) as refused:
        revise(motion, Text.of("Another title", BODY), base=1)
    assert refused.value.reasons == [OVERTAKEN]
    assert motion.revisions.count() == 2


def test_the_same_text_is_no_revision() -> None:
    motion = make_motion()
    with pytest.raises(NotAllowed) as refused:
        revise(motion, Text.of("Organisers for every region", BODY))
    assert refused.value.reasons == ["The text has not changed. Change it, or go back."]


def test_a_signatory_may_not_revise() -> None:
    motion = make_motion()
    signatory = motion.backings.filter(role=Role.SIGNATORY).first()
    assert signatory is not None
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.revise(motion, CHANGED, by=signatory, why="", base=1)
    assert refused.value.reasons == ["Only the mover and co-movers can do this."]


def test_the_mover_of_another_motion_may_not_revise() -> None:
    motion, other = make_motion(), make_motion()
    with pytest.raises(NotAllowed):
        backing_workflow.revise(motion, CHANGED, by=mover_of(other), why="", base=1)


def test_an_answer_brings_a_queried_motion_back_and_stays_private() -> None:
    motion = make_motion()
    committee_workflow.query(motion, by=make_committee_member(), question="Who pays?")
    backing_workflow.answer(motion, by=mover_of(motion), words="The regions do.")
    event = motion.events.get(act=Act.ANSWERED)
    motion.refresh_from_db()
    assert (motion.status, event.public, event.remark.words) == (Status.RECEIVED, False, "The regions do.")


def test_a_withdrawn_motion_keeps_its_label_and_takes_nothing_more() -> None:
    motion = make_motion()
    backing_workflow.withdraw(motion, by=mover_of(motion), note="We joined motion B.")
    motion.refresh_from_db()
    assert (motion.status, motion.label) == (Status.WITHDRAWN, "A")
    assert Email.objects.filter(kind="motions/withdrawn").count() == 3
    with pytest.raises(NotAllowed) as refused:
        revise(motion)
    assert refused.value.reasons == ["This motion has been withdrawn."]


def test_invitations_go_once_and_not_to_those_behind_the_motion() -> None:
    motion = submit(make_submission())
    mover = mover_of(motion)
    backing_workflow.confirm(mover)
    sent = backing_workflow.invite(
        motion, ["new@example.org", "New@example.org", mover.email], by=mover_of(motion)
    )
    assert sent == 1
    assert Email.objects.get(kind="motions/invited").to.casefold() == "new@example.org"


@pytest.mark.parametrize("model", [Revision, MotionEvent])
def test_the_database_itself_keeps_texts_and_history(model: type[Revision] | type[MotionEvent]) -> None:
    motion = make_motion()
    rows = model._default_manager.filter(motion=motion)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(motion=motion)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    assert rows.exists()
