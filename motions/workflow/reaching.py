"""Reaching the people a motion waits for: an address that leads nowhere is corrected, all are reminded."""

from django.db import transaction

from lla import clock
from lla.actors import Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import allow

from .. import emails, rules
from ..choices import Act
from ..models import Backing, Motion
from .record import hold, record


@transaction.atomic
def correct_address(
    motion: Motion, *, backing: Backing, email: str, by: Backing | User, seen: int | None = None
) -> Backing:
    """Ask somebody to confirm by another address; what went to the first opens nothing any more."""
    motion = hold(motion, seen=seen)
    backing = motion.backings.get(pk=backing.pk)
    backing.motion = motion
    now = clock.now()
    allow(_why_not_by(motion, by=by) + rules.why_not_correct_address(backing, email=email, now=now))
    outbox.take_back(emails.BACKING, backing.pk)
    backing.email = email
    backing.save()
    record(motion, Act.ADDRESS_CORRECTED, by=_actor(by), backing=backing.pk)
    outbox.post(emails.to_confirm(backing))
    return backing


@transaction.atomic
def remind(motion: Motion, *, by: Backing | User, seen: int | None = None) -> int:
    """Write once more to everybody who has not confirmed; answers how many emails went out."""
    motion = hold(motion, seen=seen)
    allow(_why_not_by(motion, by=by) + rules.why_not_remind(motion, now=clock.now()))
    reminders = emails.reminded_to_confirm(motion)
    record(motion, Act.REMINDED, by=_actor(by), emails=len(reminders))
    outbox.post(*reminders)
    return len(reminders)


def _why_not_by(motion: Motion, *, by: Backing | User) -> list[str]:
    """Whether somebody of the committee takes part in this motion; a sender always does."""
    return rules.why_not_take_part(motion, by=by) if isinstance(by, User) else []


def _actor(by: Backing | User) -> Actor:
    return Actor.user(by) if isinstance(by, User) else by.actor
