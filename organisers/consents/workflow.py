"""Saving what a contact allows, recalling what ended, and recording consent given on paper or by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..appointments import rules as appointments_rules
from ..contacts import consent_texts
from ..contacts import emails as contacts_emails
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import LIST_PURPOSES, ConsentHow, Detail, HeardOutcome, Purpose
from ..contacts.models import Consent, Contact, HeardConsent, Question
from ..contacts.rules import why_not_change
from ..contacts.sharing import NOT_GIVEN, ConsentAnswer, given_by_both
from ..contacts.workflow import lock, mark_verified, record, replace_waiting_consents
from ..editions.workflow import recall
from ..groups.choices import GroupAct, GroupStatus
from ..groups.models import Group
from ..lists.workflow.returns import ask_back_withdrawn
from . import emails, rules


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


def save_consents(
    contact: Contact, wishes: Wishes, *, how: ConsentHow, by: Actor, heard: HeardConsent | None = None
) -> None:
    """Bring the consents of a held contact to what they wish; what did not change gets no new row.

    `heard` is what an organiser wrote down, where they did not say it themselves. Whatever waited for a
    second person is replaced by this.
    """
    replace_waiting_consents(contact)
    _apply(contact, wished_answers(wishes), how=how, by=by, heard=heard)
    _answer_questions(contact, wishes)


def narrow(contact: Contact, wishes: Wishes, *, by: Actor, heard: HeardConsent) -> None:
    """End what a held contact allowed until now and does not wish any more; nothing new begins."""
    before = contacts_selectors.current_answers(contact)
    left = {purpose: given_by_both(before[purpose], word) for purpose, word in wished_answers(wishes).items()}
    _apply(contact, left, how=ConsentHow(heard.how), by=by, heard=heard)
    _answer_questions(
        contact, Wishes(answers={group: yes for group, yes in wishes.answers.items() if not yes})
    )


def wished_answers(wishes: Wishes) -> dict[Purpose, ConsentAnswer]:
    """What somebody wishes, purpose by purpose."""
    return {purpose: _wished_answer(purpose, wishes) for purpose in Purpose}


def _apply(
    contact: Contact,
    now: Mapping[Purpose, ConsentAnswer],
    *,
    how: ConsentHow,
    by: Actor,
    heard: HeardConsent | None,
) -> None:
    before = contacts_selectors.current_answers(contact)
    for purpose, word in now.items():
        _save_consent(contact, purpose, word, before=before[purpose], how=how, heard=heard)
    _recall_what_ended(contact, before[Purpose.CIRCULATED], now[Purpose.CIRCULATED], by=by)
    ask_back_withdrawn(contact, before=before, now=now, by=by)


@transaction.atomic
def ask_about(*groups: Group) -> int:
    """Ask each circulated contact of affiliated groups' regions about them; answers how many questions.

    Whoever named a group to us already, refused it, or has not answered yet is not asked again. Those
    without an address are to be rung: their question waits on the organiser's desk.
    """
    newcomers = [group for group in groups if group.status == GroupStatus.AFFILIATED]
    if not newcomers:
        return 0
    pairs = _circulated_without(newcomers)
    questions = Question.objects.filter(group__in=newcomers)
    known = {(question.contact_id, question.group_id): question for question in questions}
    fresh = [pair for pair in pairs if _key(*pair) not in known]
    again = [pair for pair in pairs if _key(*pair) in known and known[_key(*pair)].agreed]
    now = clock.now()
    Question.objects.bulk_create(
        Question(contact=contact, group=group, asked_at=now) for contact, group in fresh
    )
    Question.objects.filter(pk__in=[known[_key(*pair)].pk for pair in again]).update(
        asked_at=now, answered_at=None, agreed=None
    )
    outbox.post(*(contacts_emails.question(contact, group) for contact, group in fresh + again))
    return len(fresh + again)


def _key(contact: Contact, group: Group) -> tuple[int, int]:
    return contact.pk, group.pk


def _circulated_without(newcomers: Sequence[Group]) -> list[tuple[Contact, Group]]:
    """Contacts, locked, with each group of their region that their consent to circulation does not name."""
    consents = Consent.objects.circulated()
    regions = {group.region_id for group in newcomers}
    circulated = Contact.objects.present().filter(
        group__region__in=regions, pk__in=consents.values("contact")
    )
    locked = circulated.select_related("group").select_for_update(of=("self",), no_key=True).order_by("pk")
    contacts = list(locked)
    named = dict(consents.filter(contact__in=contacts).values_list("contact", "recipients"))
    return [
        (contact, group)
        for group in newcomers
        for contact in contacts
        if group.region_id == contact.group.region_id
        and group.pk != contact.group_id
        and group.pk not in named[contact.pk]
    ]


def _wished_answer(purpose: Purpose, wishes: Wishes) -> ConsentAnswer:
    if purpose not in wishes.purposes:
        return NOT_GIVEN
    if purpose == Purpose.CIRCULATED:
        return ConsentAnswer(True, frozenset(wishes.details), wishes.recipients)
    return ConsentAnswer(True, frozenset(wishes.listed)) if purpose in LIST_PURPOSES else ConsentAnswer(True)


def _save_consent(
    contact: Contact,
    purpose: Purpose,
    word: ConsentAnswer,
    *,
    before: ConsentAnswer,
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
        text_version=consent_texts.TEXT_VERSION,
        how=ConsentHow.QUESTION if added_only and how == ConsentHow.PAGE else how,
        heard=heard,
    )


def _answer_questions(contact: Contact, wishes: Wishes) -> None:
    """Keep the answers about single groups; a group named beside a yes is answered by it."""
    now = clock.now()
    answers = dict(wishes.answers)
    if Purpose.CIRCULATED in wishes.purposes:
        questions = Question.objects.filter(contact=contact, group__in=wishes.recipients)
        answers |= dict.fromkeys(questions.exclude(agreed=True).values_list("group", flat=True), True)
    for group, agreed in answers.items():
        question = Question.objects.filter(contact=contact, group=group).first()
        question = question or Question(contact=contact, group_id=group, asked_at=now)
        if question.agreed != agreed:
            question.agreed, question.answered_at = agreed, now
            question.save()


def _recall_what_ended(contact: Contact, before: ConsentAnswer, word: ConsentAnswer, *, by: Actor) -> None:
    """Everywhere when circulation or a detail ended; else from the groups that are recipients no more."""
    if not before.given or (before.recipients <= word.recipients and before.details <= word.details):
        return
    ended = before.recipients - word.recipients
    whole = not word.given or not before.details <= word.details
    recall(contact, by=by, groups=None if whole else ended)


@transaction.atomic
def record_consent(
    contact: Contact, wishes: Wishes, *, how: ConsentHow, heard_on: date, by: User, seen: int
) -> HeardConsent:
    """Write down what a contact says they allow now; `seen` is the newest consent that the page showed.

    What they take back ends at once. What is new waits for a second person, who has an email.
    """
    contact, now = lock(contact), clock.now()
    details = wishes.details | wishes.listed
    allow(
        appointments_rules.why_not_organise(by, contact.group.region, now=now)
        or rules.why_not_record(contact, wishes.purposes, details, seen=seen, heard_on=heard_on, now=now)
    )
    replace_waiting_consents(contact)
    heard = _create(contact, wishes, how=how, heard_on=heard_on, by=by)
    narrow(contact, wishes, by=Actor.user(by, "organiser"), heard=heard)
    if wishes.purposes:
        mark_verified(contact)
        contact.save()
    record(contact, GroupAct.HEARD, by=Actor.user(by, "organiser"))
    if contacts_selectors.current_answers(contact) == wished_answers(wishes):
        _decide(heard, HeardOutcome.AT_ONCE)
    else:
        outbox.post(*emails.consent_to_confirm(heard))
    if not wishes.purposes:
        outbox.post(contacts_emails.withdrawn(contact))
    return heard


@transaction.atomic
def refuse_calls(contact: Contact, *, by: User) -> Contact:
    """Write down that a contact asked not to be rung: nobody does from now on, and all else stays as it is.

    An email tells them, with the way to their page, if they have an address.
    """
    contact, now = lock(contact), clock.now()
    allow(appointments_rules.why_not_organise(by, contact.group.region, now=now) or why_not_change(contact))
    before = contacts_selectors.current_answers(contact)
    if HeardConsent.objects.waiting().filter(contact=contact, purposes__contains=[Purpose.PHONE]).exists():
        replace_waiting_consents(contact)
    circulated, lists = before[Purpose.CIRCULATED], [before[purpose].details for purpose in LIST_PURPOSES]
    heard = HeardConsent.objects.create(
        contact=contact,
        how=ConsentHow.WORD,
        heard_by=by,
        heard_on=localdate(now),
        purposes=[each for each in Purpose if before[each].given and each != Purpose.PHONE],
        details=[detail for detail in Detail if detail in circulated.details],
        listed=[detail for detail in Detail if any(detail in details for details in lists)],
        recipients=sorted(circulated.recipients),
        text_version=consent_texts.TEXT_VERSION,
        outcome=HeardOutcome.AT_ONCE,
        settled_at=now,
    )
    _save_consent(
        contact, Purpose.PHONE, NOT_GIVEN, before=before[Purpose.PHONE], how=ConsentHow.WORD, heard=heard
    )
    record(contact, GroupAct.HEARD, by=Actor.user(by, "organiser"))
    outbox.post(contacts_emails.not_rung(contact))
    return contact


@transaction.atomic
def drop_wrong_number(contact: Contact, *, by: User) -> Contact:
    """Somebody else has a contact's number: it is deleted and rung no more, and they are asked for theirs.

    Without an email address it is all that we have of them: it stays, unseen, until an organiser enters
    another, and what they allowed, which was heard at it, ends.
    """
    contact = lock(contact)
    now, actor = clock.now(), Actor.user(by, "organiser")
    allow(appointments_rules.why_not_organise(by, contact.group.region, now=now) or why_not_change(contact))
    contact.verified_at = None
    if contact.email:
        contact.phone = ""
        before = contacts_selectors.current_answers(contact)[Purpose.PHONE]
        how = ConsentHow.WRONG_NUMBER
        _save_consent(contact, Purpose.PHONE, NOT_GIVEN, before=before, how=how, heard=None)
        outbox.post(contacts_emails.wrong_number(contact))
    else:
        save_consents(contact, Wishes(), how=ConsentHow.WRONG_NUMBER, by=actor)
    contact.save()
    record(contact, GroupAct.CORRECTED, by=actor)
    return contact


def number_replaced(contact: Contact) -> None:
    """A held contact has another number in the place of one that was somebody else's: it may be rung."""
    last = Consent.objects.filter(contact=contact, purpose=Purpose.PHONE).order_by("-pk").first()
    if last and last.how == ConsentHow.WRONG_NUMBER:
        Consent.objects.create(
            contact=contact,
            purpose=Purpose.PHONE,
            given=False,
            text_version=consent_texts.TEXT_VERSION,
            how=ConsentHow.NUMBER,
        )


