"""About an appeal: to whoever made it, to the committee, and to everybody behind the motion once decided."""

from lla.emails.choices import Urgency
from lla.emails.models import Email

from ..amendments import emails as amendments_emails
from ..motion.choices import Outcome
from ..motion.emails import to_committee, to_each, to_person
from ..motion.models import Backing, Motion, Ruling

NOTICES_TO_COMMITTEE = {"motions/appealed": "somebody appeals against a ruling"}


def appeal_received(backing: Backing, *, grounds: str) -> Email:
    return to_person(backing, "appeal_received", urgency=Urgency.NOW, grounds=grounds)


def appealed(motion: Motion, *, ruling: Ruling, grounds: str) -> list[Email]:
    """To the members of the committee who did not make the ruling."""
    line = f"{motion.reference}: an appeal"
    emails = to_committee(
        motion, "appealed", line=line, leaving_out=ruling.seconded_by, ruling=ruling, grounds=grounds
    )
    return [email for email in emails if email.to != ruling.proposed_by.email]


def appeal_decided(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion."""
    allowed = ruling.outcome == Outcome.APPEAL_ALLOWED
    people = motion.backings.standing()
    decided = to_each(motion, people, "appeal_decided", ruling=ruling, allowed=allowed)
    return [*decided, *amendments_emails.to_answer(motion)] if allowed else decided
