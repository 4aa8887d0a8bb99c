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
    facts = motion_facts(motion)
    return [
        compose(
            "motions/group_told",
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
