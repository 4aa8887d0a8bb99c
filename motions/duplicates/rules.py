"""Whether two motions may be marked as duplicates of each other."""

from lla.accounts.models import User

from ..motion.choices import BEFORE_RECEIPT
from ..motion.models import Motion
from ..motion.rules import why_not_take_part


def why_not_mark_any(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if motion.status in BEFORE_RECEIPT:
        reasons.append(f"Only {motion.a_noun} that has been received can be marked as a duplicate.")
    return reasons


def why_not_mark(motion: Motion, *, other: Motion, by: User) -> list[str]:
    reasons = why_not_mark_any(motion, by=by)
    if motion.pk == other.pk:
        return [*reasons, f"{motion.a_noun.capitalize()} cannot be a duplicate of itself."]
    if other.nature != motion.nature:
        reasons.append(f"{other.reference} is {other.a_noun}, and no duplicate of {motion.a_noun}.")
    if other.conference_id != motion.conference_id:
        reasons.append(f"That {other.noun} is to another conference.")
    if motion.duplicates.filter(other=other).exists():
        reasons.append("The two are already marked as duplicates.")
    return reasons or why_not_mark_any(other, by=by)


def why_not_unmark_any(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if not motion.duplicates.exists():
        reasons.append(f"This {motion.noun} is not marked as a duplicate.")
    return reasons


def why_not_unmark(motion: Motion, *, other: Motion, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    if not motion.duplicates.filter(other=other).exists():
        reasons.append("The two are not marked as duplicates.")
    return reasons
