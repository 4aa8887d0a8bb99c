"""The acts by which the committee makes a composite, writes it, asks about it, closes or dissolves it."""

from lla.accounts.models import User

from ...agenda.choices import Nature
from ...composites import rules as composites_rules
from ...composites import workflow as composites_workflow
from ...composites.options import Question
from ...motion.models import Motion
from ...motion.texts import Text
from ..forms.acts import ReasonForm
from ..forms.base import DecisionForm
from ..forms.composites import CompositeAmendmentsForm, MakeCompositeForm, SpeakersForm, WriteCompositeForm
from .desk_action import DeskAction, at_present

MAKE = "make-composite"
MAIN, COMPOSITE = frozenset({Nature.MAIN}), frozenset({Nature.COMPOSITE})


def _write(
    motion: Motion,
    *,
    by: User,
    base: int,
    title: str,
    body: str,
    appendix: str,
    options: tuple[Question, ...],
    seen: int,
) -> None:
    text = Text.of(title, body, appendix)
    composites_workflow.write(motion, text, by=by, base=base, options=options, seen=seen)


ACTS = (
    DeskAction(
        name=MAKE,
        natures=MAIN,
        label="Make a composite",
        explains="One text of this motion and others. It begins with the text of this motion. Nobody outside "
        "the committee sees it until you send it to the people behind the motions.",
        done="Composite begun.",
        rare=True,
        form=MakeCompositeForm,
        asked=("others",),
        why_not=at_present(composites_rules.why_not_begin),
        do=composites_workflow.make,
    ),
    DeskAction(
        name="write-composite",
        natures=COMPOSITE,
        label="Write the text",
        explains="With a new text, agreements to the one before no longer count.",
        done="Text saved.",
        form=WriteCompositeForm,
        why_not=at_present(composites_rules.why_not_write),
        do=_write,
    ),
    DeskAction(
        name="send-composite",
        natures=COMPOSITE,
        main=True,
        label="Send to the people behind its motions",
        explains="The mover and co-movers of each motion see what was kept of it, edited and left out. They "
        "agree to this text, or keep their own.",
        done="The people behind the motions have been asked.",
        form=DecisionForm,
        why_not=at_present(composites_rules.why_not_send),
        do=composites_workflow.send,
        writes=True,
    ),
    DeskAction(
        name="composite-amendments",
        natures=COMPOSITE,
        main=True,
        label="Decide about amendments to its motions",
        explains="Each amendment is offered over to the composite, or falls with its motion. It takes effect "
        "when the composite goes on the agenda, or at once if it is there. The people behind each amendment "
        "are told then.",
        done="Decision about the amendments saved.",
        form=CompositeAmendmentsForm,
        why_not=at_present(composites_rules.why_not_decide_amendments),
        do=composites_workflow.decide_amendments,
        writes=True,
    ),
    DeskAction(
        name="composite-to-agenda",
        natures=COMPOSITE,
        main=True,
        label="Put on the agenda",
        explains="The composite is in order and public, in place of the motions whose people agree. The "
        "others stay in order by themselves.",
        done="The composite is on the agenda.",
        form=DecisionForm,
        why_not=at_present(composites_rules.why_not_put_on_agenda),
        do=composites_workflow.put_on_agenda,
        writes=True,
    ),
    DeskAction(
        name="composite-speakers",
        natures=COMPOSITE,
        label="Choose who moves and seconds it",
        explains="Among the people behind the motions that agree. Until you choose, the first two motions "
        "are printed.",
        done="Mover and seconder chosen.",
        form=SpeakersForm,
        why_not=at_present(composites_rules.why_not_choose_speakers),
        do=composites_workflow.choose_speakers,
    ),
    DeskAction(
        name="dissolve",
        natures=COMPOSITE,
        label="Dissolve the composite",
        explains="Its motions are in order again, each by itself. You cannot undo this.",
        done="Composite dissolved.",
        form=ReasonForm,
        why_not=at_present(composites_rules.why_not_dissolve),
        do=composites_workflow.dissolve,
        writes=True,
        final=True,
    ),
)
