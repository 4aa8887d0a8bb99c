"""The acts of the desk, one line each: what its button says, what it asks for, who may and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from lla import clock
from lla.models import User

from .. import rules, workflow
from ..forms.desk import (
    AssignForm,
    CorrectAddressForm,
    DecisionForm,
    DeskForm,
    HideForm,
    InterestForm,
    LiftForm,
    NoteForm,
    QueryForm,
    ReasonForm,
    RedactForm,
    RuleOutForm,
    ShowForm,
    WithdrawForm,
)
from ..models import Motion


@dataclass(frozen=True)
class DeskAct:
    """`why_not(motion, by=user)` gives the sentences against it; `do` takes the form's fields by their names.

    An act that `writes` shows its emails before it is done. `final` marks what cannot be taken back.
    """

    name: str
    words: str
    explains: str
    done: str
    form: type[DeskForm]
    why_not: Callable[..., list[str]]
    do: Callable[..., object]
    writes: bool = False
    final: bool = False


def _why_not_second(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_second(rules.open_ruling(motion), by=by)


def _why_not_decline(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_decline(rules.open_ruling(motion), by=by)


def _why_not_reopen(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_reopen(motion, by=by, now=clock.now())


def _why_not_withdraw(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_withdraw_for_mover(motion, by=by, now=clock.now())


def _why_not_correct_address(motion: Motion, *, by: User) -> list[str]:
    reasons = rules.why_not_take_part(motion, by=by)
    if not motion.backings.unconfirmed().exists():
        reasons.append("Everybody who was asked has answered.")
    return reasons


def _why_not_remind(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_take_part(motion, by=by) + rules.why_not_remind(motion, now=clock.now())


def _why_not_assign(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_assign(motion, by=by, to=None)


_ALL = (
    DeskAct(
        name="rule-in-order",
        words="Rule in order",
        explains="The motion goes on the agenda as it stands now. One person can decide this.",
        done="The motion is in order.",
        form=DecisionForm,
        why_not=rules.why_not_rule_in_order,
        do=workflow.rule_in_order,
        writes=True,
    ),
    DeskAct(
        name="query",
        words="Query back to the mover",
        explains="Ask the mover something before you rule. The motion waits until they answer or revise it.",
        done="The question is on its way.",
        form=QueryForm,
        why_not=rules.why_not_query,
        do=workflow.query,
        writes=True,
    ),
    DeskAct(
        name="rule-out",
        words="Propose ruling out",
        explains="Ruling out takes two people. Nobody outside is told until a second member agrees.",
        done="Your proposal waits for a second person.",
        form=RuleOutForm,
        why_not=rules.why_not_rule,
        do=workflow.propose_ruling_out,
    ),
    DeskAct(
        name="second",
        words="Second the proposal",
        explains="You are the second of two people: what was proposed is done, and its reason is public.",
        done="What was proposed is done.",
        form=DecisionForm,
        why_not=_why_not_second,
        do=workflow.second,
        writes=True,
    ),
    DeskAct(
        name="decline",
        words="Decline the proposal",
        explains="The proposal ends, and the motion is as it was before.",
        done="The proposal has ended.",
        form=DecisionForm,
        why_not=_why_not_decline,
        do=workflow.decline,
    ),
    DeskAct(
        name="reopen",
        words="Propose reopening the ruling",
        explains=(
            "Taking a ruling back takes two people, a slip of the finger too. "
            "The motion keeps its label and waits for a ruling again."
        ),
        done="Your proposal waits for a second person.",
        form=ReasonForm,
        why_not=_why_not_reopen,
        do=workflow.propose_reopening,
    ),
    DeskAct(
        name="hide",
        words="Propose hiding it",
        explains=(
            "Readers then see “Hidden by the committee” and your reason in every page, list, search and "
            "file. Nothing is deleted. It takes two people."
        ),
        done="Your proposal waits for a second person.",
        form=HideForm,
        why_not=rules.why_not_hide,
        do=workflow.propose_hiding,
    ),
    DeskAct(
        name="redact",
        words="Propose taking words out",
        explains=(
            "The text without these words takes the place of the present one, marked as the committee’s, and "
            "the texts before it are hidden. It takes two people."
        ),
        done="Your proposal waits for a second person.",
        form=RedactForm,
        why_not=rules.why_not_redact,
        do=workflow.propose_redaction,
    ),
    DeskAct(
        name="show",
        words="Propose showing it again",
        explains="Readers see again what the committee has hidden. It takes two people, as hiding did.",
        done="Your proposal waits for a second person.",
        form=ShowForm,
        why_not=rules.why_not_show,
        do=workflow.propose_showing,
    ),
    DeskAct(
        name="lift-hold",
        words="Lift the hold",
        explains="A contact of the group doubted this motion. When you have looked into it, it goes on.",
        done="The motion is no longer on hold.",
        form=LiftForm,
        why_not=rules.why_not_lift_hold,
        do=workflow.lift_hold,
        writes=True,
    ),
    DeskAct(
        name="publish",
        words="Publish",
        explains="Everybody can read the motion from then on.",
        done="The motion is public.",
        form=DecisionForm,
        why_not=rules.why_not_publish,
        do=workflow.publish,
        writes=True,
    ),
    DeskAct(
        name="withdraw",
        words="Withdraw for the mover",
        explains="Only when its mover asked you to. The motion keeps its label and cannot come back.",
        done="The motion is withdrawn.",
        form=WithdrawForm,
        why_not=_why_not_withdraw,
        do=workflow.withdraw,
        writes=True,
        final=True,
    ),
    DeskAct(
        name="correct-address",
        words="Correct an address",
        explains="For somebody whom the email to confirm did not reach.",
        done="A new email is on its way, and the first one opens nothing any more.",
        form=CorrectAddressForm,
        why_not=_why_not_correct_address,
        do=workflow.correct_address,
        writes=True,
    ),
    DeskAct(
        name="remind",
        words="Remind those who have not confirmed",
        explains="Everybody whose confirmation is missing gets one more email. Once a day at most.",
        done="The reminder is on its way.",
        form=DecisionForm,
        why_not=_why_not_remind,
        do=workflow.remind,
        writes=True,
    ),
    DeskAct(
        name="assign",
        words="Assign",
        explains="Say who on the committee looks after this motion.",
        done="The motion is assigned.",
        form=AssignForm,
        why_not=_why_not_assign,
        do=workflow.assign,
    ),
    DeskAct(
        name="note",
        words="Add a note",
        explains="Only the committee reads notes. They are never shown outside.",
        done="The note is there.",
        form=NoteForm,
        why_not=rules.why_not_take_part,
        do=workflow.note,
    ),
    DeskAct(
        name="interest",
        words="Declare an interest",
        explains="You take no further part in this motion, and you cannot take that back.",
        done="Your interest is recorded.",
        form=InterestForm,
        why_not=rules.why_not_recuse,
        do=workflow.recuse,
        final=True,
    ),
)
ACTS = {act.name: act for act in _ALL}
