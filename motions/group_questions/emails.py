"""To a group's contacts about a motion in its name, and to whom their answers concern."""

from collections.abc import Iterable

from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..motion.emails import DAYS, motion_facts, to_committee, to_movers
from ..motion.models import Motion
from .models import GroupQuestion

GROUP = "group"
NOTICES_TO_COMMITTEE = {"motions/group_doubts": "a contact of a group doubts a motion in the group’s name"}


def group_told(motion: Motion, questions: Iterable[GroupQuestion]) -> list[Email]:
    """To the contacts whom a group has on record, when a motion comes in its name."""
    return _to_contacts(motion, questions, "group_told")


def group_revised(motion: Motion) -> list[Email]:
    """To the contacts who were asked about an earlier text of a motion in their group's name."""
    questions = motion.group_questions.select_related("contact")
    return _to_contacts(motion, [each for each in questions if each.reaches_contact], "group_revised")


def _to_contacts(motion: Motion, questions: Iterable[GroupQuestion], name: str) -> list[Email]:
    facts = motion_facts(motion)
    return [
        compose(
            f"motions/{name}",
            {"contact": question.contact, **facts},
            to=question.contact.email,
            link=LinkWanted("motions:group_told", GROUP, question.pk, DAYS),
            secret=True,
        )
        for question in questions
    ]


def on_hold(motion: Motion) -> list[Email]:
    return to_movers(motion, "on_hold")


def hold_lifted(motion: Motion) -> list[Email]:
    return to_movers(motion, "hold_lifted")


def group_doubts(motion: Motion) -> list[Email]:
    return to_committee(motion, "group_doubts", line=f"{motion.reference}: on hold, a group doubts it")
