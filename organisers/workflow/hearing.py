"""What contacts allow on paper or by word: written down by an organiser, confirmed by a second person."""

from datetime import date

from django.db import transaction

from lla import clock
from lla.actors import Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import allow

from .. import wording
from ..choices import ConsentHow, Detail, GroupAct, HeardOutcome, Purpose
from ..emails import contacts as emails_to_contacts
from ..emails import hearing as emails
from ..models import Contact, HeardConsent
from ..rules import contacts as rules_of_contacts
from ..rules import groups as rights
from ..rules import hearing as rules
from .consents import Wishes, narrow, replace_what_waits, say, wished
from .contacts import hold, mark_verified, record


@transaction.atomic
def hear(
    contact: Contact, wishes: Wishes, *, how: ConsentHow, heard_on: date, by: User, seen: int
) -> HeardConsent:
    """Write down what a contact says they allow now; `seen` is the newest consent that the page showed.

    What they take back ends at once. What is new waits for a second person, who has an email.
    """
    contact, now = hold(contact), clock.now()
    details = wishes.details | wishes.listed
    allow(
        rights.why_not_organise(by, contact.group.region, now=now)
        or rules.why_not_hear(contact, wishes.purposes, details, seen=seen, heard_on=heard_on, now=now)
    )
    replace_what_waits(contact)
    heard = _write_down(contact, wishes, how=how, heard_on=heard_on, by=by)
    narrow(contact, wishes, by=Actor.user(by, "organiser"), heard=heard)
    if wishes.purposes:
        mark_verified(contact)
        contact.save()
    record(contact, GroupAct.HEARD, by=Actor.user(by, "organiser"))
    if rules_of_contacts.said_by(contact) == wished(wishes):
        _settle(heard, HeardOutcome.AT_ONCE)
    else:
        outbox.post(*emails.consent_to_confirm(heard))
    if not wishes.purposes:
        outbox.post(emails_to_contacts.withdrawn(contact))
    return heard


@transaction.atomic
def confirm(heard: HeardConsent, *, by: User) -> HeardConsent:
    """A second person has asked the contact too, or has seen the paper: from now on it counts."""
    heard = _hold(heard)
    allow(rules.why_not_settle(heard, by, now=clock.now()))
    _settle(heard, HeardOutcome.CONFIRMED, by=by)
    actor = _second(by)
    say(heard.contact, _wishes_of(heard), how=ConsentHow(heard.how), by=actor, heard=heard)
    record(heard.contact, GroupAct.HEARD_RIGHT, by=actor)
    return heard


@transaction.atomic
def decline(heard: HeardConsent, *, by: User) -> HeardConsent:
    """A second person says that it is not so; nothing new counts, and whoever heard it is told."""
    heard = _hold(heard)
    allow(rules.why_not_settle(heard, by, now=clock.now()))
    _settle(heard, HeardOutcome.DECLINED, by=by)
    outbox.post(emails.consent_not_confirmed(heard))
    return heard


def _write_down(
    contact: Contact, wishes: Wishes, *, how: ConsentHow, heard_on: date, by: User
) -> HeardConsent:
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
        text_version=wording.TEXT_VERSION,
        outcome=HeardOutcome.WAITING,
    )


def _wishes_of(heard: HeardConsent) -> Wishes:
    return Wishes(
        purposes=frozenset(map(Purpose, heard.purposes)),
        details=frozenset(map(Detail, heard.details)),
        named=frozenset(heard.recipients),
        answers=dict.fromkeys(heard.refused, False),
        listed=frozenset(map(Detail, heard.listed)),
    )


def _settle(heard: HeardConsent, outcome: HeardOutcome, *, by: User | None = None) -> None:
    heard.outcome, heard.settled_by, heard.settled_at = outcome, by, clock.now()
    heard.save(update_fields=["outcome", "settled_by", "settled_at"])


def _hold(heard: HeardConsent) -> HeardConsent:
    """As it is now, with its contact locked, as every act about the contact does."""
    contact = hold(heard.contact)
    heard = HeardConsent.objects.select_related("heard_by").get(pk=heard.pk)
    heard.contact = contact
    return heard


def _second(by: User) -> Actor:
    lead = by.has_perm("organisers.protect")
    return Actor.user(by, role="data protection lead" if lead else "organiser")
