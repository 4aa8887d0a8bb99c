"""What a person behind a motion does: sign, confirm, show or hide the name, withdraw it."""

from django.db import transaction

from lla import clock
from lla.actors import Actor
from lla.emails import outbox
from lla.refusals import allow

from .. import emails, rules
from ..choices import Act, Role, Route
from ..models import Backing, Motion
from ..querysets import BEFORE_RECEIPT
from .groups import tell_group
from .record import hold, receive, record, step
from .sending import Person


@transaction.atomic
def sign(motion: Motion, person: Person, *, proved: bool = False) -> None:
    """Sign a motion: an address that is `proved` counts at once, any other confirms by the email sent to it.

    The answer is the same whether or not the address is known: only the email differs.
    """
    motion = hold(motion)
    allow(rules.why_not_support(motion, now=clock.now()))
    backing = motion.backings.filter(email__iexact=person.email).first()
    if backing and not backing.withdrawn_at and (backing.confirmed_at or not proved):
        email = emails.already_backing if backing.confirmed_at else emails.signature_to_confirm
        outbox.post(email(backing))
        return
    backing = backing or Backing(motion=motion, role=Role.SIGNATORY)
    backing.name, backing.email, backing.group_name = person.name, person.email, person.group_name
    backing.name_public, backing.revision = person.name_public, motion.current
    backing.confirmed_at = backing.withdrawn_at = None
    backing.save()
    record(motion, Act.SIGNED, by=backing.actor)
    if proved:
        confirm(backing)
    outbox.post(emails.signed(backing) if proved else emails.signature_to_confirm(backing))


@transaction.atomic
def confirm(backing: Backing) -> Motion:
    """Confirm by the emailed link; the last confirmation a motion needs makes it received."""
    motion, backing = _hold_with(backing)
    allow(rules.why_not_confirm(backing, now=clock.now()))
    backing.confirmed_at, backing.revision_id = clock.now(), motion.current_id
    backing.save()
    waits = motion.status in BEFORE_RECEIPT
    standing = list(motion.backings.standing()) if waits else []
    if waits and _is_backed(motion, standing):
        _receive(motion, standing, by=backing.actor)
        return motion
    record(motion, Act.CONFIRMED, by=backing.actor)
    if waits and backing.role == Role.MOVER and motion.route == Route.SIGNATORIES:
        outbox.post(emails.gathering(backing))
    return motion


def _receive(motion: Motion, standing: list[Backing], *, by: Actor) -> None:
    """A held motion has the confirmations it needs: it is received, and those who are concerned are told."""
    contacts = rules.contacts_of(motion)
    vouched_for = motion.route != Route.GROUP or rules.has_contact_among(standing, contacts)
    receive(motion, step(motion, Act.CONFIRMED, by=by), by=by, vouched_for=vouched_for)
    late = emails.arrived_late(motion) if motion.late else []
    outbox.post(*emails.received(motion, standing), *late)
    tell_group(motion, contacts, behind=standing)


@transaction.atomic
def withdraw_support(backing: Backing) -> Motion:
    """Take one's name off a motion; its movers are told."""
    motion, backing = _hold_with(backing)
    allow(rules.why_not_withdraw_support(backing, now=clock.now()))
    backing.withdrawn_at = clock.now()
    backing.save()
    record(motion, Act.SUPPORT_WITHDRAWN, by=backing.actor)
    outbox.post(*emails.support_withdrawn(backing))
    return motion


@transaction.atomic
def set_name_public(backing: Backing, *, public: bool) -> None:
    """Print the person's name with the motion, or count them without it."""
    _, backing = _hold_with(backing)
    backing.name_public = public
    backing.save()


@transaction.atomic
def name_co_mover(backing: Backing, *, by: Backing) -> None:
    """Let a signatory revise and withdraw the motion as the mover may."""
    motion, backing = _hold_with(backing)
    allow(rules.why_not_act_for(motion, by=by) + rules.why_not_name_co_mover(backing, by=by))
    backing.role = Role.CO_MOVER
    backing.save()
    record(motion, Act.CO_MOVER, by=by.actor)
    outbox.post(emails.named_co_mover(backing))


def _is_backed(motion: Motion, standing: list[Backing]) -> bool:
    """Whether everybody whose confirmation a motion needs is among those who stand behind it."""
    roles = [backing.role for backing in standing]
    if motion.route == Route.GROUP:
        return {Role.MOVER, Role.CONFIRMING_OFFICER} <= set(roles)
    return Role.MOVER in roles and len(roles) >= motion.conference.signatories_needed


def _hold_with(backing: Backing) -> tuple[Motion, Backing]:
    """The motion locked, and the backing as it is now with that motion on it."""
    motion = hold(backing.motion)
    backing = motion.backings.get(pk=backing.pk)
    backing.motion = motion
    return motion, backing
