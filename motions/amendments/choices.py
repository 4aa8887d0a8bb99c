"""What the facts of amendments are chosen from: the mover's answer, what becomes of one."""

from django.db.models import TextChoices


class Answer(TextChoices):
    """What the mover of the motion says to an amendment."""

    ACCEPTED = "accepted", "Accepted"
    NOT_ACCEPTED = "not_accepted", "Not accepted"


class CarryOutcome(TextChoices):
    """What becomes of an amendment, not carried over by itself, when its motion gets a new text."""

    OFFERED = "offered", "Its mover is asked whether it still fits"
    STUCK = "stuck", "It no longer fits"

    @property
    def for_the_committee(self) -> str:
        """What becomes of it and what was asked of its mover, with a gap for the number of the new text."""
        return _FOR_THE_COMMITTEE[self]


_FOR_THE_COMMITTEE = {
    CarryOutcome.OFFERED: "It may not fit revision {}. Its mover is asked whether it does and has not "
    "answered.",
    CarryOutcome.STUCK: "It does not fit revision {}. Its mover is asked to rewrite it and has not answered.",
}
