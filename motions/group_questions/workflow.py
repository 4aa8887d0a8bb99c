"""A motion in a group's name: the group's contacts on record are told, and may say yes or doubt it."""

from collections.abc import Iterable

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.addresses import email
from lla.emails import outbox
from lla.time import clock
from organisers.contacts.models import Contact

from ..agenda.choices import Publishing
from ..motion import emails as motion_emails
from ..motion import rules as motion_rules
from ..motion.choices import Act
from ..motion.models import Backing, Motion
from ..motion.workflow import lock, make_public, record
from . import emails, rules
from .choices import GroupAnswer
from .models import GroupQuestion


def ask_contacts(motion: Motion, contacts: Iterable[Contact], *, behind: Iterable[Backing]) -> None:
    """Write to the contacts of a held motion's group, but for those who sent or confirmed it themselves."""
    themselves = {email.key(backing.email) for backing in behind}
    questions = [
        GroupQuestion(motion=motion, contact=contact, asked_at_address=GroupQuestion.hash_of(contact.email))
        for contact in contacts
        if email.key(contact.email) not in themselves
    ]
    if questions:
        GroupQuestion.objects.bulk_create(questions)
        record(motion, Act.GROUP_TOLD, by=SYSTEM, contacts=len(questions))
        outbox.post(*emails.group_told(motion, questions))


@transaction.atomic
def vouch(question: GroupQuestion, *, seen: int | None = None) -> Motion:
    """A contact says that the group passed the motion; where that was all it waited for it is published.

    `seen` is the number of the revision that the contact has read.
    """
    motion, question = _lock_with(question)
    allow(rules.why_not_vouch(question) or motion_rules.why_not_read(motion, seen=seen))
    _answer(question, GroupAnswer.YES)
    motion.revised_since_passed_at = None
    record(motion, Act.VOUCHED, by=question.actor)
    at_once = motion.conference.publishing == Publishing.ON_RECEIPT
    if at_once and not (motion.is_public or motion.late or motion.held_at):
        make_public(motion, by=question.actor)
        outbox.post(*motion_emails.published(motion))
    return motion


@transaction.atomic
def doubt(question: GroupQuestion) -> Motion:
    """A contact says that something is wrong: the motion is on hold until the committee lifts that."""
    motion, question = _lock_with(question)
    allow(rules.why_not_doubt(question))
    _answer(question, GroupAnswer.DOUBT)
    first, motion.held_at = motion.held_at is None, motion.held_at or clock.now()
    record(motion, Act.HELD, by=question.actor, public=first)
    if first:
        outbox.post(*emails.on_hold(motion))
    outbox.post(*emails.group_doubts(motion))
    return motion


@transaction.atomic
def lift_hold(motion: Motion, *, by: User, note: str, seen: int | None = None) -> Motion:
    """The committee has looked into the doubt, and the motion goes on; the note is for the committee."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_lift_hold(motion, by=by))
    motion.held_at = None
    record(motion, Act.HOLD_LIFTED, by=Actor.user(by), public=True)
    record(motion, Act.NOTED, by=Actor.user(by), words=note)
    outbox.post(*emails.hold_lifted(motion))
    return motion


def _answer(question: GroupQuestion, answer: GroupAnswer) -> None:
    question.answer, question.answered_at = answer, clock.now()
    question.save(update_fields=["answer", "answered_at"])


def _lock_with(question: GroupQuestion) -> tuple[Motion, GroupQuestion]:
    """The motion locked, and the question as it is now with that motion on it."""
    motion = lock(question.motion)
    question = motion.group_questions.select_related("contact").get(pk=question.pk)
    question.motion = motion
    return motion, question
