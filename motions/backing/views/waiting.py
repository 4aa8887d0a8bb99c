"""What waits for somebody who acts for a motion: what they are asked, and the page on which they answer."""

from dataclasses import dataclass

from lla.time import clock

from ...amendments import rules as amendments_rules
from ...amendments.choices import CarryOutcome
from ...amendments.models import PendingCarry
from ...motion import rules as motion_rules
from ...motion.choices import Act
from ...motion.models import Backing, Motion
from .. import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """`view` is the page on which it is done; `words` are the committee's own."""

    view: str
    heading: str
    button: str
    words: str = ""


def waiting(backing: Backing) -> list[Waiting]:
    """In the order in which they hold up others; nothing for whoever does not act for the motion."""
    motion = backing.motion
    if motion_rules.why_not_act_for(motion, by=backing):
        return []
    return [*_question(motion), *_new_text(motion), *_amendments(motion)]


def question(motion: Motion) -> str:
    """What the committee has asked and waits to hear; empty when it waits for nothing."""
    return "" if rules.why_not_answer(motion) else _asked(motion)


def _asked(motion: Motion) -> str:
    asked = motion.events.filter(act=Act.QUERIED).select_related("remark").last()
    return asked.remark.words if asked and hasattr(asked, "remark") else ""


def _question(motion: Motion) -> list[Waiting]:
    if rules.why_not_answer(motion):
        return []
    return [
        Waiting(
            view="motions:answer",
            heading="Question from the committee",
            words=_asked(motion),
            button="Answer the committee",
        )
    ]


def _new_text(motion: Motion) -> list[Waiting]:
    """Of an amendment that the new text of its motion left behind."""
    now, heading = clock.now(), "The motion has a new text"
    if not amendments_rules.why_not_settle(motion, now=now):
        return [Waiting(view="motions:settle", heading=heading, button="Agree to it on the new text")]
    left_behind = PendingCarry.objects.filter(motion=motion, outcome=CarryOutcome.STUCK)
    if left_behind.exists() and not rules.why_not_revise(motion, now=now):
        return [Waiting(view="motions:revise", heading=heading, button="Rewrite your amendment")]
    return []


def _amendments(motion: Motion) -> list[Waiting]:
    count = motion.amendments.public().to_answer().count()
    if not count:
        return []
    heading = "1 amendment to answer" if count == 1 else f"{count} amendments to answer"
    button = "Read it and answer" if count == 1 else "Read them and answer"
    return [Waiting(view="motions:answer_amendments", heading=heading, button=button)]
