"""Whether a contact may vouch for a motion or doubt it, and the committee lift its hold."""

from lla.accounts.models import User

from ..motion import visibility
from ..motion.models import Motion
from ..motion.rules import why_ended, why_not_take_part
from .choices import GroupAnswer
from .models import GroupQuestion


def why_not_vouch(question: GroupQuestion) -> list[str]:
    """A contact saying that the group passed the motion."""
    if question.answer:
        return ["You have already answered. Write to the committee if something has changed."]
    if visibility.hiding_ruling(question.motion, question.motion.text):
        return ["The committee has hidden this text, so you cannot say whether your group passed it."]
    return _why_not_speak_for_group(question)


def why_not_doubt(question: GroupQuestion) -> list[str]:
    """A contact putting the motion on hold, after a yes too."""
    if question.answer == GroupAnswer.DOUBT:
        return [f"You have already put the {question.motion.noun} on hold."]
    return _why_not_speak_for_group(question)


def _why_not_speak_for_group(question: GroupQuestion) -> list[str]:
    motion = question.motion
    if reasons := why_ended(motion):
        return reasons
    return [] if question.reaches_contact else ["You are no longer on record as a contact of the group."]


def why_not_lift_hold(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    return reasons if motion.held_at else [*reasons, f"This {motion.noun} is not on hold."]
