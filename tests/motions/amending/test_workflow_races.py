"""Several people at once around amendments: one answer each, and no label doubled or skipped."""

from functools import partial

import pytest

from motions.amending import workflow as amending_workflow
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
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
