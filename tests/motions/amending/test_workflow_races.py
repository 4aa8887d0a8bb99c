"""Several people at once around amendments: one answer each, and no label doubled or skipped."""

from functools import partial

import pytest

from motions.amending import workflow as amending_workflow
from motions.amendments import workflow as amendments_workflow
from motions.amendments.models import PendingCarry
from motions.amendments.rules import CHANGED
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import BEFORE
from tests.concurrency import at_once, refusals
from tests.motions.factories import (
    make_amending,
    make_amendment,
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    mover_of,
    submit,
)

pytestmark = pytest.mark.django_db(transaction=True)

RENTS = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.
"""


def make_amended(*new: str) -> tuple[Motion, list[Motion]]:
    """A motion with amendments in order that each put other words in the place of one."""
    motion = make_motion(title="Rents", body=RENTS)
    amendments = [make_amendment(motion, old="nothing", new=words) for words in new]
    for amendment in amendments:
        committee_workflow.rule_in_order(amendment, by=make_committee_member())
    return motion, amendments


def test_of_two_amendments_that_clash_one_is_accepted_and_the_other_refused_by_name() -> None:
    motion, amendments = make_amended("little", "harm")
    by = mover_of(motion)
    answers = at_once([partial(amending_workflow.accept, each, by=by, seen=1) for each in amendments])
    accepted = Motion.objects.amendments().get(status=Status.ACCEPTED)
    assert refusals(answers) == [
        [
            f"It changes the same words as {accepted.label}, which you have accepted, "
            "so you cannot accept both."
        ]
    ]
    assert motion.revisions.count() == 2


def test_a_motion_revised_while_an_amendment_is_accepted_gets_one_new_text() -> None:
    motion, (amendment,) = make_amended("little")
    by, text = mover_of(motion), Text.of("Rents", RENTS.replace("five", "six"))
    accept = partial(amending_workflow.accept, amendment, by=by, seen=1)
    answers = at_once([accept, partial(backing_workflow.revise, motion, text, by=by, why="Six", base=1)])
    accepted = Motion.objects.amendments().filter(status=Status.ACCEPTED).exists()
    assert (len(refusals(answers)), motion.revisions.count()) == (1, 2)
    assert Motion.objects.main().get().text.body.endswith("little." if accepted else "nothing.")


def send_amendment(motion: Motion, new: str) -> None:
    amendment = submit(make_amending(motion, old="nothing", new=new))
    backing_workflow.confirm(mover_of(amendment))


def test_fifty_amendments_at_once_get_fifty_labels_without_gaps() -> None:
    conference = make_conference(signatories_needed=1)
    motion = make_motion(make_item(conference), title="Rents", body=RENTS)
    at_once([partial(send_amendment, motion, f"little {n}") for n in range(50)])
    labels = Motion.objects.amendments().order_by("number").values_list("label", flat=True)
    assert list(labels) == [f"{motion.label}.{n}" for n in range(1, 51)]


def make_offered() -> tuple[Motion, Motion, int]:
    """A motion, an amendment whose clause it changed, and the key of the text that it is offered on."""
    motion = make_motion(title="Rents", body=RENTS)
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    text = Text.of("Rents", RENTS.replace("a week", "every week"))
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Words", base=1)
    return motion, amendment, PendingCarry.objects.get().to_id


def test_an_amendment_settled_twice_at_once_is_settled_once() -> None:
    _, amendment, to = make_offered()
    settle = partial(amendments_workflow.settle, amendment, by=mover_of(amendment), to=to)
    answers = at_once([settle] * 2)
    assert refusals(answers) == [["There is nothing for you to agree to."]]
    assert list(amendment.revisions.values_list("number", "base")) == [(1, amendment.text.base_id), (2, to)]


def test_an_amendment_settled_while_its_motion_is_revised_follows_or_is_offered_anew() -> None:
    motion, amendment, to = make_offered()
    text = Text.of("Rents", RENTS.replace("a week", "each week"))
    answers = at_once(
        [
            partial(amendments_workflow.settle, amendment, by=mover_of(amendment), to=to),
            partial(backing_workflow.revise, motion, text, by=mover_of(motion), why="Words", base=2),
        ]
    )
    newest = Motion.objects.main().get().current_id
    assert PendingCarry.objects.get().to_id == newest
    settled = Motion.objects.amendments().get().text.base_id == to
    assert refusals(answers) == ([] if settled else [[CHANGED]])


def test_what_is_written_is_carried_over_once_in_two_windows_at_once() -> None:
    motion = make_motion(title="Rents", body=RENTS)
    draft = submitting_workflow.begin_amendment(motion)
    written = RENTS.replace("nothing", "little")
    draft.typed["text"]["body"] = [written]
    draft.save()
    text = Text.of("Rents", RENTS.replace("five", "six"))
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Figures", base=1)
    at_once([partial(submitting_workflow.carry_over, draft)] * 2)
    draft.refresh_from_db()
    before, now = draft.typed[BEFORE], draft.typed["text"]
    assert (before["base"], before["body"]) == (motion.text.pk, [Text.of("", written).body])
    assert now["body"] == [Text.of("", written.replace("five", "six")).body]
