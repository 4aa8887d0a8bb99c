"""Whether a contact may vouch for a motion or doubt it, and the committee lift its hold."""

from lla.accounts.models import User

from ..amendments.rules import why_fallen
from ..motion import visibility
from ..motion.models import Motion
from ..motion.rules import why_ended, why_not_take_part
from .choices import GroupAnswer
from .models import GroupQuestion


def why_not_vouch(question: GroupQuestion) -> list[str]:
    """A contact saying that the group passed the motion."""
    if question.answer and not question.is_overtaken:
        return ["You have already answered. Write to the committee if something has changed."]
    if reasons := _why_not_speak_for_group(question):
        return reasons
    if visibility.visible_text(question.motion).instead:
        return ["This text is hidden, so you cannot say whether your group passed it."]
    return []


def why_not_doubt(question: GroupQuestion) -> list[str]:
    """A contact putting the motion on hold, after a yes too."""
    if question.answer == GroupAnswer.DOUBT and not question.is_overtaken:
        return [f"You have already put the {question.motion.noun} on hold."]
    return _why_not_speak_for_group(question)


def _why_not_speak_for_group(question: GroupQuestion) -> list[str]:
    motion = question.motion
    if reasons := why_ended(motion) or why_fallen(motion):
        return reasons
    return [] if question.reaches_contact else ["You are no longer on record as a contact of the group."]


def why_not_lift_hold(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    return reasons if motion.held_at else [*reasons, f"This {motion.noun} is not on hold."]
