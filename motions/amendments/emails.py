"""To the people behind an amendment and to the movers of its motion, when something happens to the motion."""

from collections.abc import Sequence

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.time.wording import moment_in_words

from ..motion import visibility
from ..motion.choices import Outcome, Status
from ..motion.emails import to_amenders, to_each, to_movers
from ..motion.models import Motion, Ruling
from . import selectors

NOTICES = {
    "motions/carried_over": "your amendment is carried over to a new text of the motion",
    "motions/printed_as_one": "your amendment is printed as one with others, or by itself again",
    "motions/amendments_followed": "amendments to your motion are carried over to its new text",
}


def carried_over(amendment: Motion) -> list[Email]:
    return to_amenders(amendment, "carried_over", urgency=Urgency.LATER)


def carrying_offered(amendment: Motion) -> list[Email]:
    """To those who have to say whether it still fits."""
    return to_amenders(amendment, "carrying_offered")


def stuck(amendment: Motion) -> list[Email]:
    """To those who have to write it anew."""
    return to_amenders(amendment, "stuck")


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
    return to_amenders(amendment, "printed_as_one", others=names)


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


def motion_ended(motion: Motion) -> list[Email]:
    """To the people behind the open amendments to a motion that has just ended: they fall with it."""
    ruled_out = motion.status == Status.RULED_OUT
    return [
        email
        for amendment in selectors.open_amendments(motion)
        for email in to_amenders(amendment, "motion_ended", of=motion, ruled_out=ruled_out)
    ]


def motion_back(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To the people behind its open amendments, when the ruling is gone by which a motion was out."""
    appeal = ruling.outcome == Outcome.APPEAL_ALLOWED
    return [
        email
        for amendment in selectors.open_amendments(motion)
        for email in to_amenders(
            amendment, "motion_back", of=motion, appeal=appeal, behind=selectors.is_behind(amendment)
        )
    ]


def motion_hidden(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To the people behind the open amendments that show what a ruling hides, or lets readers see again."""
    hides = ruling.outcome != Outcome.SHOWN
    return [
        email
        for amendment in selectors.open_amendments(motion)
        if bool(visibility.visible_text(amendment).instead) is hides
        for email in to_amenders(amendment, "motion_hidden", of=motion, ruling=ruling, hides=hides)
    ]
