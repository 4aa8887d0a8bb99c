"""What the people behind a motion do: sign, confirm, revise, answer, invite, remind, withdraw."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.addresses import email as addresses_email
from lla.emails import outbox
from lla.emails.models import Email
from lla.time import clock

from ..amendments import emails as amendments_emails
from ..amendments import rules as amendments_rules
from ..amendments import workflow as amendments_workflow
from ..amendments.texts import as_text
from ..group_questions import emails as group_questions_emails
from ..group_questions import selectors as group_questions_selectors
from ..group_questions.workflow import ask_contacts
from ..motion import emails as motion_emails
from ..motion import rules as motion_rules
from ..motion.choices import BEFORE_RECEIPT, Act, Role, Route, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import (
    add_revision,
    forget_papers,
    lock,
    move,
    note_new_text_of_group,
    receive,
    record,
    step,
)
from . import emails, rules


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they give their name today."""

    name: str
    email: str
    group_name: str = ""
    name_public: bool = True


@transaction.atomic
def sign(motion: Motion, person: Person, *, proved: bool = False, seen: int | None = None) -> None:
    """Sign a motion: an address that is `proved` counts at once, any other confirms by the email sent to it.

    The answer is the same whether or not the address is known: only the email differs. `seen` is the number
    of the revision that was read.
    """
    motion = lock(motion)
    allow(rules.why_not_support(motion, now=clock.now()) or motion_rules.why_not_read(motion, seen=seen))
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
def confirm(backing: Backing, *, seen: int | None = None) -> Motion:
    """Confirm by the emailed link; the last confirmation a motion needs makes it received.

    `seen` is the number of the revision that was read.
    """
    motion = lock(backing.motion)
    behind = motion.backings.in_bulk()
    backing = behind[backing.pk]
    allow(rules.why_not_confirm(backing, now=clock.now()) or motion_rules.why_not_read(motion, seen=seen))
    backing.confirmed_at, backing.revision_id = clock.now(), motion.current_id
    backing.save()
    if backing.role == Role.CONFIRMING_OFFICER:
        motion.revised_since_passed_at = None
    waits = motion.status in BEFORE_RECEIPT
    standing = [each for each in behind.values() if each.stands]
    if waits and _is_backed(motion, standing):
        _receive(motion, standing, by=backing.actor)
        return motion
    record(motion, Act.CONFIRMED, by=backing.actor)
    if waits and backing.role == Role.MOVER and motion.route == Route.SIGNATORIES:
        outbox.post(emails.gathering(backing))
    return motion


def _receive(motion: Motion, standing: list[Backing], *, by: Actor) -> None:
    """A held motion has the confirmations it needs: it is received, and those who are concerned are told."""
    contacts = group_questions_selectors.contacts_of(motion)
    vouched_for = motion.route != Route.GROUP or group_questions_selectors.has_contact_among(
        standing, contacts
    )
    receive(motion, step(motion, Act.CONFIRMED, by=by), by=by, vouched_for=vouched_for)
    late = emails.arrived_late(motion) if motion.late else []
    outbox.post(*emails.received(motion, standing), *late)
    ask_contacts(motion, contacts, behind=standing)


@transaction.atomic
def withdraw_support(backing: Backing) -> Motion:
    """Take one's name off a motion; its movers are told."""
    motion, backing = _lock_with(backing)
    allow(rules.why_not_withdraw_support(backing, now=clock.now()))
    backing.withdrawn_at = clock.now()
    backing.save()
    record(motion, Act.SUPPORT_WITHDRAWN, by=backing.actor)
    outbox.post(*emails.support_withdrawn(backing))
    return motion


@transaction.atomic
def set_name_public(backing: Backing, *, public: bool) -> None:
    """Print the person's name with the motion, or count them without it."""
    _, backing = _lock_with(backing)
    backing.name_public = public
    backing.save()


