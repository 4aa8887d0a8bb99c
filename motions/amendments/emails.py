"""To the people behind an amendment and to the movers of its motion, when the motion has a new text."""

from collections.abc import Sequence
from typing import Any

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.time.wording import moment_in_words

from ..motion.emails import to_each, to_movers
from ..motion.models import Motion
from ..motion.selectors import answerable
from . import selectors

NOTICES = {
    "motions/carried_over": "your amendment is carried over to a new text of the motion",
    "motions/printed_as_one": "your amendment is printed as one with others, or by itself again",
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
    """To the movers of its motion, who say whether they accept an amendment that is in order and fits."""
    motion = amendment.amends
    if motion is None or selectors.is_behind(amendment):
        return []
    return to_each(
        motion,
        motion.backings.standing().movers(),
        "amendment_to_answer",
        about=amendment.reference,
        line=amendment.label or amendment.reference,
        amendment=amendment,
        freeze=moment_in_words(motion.conference.freeze_at),
    )


def printed_as_one(amendment: Motion, *, others: Sequence[Motion]) -> list[Email]:
    """To those who answer for an amendment; with no `others` it is printed by itself again."""
    names = ", ".join(other.label or other.reference for other in others)
    return _to_movers(amendment, "printed_as_one", others=names)


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
