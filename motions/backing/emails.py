"""To the people behind a motion, and to the committee about what they did."""

from collections.abc import Iterable
from datetime import timedelta

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted
from lla.time import clock

from ..motion.choices import Role
from ..motion.emails import DAYS, motion_facts, to_committee, to_each, to_person
from ..motion.models import Backing, Motion
from ..motion.selectors import answerable

DAYS_BACK = 1  # for the link to "my motions"
NOTICES = {"motions/support_withdrawn": "somebody withdraws from your motion"}
NOTICES_TO_COMMITTEE = {
    "motions/query_answered": "a mover answers the committee’s question",
    "motions/arrived_late": "a motion arrives late",
}


def submitted(backing: Backing) -> Email:
    """The receipt at once, with the whole text, and the link by which the mover confirms."""
    return to_person(backing, "submitted", urgency=Urgency.NOW)


def asked_to_confirm(backing: Backing) -> Email:
    """To the group's confirming officer; the address is not proved, so it names nobody."""
    return to_person(backing, "asked_to_confirm")


def to_confirm(backing: Backing) -> Email:
    """The email by which somebody confirms, as it was or would have been written to them first."""
    if backing.role == Role.MOVER:
        return submitted(backing)
    if backing.role == Role.CONFIRMING_OFFICER:
        return asked_to_confirm(backing)
    return signature_to_confirm(backing)


def reminded_to_confirm(motion: Motion) -> list[Email]:
    """To everybody who has not confirmed yet."""
    return to_each(motion, motion.backings.unconfirmed(), "reminded_to_confirm")


def signature_to_confirm(backing: Backing) -> Email:
    return to_person(backing, "signature_to_confirm", urgency=Urgency.NOW)


def signed(backing: Backing) -> Email:
    """To somebody who signed by their invitation: that they are counted, and how they take their name off."""
    return to_person(backing, "signed", urgency=Urgency.NOW)


def already_backing(backing: Backing) -> Email:
    """To an address that signs a second time: the page says the same either way, this email says which."""
    return to_person(backing, "already_backing", urgency=Urgency.NOW)


def gathering(backing: Backing) -> Email:
    """To the mover of a confirmed motion that still needs signatories."""
    return to_person(backing, "gathering", urgency=Urgency.NOW)


def invited(motion: Motion, *, addresses: Iterable[str]) -> list[Email]:
    """From the mover, through the site, to people who may want to sign."""
    link = LinkWanted("motions:invited", "invitation", motion.pk, DAYS)
    facts = motion_facts(motion)
    return [
        compose("motions/invited", facts, to=address, about=motion.reference, link=link)
        for address in addresses
    ]


def received(motion: Motion, standing: Iterable[Backing]) -> list[Email]:
    return to_each(motion, answerable(standing), "received")


def revised(motion: Motion, *, by: Backing | None) -> list[Email]:
    """To everybody else who stands behind the motion: what changed, and that they may withdraw."""
    others = [backing for backing in motion.backings.standing() if backing != by]
    return to_each(motion, others, "revised", urgency=Urgency.LATER)


def query_answered(motion: Motion) -> list[Email]:
    return to_committee(motion, "query_answered", line=f"{motion.reference}: the mover has answered")


def arrived_late(motion: Motion) -> list[Email]:
    line = f"{motion.reference}: arrived late"
    return to_committee(motion, "arrived_late", line=line, urgency=Urgency.LATER)


def withdrawn(motion: Motion, *, note: str) -> list[Email]:
    return to_each(motion, motion.backings.standing(), "withdrawn", urgency=Urgency.LATER, note=note)


def support_withdrawn(backing: Backing) -> list[Email]:
    """To the movers, when somebody who stood behind the motion no longer does."""
    motion = backing.motion
    standing = motion.backings.standing()
    return to_each(
        motion,
        standing.movers(),
        "support_withdrawn",
        urgency=Urgency.LATER,
        who=backing,
        standing=standing.count(),
    )


def co_mover_asked(backing: Backing) -> Email:
    return to_person(backing, "co_mover_asked")


def co_mover_answered(backing: Backing, *, agrees: bool) -> list[Email]:
    """To the other movers, whether somebody whom the mover asked is a co-mover now."""
    others = [mover for mover in backing.motion.backings.standing().movers() if mover != backing]
    return to_each(backing.motion, others, "co_mover_answered", who=backing, agrees=agrees)


def my_motions(backing: Backing) -> Email:
    """The way back for somebody who stands behind one or more motions."""
    return compose(
        "motions/my_motions",
        {"backing": backing},
        to=backing.email,
        urgency=Urgency.NOW,
        link=LinkWanted("motions:enter", "mine", backing.pk, DAYS_BACK),
        secret=True,
        expires_at=clock.now() + timedelta(days=DAYS_BACK),
    )
