"""Writing down what a contact allows: a row for whatever changed, and recall of what is no longer allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from lla import clock
from lla.actors import Actor

from .. import wording
from ..choices import ConsentHow, Detail, GroupStatus, Purpose
from ..emails import contacts as emails
from ..models import Consent, Contact, Group, Question
from .posting import post_home
from .recalls import ask_back, recall


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody says on one page: the purposes allowed, the details, and the groups.

    `named` are the keys of the groups that the page named; `answers` says of single groups, named or not,
    whether they may have the details.
    """

    purposes: frozenset[Purpose] = frozenset()
    details: frozenset[Detail] = frozenset()
    named: frozenset[int] = frozenset()
    answers: Mapping[int, bool] = field(default_factory=dict)

    @property
    def recipients(self) -> frozenset[int]:
        yes = {group for group, agreed in self.answers.items() if agreed}
        no = self.answers.keys() - yes
        return self.named - no | yes


@dataclass(frozen=True, slots=True)
class _Word:
    """What was said about one purpose, comparable with what is said now."""

    given: bool = False
    details: frozenset[str] = frozenset()
    recipients: frozenset[int] = frozenset()


NOTHING = _Word()


def say(contact: Contact, wishes: Wishes, *, how: ConsentHow, by: Actor) -> None:
    """Bring the consents of a held contact to what they wish; what did not change gets no new row."""
    before = _said(contact)
    for purpose in Purpose:
        _say_one(contact, purpose, _wished(purpose, wishes), before=before[purpose], how=how)
    _answer(contact, wishes)
    _recall_what_ended(contact, before[Purpose.CIRCULATED], _wished(Purpose.CIRCULATED, wishes), by=by)
    given = {purpose for purpose, word in before.items() if word.given}
    ask_back(contact, before=given, allowed=wishes.purposes)


@transaction.atomic
def ask_about(group: Group) -> int:
    """Ask each circulated contact of an affiliated group's region about it; answers how many were asked.

    Whoever named the group to us already, refused it, or has not answered yet is not asked again.
    """
    if group.status != GroupStatus.AFFILIATED:
        return 0
    contacts = _circulated_without(group)
    known = {question.contact_id: question for question in Question.objects.filter(group=group)}
    fresh = [contact for contact in contacts if contact.pk not in known]
    again = [contact for contact in contacts if contact.pk in known and known[contact.pk].agreed]
    now = clock.now()
    Question.objects.bulk_create(Question(contact=contact, group=group, asked_at=now) for contact in fresh)
    Question.objects.filter(group=group, contact__in=again).update(
        asked_at=now, answered_at=None, agreed=None
    )
    post_home(*(emails.question(contact, group) for contact in fresh + again))
    return len(fresh + again)


def _circulated_without(group: Group) -> list[Contact]:
    """Contacts of other groups in the region whose consent to circulation does not name the group; locked."""
    consents = Consent.objects.circulated().exclude(recipients__contains=[group.pk])
    region = Contact.objects.present().filter(group__region=group.region_id).exclude(group=group)
    found = region.filter(pk__in=consents.values("contact")).select_related("group")
    return list(found.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _said(contact: Contact) -> dict[Purpose, _Word]:
    words = dict.fromkeys(Purpose, NOTHING)
    for consent in contact.consents.current().filter(given=True):
        words[Purpose(consent.purpose)] = _Word(
            True, frozenset(consent.details), frozenset(consent.recipients)
        )
    return words


def _wished(purpose: Purpose, wishes: Wishes) -> _Word:
    if purpose not in wishes.purposes:
        return NOTHING
    if purpose != Purpose.CIRCULATED:
        return _Word(given=True)
    return _Word(True, frozenset(wishes.details), wishes.recipients)


def _say_one(contact: Contact, purpose: Purpose, word: _Word, *, before: _Word, how: ConsentHow) -> None:
    if word == before:
        return
    added_only = before.given and word.details == before.details and word.recipients > before.recipients
    Consent.objects.create(
        contact=contact,
        purpose=purpose,
        given=word.given,
        details=[detail for detail in Detail if detail in word.details],
        recipients=sorted(word.recipients),
        text_version=wording.TEXT_VERSION,
        how=ConsentHow.QUESTION if added_only and how == ConsentHow.PAGE else how,
    )


def _answer(contact: Contact, wishes: Wishes) -> None:
    """Keep the answers about single groups; a group named beside a yes is answered by it."""
    now = clock.now()
    said = dict(wishes.answers)
    if Purpose.CIRCULATED in wishes.purposes:
        open_ones = Question.objects.filter(contact=contact, group__in=wishes.recipients)
        said |= dict.fromkeys(open_ones.exclude(agreed=True).values_list("group", flat=True), True)
    for group, agreed in said.items():
        question = Question.objects.filter(contact=contact, group=group).first()
        question = question or Question(contact=contact, group_id=group, asked_at=now)
        if question.agreed != agreed:
            question.agreed, question.answered_at = agreed, now
            question.save()


def _recall_what_ended(contact: Contact, before: _Word, word: _Word, *, by: Actor) -> None:
    """Everywhere when circulation or a detail ended; else from the groups that are recipients no more."""
    if not before.given or (before.recipients <= word.recipients and before.details <= word.details):
        return
    ended = before.recipients - word.recipients
    whole = not word.given or not before.details <= word.details
    recall(contact, by=by, groups=None if whole else ended)