@transaction.atomic
def ask_co_mover(backing: Backing, *, by: Backing) -> None:
    """Ask a signatory whether they revise and withdraw the motion as the mover may."""
    motion, backing = _lock_with(backing)
    allow(motion_rules.why_not_act_for(motion, by=by) + rules.why_not_ask_co_mover(backing, by=by))
    backing.co_mover_asked_at = clock.now()
    backing.save()
    record(motion, Act.CO_MOVER_ASKED, by=by.actor)
    outbox.post(emails.co_mover_asked(backing))


@transaction.atomic
def answer_co_moving(backing: Backing, *, agrees: bool) -> None:
    """A signatory becomes a co-mover, or does not; the movers are told."""
    motion, backing = _lock_with(backing)
    allow(rules.why_not_answer_co_moving(backing))
    backing.co_mover_asked_at = None
    actor = backing.actor
    if agrees:
        backing.role = Role.CO_MOVER
    backing.save()
    record(motion, Act.CO_MOVER if agrees else Act.CO_MOVER_DECLINED, by=actor)
    outbox.post(*emails.co_mover_answered(backing, agrees=agrees))


def _is_backed(motion: Motion, standing: list[Backing]) -> bool:
    """Whether everybody whose confirmation a motion needs is among those who stand behind it."""
    roles = [backing.role for backing in standing]
    if motion.route == Route.GROUP:
        return {Role.MOVER, Role.CONFIRMING_OFFICER} <= set(roles)
    return Role.MOVER in roles and len(roles) >= motion.conference.signatories_needed


def _lock_with(backing: Backing) -> tuple[Motion, Backing]:
    """The motion locked, and the backing as it is now with that motion on it."""
    motion = lock(backing.motion)
    backing = motion.backings.get(pk=backing.pk)
    backing.motion = motion
    return motion, backing


@transaction.atomic
def revise(
    motion: Motion, text: Text, *, by: Backing, why: str, base: int, amended: int | None = None
) -> Revision:
    """Give a motion a new text; its supporters are told and may withdraw, and its amendments follow it.

    `base` is the number of the revision the writer started from, `amended` the key of the text that stood of
    the motion which this one amends: a newer one refuses the act. A ruling already given no longer stands,
    since it was about another text.
    """
    motion = lock(motion)
    allow(motion_rules.why_not_act_for(motion, by=by) + rules.why_not_revise(motion, now=clock.now()))
    allow(_unmet(motion, text))
    if motion.text.number != base or (motion.amends and motion.amends.current_id != amended):
        raise NotAllowed([OVERTAKEN])
    allow(_why_unchanged(motion, text))
    change = amendments_workflow.change_to_present_base(motion, text)
    revision = add_revision(motion, text, by=by.actor, why=why, **change)
    motion.backings.filter(pk=by.pk).update(revision=revision)
    public = motion.received_at is not None
    note_new_text_of_group(motion)
    if motion.status == Status.QUERIED:
        outbox.post(*emails.query_answered(motion))
    if motion.status in (Status.QUERIED, Status.IN_ORDER):
        move(motion, Status.RECEIVED, Act.REVISED, by=by.actor, revision=revision.number)
    else:
        record(motion, Act.REVISED, by=by.actor, public=public, revision=revision.number)
    outbox.post(*emails.revised(motion, by=by), *group_questions_emails.group_revised(motion))
    amendments_workflow.follow(motion, by=by.actor)
    return revision


def _unmet(motion: Motion, text: Text) -> list[str]:
    """What a new text lacks: of a motion, or of an amendment to the text that now stands."""
    if motion.amends:
        unmet = amendments_rules.unmet(motion.amends, as_text(motion.amends.text), text, own=motion)
    else:
        unmet = motion_rules.unmet(motion.conference, text, limited=motion_rules.has_limit(motion))
    return [sentence for sentences in unmet.values() for sentence in sentences]


def _why_unchanged(motion: Motion, text: Text) -> list[str]:
    """An amendment to another text of its motion is another one, whatever it says."""
    present = motion.text
    if motion.amends and present.base_id != motion.amends.current_id:
        return []
    same = text.sha256 == present.sha256 or text == Text.of(present.title, present.body, present.appendix)
    return [motion_rules.UNCHANGED] if same else []


