"""Whether two motions may be marked as duplicates of each other."""

from lla.accounts.models import User

from ..motion.choices import BEFORE_RECEIPT
from ..motion.models import Motion
from ..motion.rules import why_not_take_part


def why_not_mark_any(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if motion.status in BEFORE_RECEIPT:
        reasons.append("Only a motion that has been received can be marked as a duplicate.")
    return reasons


def why_not_mark(motion: Motion, *, other: Motion, by: User) -> list[str]:
    reasons = why_not_mark_any(motion, by=by)
    if motion.pk == other.pk:
        return [*reasons, "A motion cannot be a duplicate of itself."]
    if other.conference_id != motion.conference_id:
        reasons.append("That motion is to another conference.")
    if motion.duplicates.filter(other=other).exists():
        reasons.append("The two are already marked as duplicates.")
    return reasons or why_not_mark_any(other, by=by)


def why_not_unmark_any(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if not motion.duplicates.exists():
        reasons.append("This motion is not marked as a duplicate.")
    return reasons


def why_not_unmark(motion: Motion, *, other: Motion, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if not motion.duplicates.filter(other=other).exists():
        reasons.append("The two are not marked as duplicates.")
    return reasons