@transaction.atomic
def confirm(heard: HeardConsent, *, by: User) -> HeardConsent:
    """A second person has asked the contact too, or has seen the paper: from now on it counts."""
    heard = _lock(heard)
    allow(rules.why_not_decide(heard, by, now=clock.now()))
    _decide(heard, HeardOutcome.CONFIRMED, by=by)
    lead = by.has_perm("organisers.protect")
    actor = Actor.user(by, role="data protection lead" if lead else "organiser")
    wishes = Wishes(
        purposes=frozenset(map(Purpose, heard.purposes)),
        details=frozenset(map(Detail, heard.details)),
        named=frozenset(heard.recipients),
        answers=dict.fromkeys(heard.refused, False),
        listed=frozenset(map(Detail, heard.listed)),
    )
    save_consents(heard.contact, wishes, how=ConsentHow(heard.how), by=actor, heard=heard)
    record(heard.contact, GroupAct.HEARD_RIGHT, by=actor)
    return heard


@transaction.atomic
def decline(heard: HeardConsent, *, by: User) -> HeardConsent:
    """A second person says that it is not so; nothing new counts, and whoever heard it is told."""
    heard = _lock(heard)
    allow(rules.why_not_decide(heard, by, now=clock.now()))
    _decide(heard, HeardOutcome.DECLINED, by=by)
    outbox.post(emails.consent_not_confirmed(heard))
    return heard


