"""Two windows at once: whoever agrees to be a co-mover is named once."""

from functools import partial

import pytest

from motions.backing import workflow as backing_workflow
from motions.motion.choices import Act, Role
from tests.concurrency import at_once, refusals
from tests.motions.factories import make_motion, mover_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_signatory_who_agrees_to_co_move_in_two_windows_is_named_once() -> None:
    motion = make_motion()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    answers = at_once([partial(backing_workflow.answer_co_moving, signatory, agrees=True)] * 2)
    assert refusals(answers) == [["Nobody asks you to be a co-mover."]]
    assert motion.events.filter(act=Act.CO_MOVER).count() == 1
