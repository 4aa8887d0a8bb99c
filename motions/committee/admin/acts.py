"""What the committee may do with a motion: each with its button, its form, its rule and its act."""

from lla.accounts.models import User
from lla.time import clock

from ...backing import rules as backing_rules
from ...backing import workflow as backing_workflow
from ...group_questions import rules as group_questions_rules
from ...group_questions import workflow as group_questions_workflow
from ...motion import rules as motion_rules
from ...motion.models import Motion
from .. import rules, selectors, workflow
from ..forms.acts import (
    AnswerForm,
    AssignForm,
    CorrectAddressForm,
    HideForm,
    InterestForm,
    LiftForm,
    QueryForm,
    ReasonForm,
    RedactForm,
    RuleOutForm,
    ShowForm,
    WithdrawForm,
)
from ..forms.base import DecisionForm
from ..forms.letters import WriteForm
from ..forms.sheet import NoteForm
from . import amendments, appeals, composites, placing
from .desk_action import DeskAction, at_present


def _why_not_second(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_second(selectors.open_ruling(motion), by=by, now=clock.now())


def _why_not_decline(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_decline(selectors.open_ruling(motion), by=by)


def _why_not_correct_address(motion: Motion, *, by: User) -> list[str]:
    reasons = motion_rules.why_not_take_part(motion, by=by)
    if not motion.backings.unconfirmed().exists():
        reasons.append("Everybody who was asked has answered.")
    return reasons


def _why_not_remind(motion: Motion, *, by: User) -> list[str]:
    return motion_rules.why_not_take_part(motion, by=by) + backing_rules.why_not_remind(
        motion, now=clock.now()
    )


def _why_not_assign(motion: Motion, *, by: User) -> list[str]:
    return rules.why_not_assign(motion, by=by, to=None)


_ALL = (
    DeskAction(
        name="rule-in-order",
        main=True,
        label="Rule in order",
        explains="The {noun} goes on the agenda with its current text. One person can decide this.",
        done="{Noun} ruled in order.",
        form=DecisionForm,
        why_not=at_present(rules.why_not_rule_in_order),
        do=workflow.rule_in_order,
        writes=True,
    ),
    DeskAction(
        name="query",
        label="Query the mover",
        explains="Ask the mover a question before you rule. The {noun} waits until they answer or revise it.",
        done="Question sent.",
        form=QueryForm,
        why_not=rules.why_not_query,
        do=workflow.query,
        writes=True,
    ),
    DeskAction(
        name="enter-answer",
        main=True,
        label="Enter an answer",
        explains="For a mover who answered by telephone or in person. The {noun} then needs a ruling.",
        done="Answer entered.",
        form=AnswerForm,
        why_not=rules.why_not_end_query,
        do=workflow.enter_answer,
        writes=True,
    ),
    DeskAction(
        name="withdraw-query",
        label="Withdraw the question",
        explains="The mover no longer has to answer, and the {noun} needs a ruling.",
        done="Question withdrawn.",
        form=DecisionForm,
        why_not=rules.why_not_end_query,
        do=workflow.withdraw_query,
        writes=True,
    ),
    DeskAction(
        name="rule-out",
        label="Propose ruling out",
        explains="Two people have to agree to rule {a_noun} out. Nobody outside the committee is told "
        "until a second member agrees.",
        done="Proposal saved. It needs a second person.",
        form=RuleOutForm,
        why_not=rules.why_not_rule,
        do=workflow.propose_ruling_out,
    ),
    DeskAction(
        name="second",
        main=True,
        label="Second the proposal",
        explains="You are the second person. The proposal takes effect. Its reason is public as soon as the "
        "{noun} is.",
        done="The proposal has taken effect.",
        form=DecisionForm,
        why_not=_why_not_second,
        do=workflow.second,
        writes=True,
    ),
    DeskAction(
        name="decline",
        label="Decline the proposal",
        explains="The proposal ends, and the {noun} does not change.",
        done="Proposal declined.",
        form=DecisionForm,
        why_not=_why_not_decline,
        do=workflow.decline,
    ),
    DeskAction(
        name="reopen",
        label="Propose reopening the ruling",
        explains=(
            "Two people have to agree to reopen a ruling, even one made by mistake. "
            "The {noun} keeps its label and needs a new ruling."
        ),
        done="Proposal saved. It needs a second person.",
        form=ReasonForm,
        why_not=at_present(rules.why_not_reopen),
        do=workflow.propose_reopening,
    ),
    DeskAction(
        name="hide",
        label="Propose hiding the {noun}",
        explains=(
            "Readers then see “Hidden by the committee” and your reason on every page and in every list, "
            "search and file. Nothing is deleted. Two people have to agree."
        ),
        done="Proposal saved. It needs a second person.",
        form=HideForm,
        why_not=rules.why_not_hide,
        do=workflow.propose_hiding,
    ),
    DeskAction(
        name="redact",
        label="Propose removing words",
        explains=(
            "A text without these words replaces the current one and is marked as the committee’s. "
            "Earlier texts are hidden. Two people have to agree."
        ),
        done="Proposal saved. It needs a second person.",
        form=RedactForm,
        why_not=rules.why_not_redact,
        do=workflow.propose_redaction,
    ),
    DeskAction(
        name="show",
        label="Propose showing the {noun} again",
        explains="Readers can again see what the committee has hidden. Two people have to agree.",
        done="Proposal saved. It needs a second person.",
        form=ShowForm,
        why_not=rules.why_not_show,
        do=workflow.propose_showing,
    ),
    DeskAction(
        name="lift-hold",
        main=True,
        label="Lift the hold",
        explains="A contact of the group said that this {noun} may be wrong. Lift the hold once you have "
        "checked.",
        done="The {noun} is no longer on hold.",
        form=LiftForm,
        why_not=group_questions_rules.why_not_lift_hold,
        do=group_questions_workflow.lift_hold,
        writes=True,
    ),
    DeskAction(
        name="publish",
        main=True,
        label="Publish",
        explains="Everybody will be able to read the {noun}.",
        done="{Noun} published.",
        form=DecisionForm,
        why_not=rules.why_not_publish,
        do=workflow.publish,
        writes=True,
    ),
    DeskAction(
        name="withdraw",
        label="Withdraw for the mover",
        explains="Only do this if the mover asked you to. The {noun} keeps its label. You cannot undo this.",
        done="{Noun} withdrawn.",
        form=WithdrawForm,
        why_not=at_present(backing_rules.why_not_withdraw_for_mover),
        do=backing_workflow.withdraw,
        writes=True,
        final=True,
    ),
    DeskAction(
        name="correct-address",
        label="Correct an address",
        explains="For somebody who did not get the email asking them to confirm.",
        done="New email sent. The link in the first one no longer works.",
        form=CorrectAddressForm,
        why_not=_why_not_correct_address,
        do=backing_workflow.correct_address,
        writes=True,
    ),
    DeskAction(
        name="remind",
        label="Remind those who have not confirmed",
        explains="We send one more email to everybody who has not confirmed. You can do this once a day.",
        done="Reminder sent.",
        form=DecisionForm,
        why_not=_why_not_remind,
        do=backing_workflow.remind,
        writes=True,
    ),
    *amendments.ACTS,
    *appeals.ACTS,
    *composites.ACTS,
    *placing.ACTS,
    DeskAction(
        name="write",
        label="Write to the movers",
        explains="For anything that is not a question or a ruling. The {noun} stays as it is.",
        done="Email sent.",
        form=WriteForm,
        why_not=rules.why_not_write,
        do=workflow.write,
        writes=True,
    ),
    DeskAction(
        name="assign",
        label="Assign",
        explains="Choose who on the committee is responsible for this {noun}.",
        done="{Noun} assigned.",
        form=AssignForm,
        why_not=_why_not_assign,
        do=workflow.assign,
    ),
    DeskAction(
        name="note",
        label="Add a note",
        explains="Only the committee can read notes.",
        done="Note added.",
        form=NoteForm,
        why_not=motion_rules.why_not_take_part,
        do=workflow.note,
    ),
    DeskAction(
        name="interest",
        label="Declare an interest",
        explains="You take no further part in this {noun}. You cannot undo this.",
        done="Interest recorded.",
        form=InterestForm,
        why_not=rules.why_not_recuse,
        do=workflow.recuse,
        final=True,
    ),
)
ACTIONS = {action.name: action for action in _ALL}
