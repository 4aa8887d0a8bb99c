"""To the people behind a motion whose place on the agenda has changed."""

from lla.emails.models import Email

from ..motion.emails import to_movers
from ..motion.models import Motion


def placed(motion: Motion, *, what: str, was: str, how: str = "", reason: str = "") -> list[Email]:
    """ "The committee has {what} your motion{how}"; `was` is the label before, if the motion had one."""
    return to_movers(
        motion, "placed", what=what, how=how, was=was if was != motion.label else "", reason=reason
    )