@transaction.atomic
def answer(motion: Motion, *, by: Backing, words: str) -> Motion:
    """Answer the committee's query without changing the text."""
    motion = lock(motion)
    allow(motion_rules.why_not_act_for(motion, by=by) + rules.why_not_answer(motion))
    move(motion, Status.RECEIVED, Act.ANSWERED, by=by.actor, public=False, words=words)
    outbox.post(*emails.query_answered(motion))
    return motion


@transaction.atomic
def invite(motion: Motion, addresses: Iterable[str], *, by: Backing) -> int:
    """Write to people who may want to sign; answers how many emails went out."""
    motion = lock(motion)
    allow(motion_rules.why_not_act_for(motion, by=by) + rules.why_not_support(motion, now=clock.now()))
    invitations = _invitations(motion, addresses)
    outbox.post(*invitations)
    return len(invitations)


@transaction.atomic
def withdraw(motion: Motion, *, by: Backing | User, note: str, seen: int | None = None) -> Motion:
    """Withdraw a motion for good; it keeps its label. A user acts for the mover on the committee's desk."""
    motion = lock(motion, seen=seen)
    now = clock.now()
    if isinstance(by, User):
        actor, reasons = Actor.user(by), rules.why_not_withdraw_for_mover(motion, by=by, now=now)
    else:
        actor, reasons = (
            by.actor,
            motion_rules.why_not_act_for(motion, by=by) + rules.why_not_withdraw(motion, now=now),
        )
    allow(reasons)
    to_all = emails.withdrawn(motion, note=note)
    move(motion, Status.WITHDRAWN, Act.WITHDRAWN, by=actor, public=motion.is_public, words=note)
    forget_papers(motion)
    outbox.post(*to_all, *amendments_emails.motion_ended(motion))
    return motion


def _invitations(motion: Motion, addresses: Iterable[str]) -> list[Email]:
    """One email for each address that is not behind the motion yet."""
    known = {addresses_email.key(email) for email in motion.backings.values_list("email", flat=True)}
    fresh = {
        addresses_email.key(email): email for email in addresses if addresses_email.key(email) not in known
    }
    return emails.invited(motion, addresses=fresh.values())


@transaction.atomic
def correct_address(
    motion: Motion, *, backing: Backing, email: str, by: Backing | User, seen: int | None = None
) -> Backing:
    """Ask somebody to confirm by another address; what went to the first opens nothing any more."""
    motion = lock(motion, seen=seen)
    backing = motion.backings.get(pk=backing.pk)
    backing.motion = motion
    now = clock.now()
    allow(_why_not_by(motion, by=by) + rules.why_not_correct_address(backing, email=email, now=now))
    outbox.take_back(motion_emails.BACKING, backing.pk)
    backing.email = email
    backing.save()
    record(motion, Act.ADDRESS_CORRECTED, by=_actor(by), backing=backing.pk)
    outbox.post(emails.to_confirm(backing))
    return backing


@transaction.atomic
def remind(motion: Motion, *, by: Backing | User, seen: int | None = None) -> int:
    """Write once more to everybody who has not confirmed; answers how many emails went out."""
    motion = lock(motion, seen=seen)
    allow(_why_not_by(motion, by=by) + rules.why_not_remind(motion, now=clock.now()))
    reminders = emails.reminded_to_confirm(motion)
    record(motion, Act.REMINDED, by=_actor(by), emails=len(reminders))
    outbox.post(*reminders)
    return len(reminders)


def _why_not_by(motion: Motion, *, by: Backing | User) -> list[str]:
    """Whether somebody of the committee takes part in this motion; a sender always does."""
    return motion_rules.why_not_take_part(motion, by=by) if isinstance(by, User) else []


def _actor(by: Backing | User) -> Actor:
    return Actor.user(by) if isinstance(by, User) else by.actor


@transaction.atomic
def send_my_motions(email: str) -> None:
    """Write the way back to somebody who stands behind a motion; nobody else gets an email."""
    if backing := Backing.objects.standing().filter(email__iexact=email).order_by("-pk").first():
        outbox.post(emails.my_motions(backing))
