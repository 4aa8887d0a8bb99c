"""About rulings, to the people behind a motion; about proposals, to the committee."""

from lla.emails.models import Email
from lla.time.wording import moment_in_words

from ..amendments import emails as amendments_emails
from ..amendments import selectors as amendments_selectors
from ..appeals import rules as appeals_rules
from ..motion.choices import MOVERS, Outcome
from ..motion.emails import to_committee, to_each, to_movers
from ..motion.models import Motion, Ruling
from ..motion.selectors import answering_for, speaking_for_sources

# What members of the committee may turn off.
NOTICES_TO_COMMITTEE = {"motions/second_person": "a proposal needs a second person"}


def queried(motion: Motion, *, question: str) -> list[Email]:
    """To those who can answer it; a group's confirming officer cannot."""
    asked = [person for person in answering_for(motion) if person.role in MOVERS]
    return to_each(motion, asked, "queried", question=question)


def query_withdrawn(motion: Motion) -> list[Email]:
    return to_movers(motion, "query_withdrawn")


def answer_entered(motion: Motion, *, words: str) -> list[Email]:
    return to_movers(motion, "answer_entered", words=words)


def written(motion: Motion, *, subject: str, words: str) -> list[Email]:
    return to_movers(motion, "written", subject=subject, words=words)


def ruled_in_order(motion: Motion) -> list[Email]:
    behind = amendments_selectors.is_behind(motion)
    return [*to_movers(motion, "ruled_in_order", behind=behind), *amendments_emails.to_answer(motion)]


def ruled_out(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion, signatories too."""
    until = moment_in_words(appeals_rules.closes_at(ruling))
    people = motion.backings.standing()
    return to_each(motion, people, "ruled_out", ruling=ruling, appeal_until=until)


def reopened(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion; `motion` still has the status that the ruling gave it."""
    was = motion.get_status_display().lower()
    return to_each(motion, motion.backings.standing(), "reopened", ruling=ruling, was=was)


def hidden(motion: Motion, *, ruling: Ruling) -> list[Email]:
    one = f"revision {ruling.revision.number}" if ruling.outcome == Outcome.TEXT_HIDDEN else ""
    return to_movers(motion, "hidden", ruling=ruling, one=one)


def redacted(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion: its text has changed, and they may withdraw.

    Of a composite, to those who speak for its motions.
    """
    people = [*motion.backings.standing(), *speaking_for_sources(motion)]
    return to_each(motion, people, "redacted", ruling=ruling)


def shown(motion: Motion, *, ruling: Ruling) -> list[Email]:
    return to_movers(motion, "shown", ruling=ruling)


def overridden(motion: Motion, *, ruling: Ruling) -> list[Email]:
    return to_movers(motion, "overridden", ruling=ruling)


def second_person(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To those of the committee who may second or decline a proposal."""
    line = f"{motion.reference}: {ruling.get_outcome_display().lower()}"
    return to_committee(motion, "second_person", line=line, leaving_out=ruling.proposed_by, ruling=ruling)
