"""A motion in a group's name: the group's contacts on record are told, and may say yes or doubt it."""

from collections.abc import Iterable

from django.db import transaction

from lla import clock, mailboxes
from lla.actors import SYSTEM, Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import allow
from organisers.models import Contact

from .. import emails, rules
from ..choices import Act, GroupAnswer, Publishing
from ..models import Backing, GroupQuestion, Motion
from .record import hold, make_public, record


def tell_group(motion: Motion, contacts: Iterable[Contact], *, behind: Iterable[Backing]) -> None:
    """Write to the contacts of a held motion's group, but for those who sent or confirmed it themselves."""
    themselves = {mailboxes.key(backing.email) for backing in behind}
    questions = [
        GroupQuestion(motion=motion, contact=contact, asked_at_address=GroupQuestion.hash_of(contact.email))
        for contact in contacts
        if mailboxes.key(contact.email) not in themselves
    ]
    if questions:
        GroupQuestion.objects.bulk_create(questions)
        record(motion, Act.GROUP_TOLD, by=SYSTEM, contacts=len(questions))
        outbox.post(*emails.group_told(motion, questions))


@transaction.atomic
def vouch(question: GroupQuestion) -> Motion:
    """A contact says that the group passed the motion; where that was all it waited for it is published."""
    motion, question = _hold_with(question)
    allow(rules.why_not_vouch(question))
    _answer(question, GroupAnswer.YES)
    record(motion, Act.VOUCHED, by=question.actor)
    at_once = motion.conference.publishing == Publishing.ON_RECEIPT
    if at_once and not (motion.is_public or motion.late or motion.held_at):
        make_public(motion, by=question.actor)
        outbox.post(*emails.published(motion))
    return motion


@transaction.atomic
def doubt(question: GroupQuestion) -> Motion:
    """A contact says that something is wrong: the motion is on hold until the committee lifts that."""
    motion, question = _hold_with(question)
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
    motion = hold(motion, seen=seen)
    allow(rules.why_not_lift_hold(motion, by=by))
    motion.held_at = None
    record(motion, Act.HOLD_LIFTED, by=Actor.user(by), public=True)
    record(motion, Act.NOTED, by=Actor.user(by), words=note)
    outbox.post(*emails.hold_lifted(motion))
    return motion


def _answer(question: GroupQuestion, answer: GroupAnswer) -> None:
    question.answer, question.answered_at = answer, clock.now()
    question.save(update_fields=["answer", "answered_at"])


def _hold_with(question: GroupQuestion) -> tuple[Motion, GroupQuestion]:
    """The motion locked, and the question as it is now with that motion on it."""
    motion = hold(question.motion)
    question = motion.group_questions.select_related("contact").get(pk=question.pk)
    question.motion = motion
    return motion, question
