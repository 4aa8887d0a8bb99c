"""To the people behind an amendment and to the movers of its motion, when the motion has a new text."""

from collections.abc import Sequence
from typing import Any

from lla.emails.choices import Urgency
from lla.emails.models import Email

from ..motion.emails import answerable, to_each, to_movers
from ..motion.models import Motion

NOTICES = {
    "motions/carried_over": "your amendment is carried over to a new text of the motion",
    "motions/amendments_followed": "amendments to your motion are carried over to its new text",
}


def carried_over(amendment: Motion) -> list[Email]:
    return _to_movers(amendment, "carried_over", urgency=Urgency.LATER)


def carrying_offered(amendment: Motion) -> list[Email]:
    """To those who have to say whether it still fits."""
    return _to_movers(amendment, "carrying_offered")


def stuck(amendment: Motion) -> list[Email]:
    """To those who have to write it anew."""
    return _to_movers(amendment, "stuck")


def _to_movers(amendment: Motion, name: str, **context: Any) -> list[Email]:
    """To the people who answer for an amendment; they are not asked for again when they are at hand."""
    standing = (backing for backing in amendment.backings.all() if backing.stands)
    return to_each(amendment, answerable(standing), name, **context)


def to_answer(amendment: Motion) -> list[Email]:
    """To the movers of its motion, who say whether they accept an amendment that is in order."""
    motion = amendment.amends
    if motion is None:
        return []
    movers = motion.backings.standing().movers()
    about = amendment.reference
    return to_each(motion, movers, "amendment_to_answer", about=about, line=about, amendment=amendment)


def amendments_followed(
    motion: Motion, *, carried: Sequence[Motion], offered: Sequence[Motion], stuck: Sequence[Motion]
) -> list[Email]:
    """To those whose new text it was: what became of the amendments to the one before."""
    return to_movers(
        motion,
        "amendments_followed",
        urgency=Urgency.LATER,
        carried=carried,
        offered=offered,
        stuck=stuck,
    )
