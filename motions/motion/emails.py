"""How emails about a motion are written: to its people, to its movers, to the committee."""

from collections.abc import Iterable
from typing import Any

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
from lla.links.tokens import LinkWanted
from lla.time.wording import day_in_words, moment_in_words

from ..agenda import wording
from . import visibility
from .models import Backing, Motion
from .selectors import answerable, answering_for

DAYS = 60
BACKING = "backing"

# What people behind a motion may turn off, by when such an email comes; every other email is a duty.
NOTICES = {"motions/published": "your motion is published"}


def published(motion: Motion) -> list[Email]:
    return to_movers(motion, "published", urgency=Urgency.LATER)


def to_movers(motion: Motion, name: str, **context: Any) -> list[Email]:
    """To the people who answer for a motion, or for the motions that it is made of."""
    return to_each(motion, answering_for(motion), name, **context)


def to_amenders(amendment: Motion, name: str, **context: Any) -> list[Email]:
    """To those who answer for an amendment; they are not asked for again when they are at hand."""
    standing = (backing for backing in amendment.backings.all() if backing.stands)
    return to_each(amendment, answerable(standing), name, **context)


def to_committee(
    motion: Motion,
    name: str,
    *,
    line: str,
    leaving_out: User | None = None,
    urgency: Urgency = Urgency.SOON,
    **context: Any,
) -> list[Email]:
    """To the members of the steering committee who take part in a motion; the text is on its sheet."""
    members = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True, is_staff=True)
    members = members.exclude(recusals__motion=motion).order_by("pk")
    page = page_address("admin:motions_motion_change", motion.pk)
    facts = {**motion_facts(motion), "page": page, **context}
    return [
        compose(
            f"motions/{name}",
            {"member": member, **facts},
            to=member.email,
            urgency=urgency,
            about=motion.reference,
            line=line,
            noun=motion.noun,
        )
        for member in members
        if member != leaving_out
    ]


def to_person(backing: Backing, name: str, **context: Any) -> Email:
    return to_each(backing.motion, [backing], name, **context)[0]


def to_each(
    motion: Motion,
    backings: Iterable[Backing],
    name: str,
    *,
    urgency: Urgency = Urgency.SOON,
    about: str = "",
    line: str = "",
    **context: Any,
) -> list[Email]:
    """The same email to everybody named; what it says of the motion is asked for once.

    It is `about` the motion, unless another is named. `urgency` is NOW for what its reader has just asked for
    or done, LATER for a notice that can wait, and SOON for the others: somebody waits for them.
    """
    facts = motion_facts(motion)
    return [
        compose(
            f"motions/{name}",
            {"backing": backing, **facts, **context},
            to=backing.email,
            urgency=urgency,
            about=about or motion.reference,
            line=line,
            noun=motion.noun,
            link=LinkWanted("motions:backing", BACKING, backing.pk, DAYS),
        )
        for backing in backings
    ]


def motion_facts(motion: Motion) -> dict[str, Any]:
    """What every email about a motion may say."""
    conference = motion.conference
    return {
        "motion": motion,
        "text": motion.current,
        "amended": visibility.titled(motion.amends) if motion.amends else "",
        "conference": conference,
        "arrived": moment_in_words(motion.received_at or motion.submitted_at),
        "in_time": wording.in_time_if_confirmed(conference, motion.closing, sent_at=motion.submitted_at),
        "why_late": wording.why_late(conference, motion.closing, sent_at=motion.submitted_at),
        "passed": day_in_words(motion.passed_on) if motion.passed_on else "",
    }
