"""What a mover or co-mover does with a motion: revise, answer, invite, withdraw."""

from collections.abc import Iterable

from django.db import transaction

from lla import clock, mailboxes
from lla.actors import Actor
from lla.emails import outbox
from lla.models import Email, User
from lla.refusals import OVERTAKEN, NotAllowed, allow

from .. import emails, rules
from ..choices import Act, Status
from ..models import Backing, Motion, Revision
from ..texts import Text
from .record import add_revision, forget_papers, hold, move, record

UNCHANGED = "The text has not changed. Change it, or go back."


@transaction.atomic
def revise(motion: Motion, text: Text, *, by: Backing, why: str, base: int) -> Revision:
    """Give a motion a new text; its supporters are told and may withdraw.

    `base` is the number of the revision the writer started from: a newer one refuses the act. A ruling
    already given no longer stands, since it was about another text.
    """
    motion = hold(motion)
    stands = (motion.text.title, motion.text.body, motion.text.appendix)
    allow(rules.why_not_act_for(motion, by=by) + rules.why_not_revise(motion, now=clock.now()))
    allow([sentence for found in rules.unmet(motion.conference, text).values() for sentence in found])
    if motion.text.number != base:
        raise NotAllowed([OVERTAKEN])
    if text.sha256 == motion.text.sha256 or text == Text.of(*stands):
        raise NotAllowed([UNCHANGED])
    revision = add_revision(motion, text, by=by.actor, why=why)
    motion.backings.filter(pk=by.pk).update(revision=revision)
    public = motion.received_at is not None
    if motion.status == Status.QUERIED:
        outbox.post(*emails.query_answered(motion))
    if motion.status in (Status.QUERIED, Status.IN_ORDER):
        move(motion, Status.RECEIVED, Act.REVISED, by=by.actor, revision=revision.number)
    else:
        record(motion, Act.REVISED, by=by.actor, public=public, revision=revision.number)
    outbox.post(*emails.revised(motion, by=by))
    return revision


@transaction.atomic
def answer(motion: Motion, *, by: Backing, words: str) -> Motion:
    """Answer the committee's query without changing the text."""
    motion = hold(motion)
    allow(rules.why_not_act_for(motion, by=by) + rules.why_not_answer(motion))
    move(motion, Status.RECEIVED, Act.ANSWERED, by=by.actor, public=False, words=words)
    outbox.post(*emails.query_answered(motion))
    return motion


@transaction.atomic
def invite(motion: Motion, addresses: Iterable[str], *, by: Backing) -> int:
    """Write to people who may want to sign; answers how many emails went out."""
    motion = hold(motion)
    allow(rules.why_not_act_for(motion, by=by) + rules.why_not_support(motion, now=clock.now()))
    invitations = _invitations(motion, addresses)
    outbox.post(*invitations)
    return len(invitations)


@transaction.atomic
def withdraw(motion: Motion, *, by: Backing | User, note: str, seen: int | None = None) -> Motion:
    """Withdraw a motion for good; it keeps its label. A user acts for the mover on the committee's desk."""
    motion = hold(motion, seen=seen)
    now = clock.now()
    if isinstance(by, User):
        actor, reasons = Actor.user(by), rules.why_not_withdraw_for_mover(motion, by=by, now=now)
    else:
        actor, reasons = (
            by.actor,
            rules.why_not_act_for(motion, by=by) + rules.why_not_withdraw(motion, now=now),
        )
    allow(reasons)
    to_all = emails.withdrawn(motion, note=note)
    move(motion, Status.WITHDRAWN, Act.WITHDRAWN, by=actor, public=motion.is_public, words=note)
    forget_papers(motion)
    outbox.post(*to_all)
    return motion


def _invitations(motion: Motion, addresses: Iterable[str]) -> list[Email]:
    """One email for each address that is not behind the motion yet."""
    known = {mailboxes.key(email) for email in motion.backings.values_list("email", flat=True)}
    fresh = {mailboxes.key(email): email for email in addresses if mailboxes.key(email) not in known}
    return emails.invited(motion, addresses=fresh.values())
