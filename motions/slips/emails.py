"""To the people behind a motion, about typing errors that were corrected."""

from lla.emails.models import Email

from ..motion.emails import to_movers
from ..motion.models import Motion, Revision


def slip_corrected(motion: Motion, *, before: Revision) -> list[Email]:
    """`before` is the text with the slip; the motion has the corrected one."""
    return to_movers(motion, "slip_corrected", before=before)
