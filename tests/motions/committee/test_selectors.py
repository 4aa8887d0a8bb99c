"""What the committee is shown: who took each step in a motion's history."""

import pytest

from motions.amending import workflow as amending_workflow
from motions.committee import selectors
from motions.committee.workflow import rule_in_order
from motions.motion.models import Motion
from tests.motions.factories import make_amendment, make_committee_member, make_motion, mover_of

pytestmark = pytest.mark.django_db


def test_the_history_names_the_mover_of_another_motion_who_took_a_step() -> None:
    motion = make_motion()
    amendment = make_amendment(motion, old="neighbouring", new="nearby")
    rule_in_order(amendment, by=make_committee_member())
    mover = mover_of(motion)
    amending_workflow.decline(amendment, by=mover, seen=1)
    sheet = Motion.objects.any_nature().for_papers().get(pk=amendment.pk)
    newest, *_ = selectors.full_history(sheet)
    assert newest.by == f"{mover.name}, mover of {motion.reference}"
