"""The mover asks a signatory to be a co-mover, who says whether they will."""

from ...motion.choices import Role
from ...motion.models import Backing, Motion
from ...motion.querysets import BackingQuerySet
from .. import rules, workflow
from ..forms import CoMoverForm, CoMovingForm
from .backing_action import BackingAction


def _why_not_choose_co_mover(motion: Motion, *, by: Backing) -> list[str]:
    if reasons := rules.why_not_choose_co_mover(motion, by=by):
        return reasons
    if signatories(motion).exists():
        return []
    if motion.backings.standing().filter(role=Role.SIGNATORY).exists():
        return [f"Everybody else who signed the {motion.noun} has been asked already."]
    return [f"Nobody else has signed the {motion.noun} yet."]


def signatories(motion: Motion) -> BackingQuerySet:
    """Those who can be asked: nobody twice."""
    found = motion.backings.standing().filter(role=Role.SIGNATORY, co_mover_asked_at=None)
    if declined := rules.declined(motion):
        found = found.exclude(pk__in=[one.pk for one in found if one.actor.key in declined])
    return found.by_name()


CO_MOVER = BackingAction(
    name="co_mover",
    label="Ask for a co-mover",
    explains="A co-mover can revise the {noun}, answer the committee and withdraw the {noun}, as you can. "
    "They become one when they agree. You cannot undo that.",
    button="Ask them",
    form=CoMoverForm,
    why_not=_why_not_choose_co_mover,
    do=lambda motion, by, backing: workflow.ask_co_mover(backing, by=by),
    done="We have emailed them. They are a co-mover once they agree.",
)
CO_MOVING = BackingAction(
    name="co_moving",
    label="Answer whether you will be a co-mover",
    explains="The mover asks you. A co-mover can revise the {noun}, answer the committee and withdraw the "
    "{noun}, as the mover can. You cannot undo a yes.",
    button="Send the answer",
    form=CoMovingForm,
    why_not=lambda motion, by: rules.why_not_answer_co_moving(by),
    do=lambda motion, by, agrees: workflow.answer_co_moving(by, agrees=agrees),
)


def answered(motion: Motion, *, agrees: bool) -> str:
    """What a signatory is told once they have answered."""
    now = f"You are a co-mover of this {motion.noun} now." if agrees else "You stay a signatory."
    return f"{now} We have told the mover."
