"""To the people behind an amendment, about what the mover of the motion says to it."""

from lla.emails.models import Email

from ..motion.emails import to_movers
from ..motion.models import Motion


def answered(amendment: Motion, *, accepted: bool) -> list[Email]:
    return to_movers(amendment, "amendment_answered", accepted=accepted)
