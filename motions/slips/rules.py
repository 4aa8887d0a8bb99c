"""Whether the committee may correct a slip in a motion's text."""

from lla.accounts.models import User

from ..motion import rules as motion_rules
from ..motion.models import Motion
from ..motion.texts import Text
from .corrections import why_not_a_slip


def why_not_correct(motion: Motion, *, by: User) -> list[str]:
    """Correcting anything in a motion's text."""
    reasons = motion_rules.why_not_take_part(motion, by=by)
    if motion.status not in motion_rules.LIVE:
        reasons.append(
            f"Only {motion.a_noun} that has been received, and not ended, can have a slip corrected."
        )
    if motion.rulings.open().exists():
        reasons.append("A proposal about this text needs a second person. Second or decline it first.")
    return reasons


def why_not_correct_to(motion: Motion, text: Text, *, by: User) -> list[str]:
    """Correcting a motion's text to another one."""
    present = motion.text
    before, after = (present.title, present.body, present.appendix), (text.title, text.body, text.appendix)
    reasons = why_not_correct(motion, by=by)
    if before == after:
        reasons.append(motion_rules.UNCHANGED)
    return reasons or why_not_a_slip(before, after)
