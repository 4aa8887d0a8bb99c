"""The acts by which the committee decides appeals against its rulings."""

from functools import partial

from ...appeals import rules as appeals_rules
from ...appeals import workflow as appeals_workflow
from .. import rules, workflow
from ..forms.acts import ReasonForm
from ..forms.base import DecisionForm
from .desk_action import DeskAction, at_present

ACTS = (
    DeskAction(
        name="allow-appeal",
        main=True,
        label="Propose allowing the appeal",
        explains=(
            "The {noun} is then in order. Two members who neither proposed nor seconded the ruling have to "
            "agree."
        ),
        done="Proposal saved. It needs a second person.",
        form=ReasonForm,
        why_not=rules.why_not_decide_appeal,
        do=partial(workflow.propose_on_appeal, allowed=True),
    ),
    DeskAction(
        name="refuse-appeal",
        main=True,
        label="Propose refusing the appeal",
        explains=(
            "The {noun} is still ruled out. Two members who neither proposed nor seconded the ruling have "
            "to agree."
        ),
        done="Proposal saved. It needs a second person.",
        form=ReasonForm,
        why_not=rules.why_not_decide_appeal,
        do=partial(workflow.propose_on_appeal, allowed=False),
    ),
    DeskAction(
        name="refer-back",
        rare=True,
        label="Enter a reference back",
        explains="After a refused appeal, conference itself is asked whether the ruling counts.",
        done="Reference back entered.",
        form=DecisionForm,
        why_not=at_present(appeals_rules.why_not_refer_back),
        do=appeals_workflow.refer_back,
    ),
)
