"""The acts by which the committee places a motion elsewhere, corrects a slip in it or names its duplicate."""

from ...composites import workflow as composites_workflow
from ...duplicates import rules as duplicates_rules
from ...duplicates import workflow as duplicates_workflow
from ...placing import rules as placing_rules
from ...placing import workflow as placing_workflow
from ...slips import rules as slips_rules
from .. import rules, workflow
from ..forms.acts import ReasonForm
from ..forms.placing import (
    DuplicateForm,
    EmergencyForm,
    MoveForm,
    OverrideForm,
    RenumberForm,
    UnmarkForm,
)
from ..forms.texts import SlipForm
from .desk_action import NOT_AMENDMENTS, DeskAction, at_present

ACTS = (
    DeskAction(
        name="move",
        natures=NOT_AMENDMENTS,
        label="Move to another agenda item",
        explains="The {noun} gets the next label of the other item. Its old label is printed as moved, "
        "and is not used again.",
        done="{Noun} moved.",
        rare=True,
        form=MoveForm,
        why_not=at_present(placing_rules.why_not_place),
        do=placing_workflow.move_to_item,
        writes=True,
    ),
    DeskAction(
        name="renumber",
        natures=NOT_AMENDMENTS,
        label="Give it another number",
        explains="Until the order paper is final. The number it has becomes free.",
        done="Label changed.",
        rare=True,
        form=RenumberForm,
        why_not=at_present(placing_rules.why_not_have_number),
        do=placing_workflow.renumber,
        writes=True,
    ),
    DeskAction(
        name="emergency",
        natures=NOT_AMENDMENTS,
        label="Treat as an emergency",
        explains="The {noun} counts as an emergency from then on, and gets a label of that series.",
        done="The {noun} is an emergency now.",
        rare=True,
        form=EmergencyForm,
        why_not=at_present(placing_rules.why_not_be_emergency),
        do=placing_workflow.treat_as_emergency,
        writes=True,
    ),
    DeskAction(
        name="admit",
        label="Propose admitting it, although late",
        explains="The {noun} is then treated as if it had been in time, with a label among the others. Two "
        "people have to agree.",
        done="Proposal saved. It needs a second person.",
        rare=True,
        form=ReasonForm,
        why_not=at_present(rules.why_not_admit),
        do=workflow.propose_admission,
    ),
    DeskAction(
        name="override",
        label="Propose setting a rule aside",
        explains="For example the word limit. The rule and your reason are printed with the {noun}. "
        "Two people have to agree.",
        done="Proposal saved. It needs a second person.",
        rare=True,
        form=OverrideForm,
        why_not=at_present(rules.why_not_override),
        do=workflow.propose_override,
    ),
    DeskAction(
        name="correct-slip",
        label="Correct a slip",
        explains="For typing errors only. Anything else is for the mover to revise. The new text is marked "
        "as corrected by the committee, and the ruling still counts.",
        done="Slip corrected.",
        rare=True,
        form=SlipForm,
        why_not=slips_rules.why_not_correct,
        do=composites_workflow.correct_slip,
        writes=True,
    ),
    DeskAction(
        name="duplicate",
        label="Mark as a duplicate",
        explains="The history of both says so. You can undo it.",
        done="Both are marked as duplicates.",
        rare=True,
        form=DuplicateForm,
        why_not=duplicates_rules.why_not_mark_any,
        do=duplicates_workflow.mark_duplicate,
    ),
    DeskAction(
        name="not-duplicate",
        label="Not a duplicate after all",
        explains="The history of both says so.",
        done="The two are no longer marked as duplicates.",
        rare=True,
        form=UnmarkForm,
        why_not=duplicates_rules.why_not_unmark_any,
        do=duplicates_workflow.unmark_duplicate,
    ),
)
