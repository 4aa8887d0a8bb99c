"""What the desk shows of the amendments to a motion, the order of voting, and those printed as one."""

from typing import Any

from ...agenda.choices import Nature
from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...amendments import workflow as amendments_workflow
from ...motion.models import Motion
from ..forms.amendments import VotingOrderForm
from ..forms.base import DecisionForm
from .desk_action import NOT_AMENDMENTS, DeskAction, at_present

AMENDMENT = frozenset({Nature.AMENDMENT})


def amendments_context(motion: Motion) -> dict[str, Any]:
    """The amendments to a motion in the order of voting, and what they would empty together."""
    amended = motion.amends or motion
    rows = amendments_selectors.before_conference(amended)
    emptied = amendments_selectors.emptied_together(rows)
    if motion.amends:
        return {
            "meetings": [meeting for row in rows if row.motion.pk == motion.pk for meeting in row.meetings],
            "emptied": [each for each in emptied if motion in each.amendments],
        }
    return {"marshalled": rows, "emptied": emptied}


ACTS = (
    DeskAction(
        name="order-of-voting",
        natures=NOT_AMENDMENTS,
        label="Set the order of voting",
        explains="Conference votes on the amendments with a number first, beginning with the lowest. Those "
        "without one follow by their place in the text. They are listed here as they are voted on now.",
        done="Order of voting saved.",
        form=VotingOrderForm,
        why_not=at_present(amendments_rules.why_not_order_votes),
        do=amendments_workflow.order_votes,
    ),
    DeskAction(
        name="print-as-one",
        natures=AMENDMENT,
        main=True,
        label="Print as one with those that say the same",
        explains="Lists and papers then have one entry with the labels and movers of all. Each keeps its own "
        "page, and all go on being amendments by themselves.",
        done="They are printed as one.",
        form=DecisionForm,
        why_not=amendments_rules.why_not_print_as_one,
        do=amendments_workflow.print_as_one,
    ),
    DeskAction(
        name="print-apart",
        natures=AMENDMENT,
        label="Print by itself again",
        explains="Lists and papers have an entry for this amendment again.",
        done="It is printed by itself.",
        form=DecisionForm,
        why_not=amendments_rules.why_not_print_apart,
        do=amendments_workflow.print_apart,
    ),
)
