"""Writing down what a contact allows: a row for whatever changed, and recall of what is no longer allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from lla import clock
from lla.actors import Actor
from lla.emails import outbox

from .. import wording
from ..choices import LISTED, ConsentHow, Detail, GroupStatus, HeardOutcome, Purpose
from ..consenting import NOTHING, Word, common
from ..emails import contacts as emails
from ..models import Consent, Contact, Group, HeardConsent, Question
from ..rules import contacts as rules
from .recalls import ask_back, recall


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody says on one page: the purposes allowed, the details, and the groups.

    `details` are those that may be circulated, `listed` those that an organiser's lists may hold. `named`
    are the keys of the groups that the page named; `answers` says of single groups, named or not, whether
    they may have the details.
    """

    purposes: frozenset[Purpose] = frozenset()
    details: frozenset[Detail] = frozenset()
    named: frozenset[int] = frozenset()
    answers: Mapping[int, bool] = field(default_factory=dict)
    listed: frozenset[Detail] = frozenset()

    @property
    def recipients(self) -> frozenset[int]:
        yes = {group for group, agreed in self.answers.items() if agreed}
        no = self.answers.keys() - yes
        return self.named - no | yes


def say(
    contact: Contact, wishes: Wishes, *, how: ConsentHow, by: Actor, heard: HeardConsent | None = None
) -> None:
    """Bring the consents of a held contact to what they wish; what did not change gets no new row.

    `heard` is what an organiser wrote down, where they did not say it themselves. Whatever waited for a
    second person is replaced by this.
    """
    replace_what_waits(contact)
    _bring(contact, wished(wishes), how=how, by=by, heard=heard)
    _answer(contact, wishes)


def narrow(contact: Contact, wishes: Wishes, *, by: Actor, heard: HeardConsent) -> None:
    """End what a held contact allowed until now and does not wish any more; nothing new begins."""
    before = rules.said_by(contact)
    left = {purpose: common(before[purpose], word) for purpose, word in wished(wishes).items()}
    _bring(contact, left, how=ConsentHow(heard.how), by=by, heard=heard)
    _answer(contact, Wishes(answers={group: yes for group, yes in wishes.answers.items() if not yes}))


def replace_what_waits(contact: Contact) -> None:
    """Close what an organiser wrote down and no second person has confirmed yet."""
    waiting = HeardConsent.objects.waiting().filter(contact=contact)
    waiting.update(outcome=HeardOutcome.REPLACED, settled_at=clock.now())


def wished(wishes: Wishes) -> dict[Purpose, Word]:
    """What somebody wishes, purpose by purpose."""
    return {purpose: _wished(purpose, wishes) for purpose in Purpose}


def _bring(
    contact: Contact,
    now: Mapping[Purpose, Word],
    *,
    how: ConsentHow,
    by: Actor,
    heard: HeardConsent | None,
) -> None:
    before = rules.said_by(contact)
    for purpose, word in now.items():
        _say_one(contact, purpose, word, before=before[purpose], how=how, heard=heard)
    _recall_what_ended(contact, before[Purpose.CIRCULATED], now[Purpose.CIRCULATED], by=by)
    ask_back(contact, before=before, now=now, by=by)


@transaction.atomic
def ask_about(group: Group) -> int:
    """Ask each circulated contact of an affiliated group's region about it; answers how many were asked.

    Whoever named the group to us already, refused it, or has not answered yet is not asked again. Those
    without an address are to be rung: their question waits on the organiser's desk.
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
    outbox.post(*(emails.question(contact, group) for contact in fresh + again))
    return len(fresh + again)


def _circulated_without(group: Group) -> list[Contact]:
    """Contacts of other groups in the region whose consent to circulation does not name the group; locked."""
    consents = Consent.objects.circulated().exclude(recipients__contains=[group.pk])
    region = Contact.objects.present().filter(group__region=group.region_id).exclude(group=group)
    found = region.filter(pk__in=consents.values("contact")).select_related("group")
    return list(found.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _wished(purpose: Purpose, wishes: Wishes) -> Word:
    if purpose not in wishes.purposes:
        return NOTHING
    if purpose == Purpose.CIRCULATED:
        return Word(True, frozenset(wishes.details), wishes.recipients)
    return Word(True, frozenset(wishes.listed)) if purpose in LISTED else Word(True)


def _say_one(
    contact: Contact,
    purpose: Purpose,
    word: Word,
    *,
    before: Word,
    how: ConsentHow,
    heard: HeardConsent | None,
) -> None:
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
        heard=heard,
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


def _recall_what_ended(contact: Contact, before: Word, word: Word, *, by: Actor) -> None:
    """Everywhere when circulation or a detail ended; else from the groups that are recipients no more."""
    if not before.given or (before.recipients <= word.recipients and before.details <= word.details):
        return
    ended = before.recipients - word.recipients
    whole = not word.given or not before.details <= word.details
    recall(contact, by=by, groups=None if whole else ended)