def _create(contact: Contact, wishes: Wishes, *, how: ConsentHow, heard_on: date, by: User) -> HeardConsent:
    circulated = Purpose.CIRCULATED in wishes.purposes
    return HeardConsent.objects.create(
        contact=contact,
        how=how,
        heard_by=by,
        heard_on=heard_on,
        purposes=[purpose for purpose in Purpose if purpose in wishes.purposes],
        details=[detail for detail in Detail if circulated and detail in wishes.details],
        listed=[detail for detail in Detail if detail in wishes.listed],
        recipients=sorted(wishes.recipients) if circulated else [],
        refused=sorted(group for group, yes in wishes.answers.items() if not yes),
        text_version=consent_texts.TEXT_VERSION,
        outcome=HeardOutcome.WAITING,
    )


def _decide(heard: HeardConsent, outcome: HeardOutcome, *, by: User | None = None) -> None:
    heard.outcome, heard.settled_by, heard.settled_at = outcome, by, clock.now()
    heard.save(update_fields=["outcome", "settled_by", "settled_at"])


def _lock(heard: HeardConsent) -> HeardConsent:
    """As it is now, with its contact locked, as every act about the contact does."""
    contact = lock(heard.contact)
    heard = HeardConsent.objects.select_related("heard_by").get(pk=heard.pk)
    heard.contact = contact
    return heard
