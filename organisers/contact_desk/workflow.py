"""What an organiser does for contacts: add, correct, verify, replace and erase; the nightly reminders."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.addresses import email
from lla.emails import outbox
from lla.time import clock

from ..consents.workflow import Wishes, number_replaced, save_consents
from ..contacts import emails as contacts_emails
from ..contacts import rules as contacts_rules
from ..contacts import workflow as contacts_workflow
from ..contacts.choices import ConsentHow
from ..contacts.models import Contact
from ..conversations import selectors as conversations_selectors
from ..conversations import workflow as conversations_workflow
from ..editions.workflow import recall
from ..groups import selectors as groups_selectors
from ..groups.choices import GroupAct, GroupStatus
from ..groups.models import Group
from . import rules
from .rules import Sorted


@transaction.atomic
def add_contact(group: Group, details: contacts_workflow.Details, *, by: User | Actor) -> Contact:
    """Keep somebody as a contact of a group and send them the way to their page, if they have an address.

    `by` is the region's organiser, or an actor for the group itself.
    """
    allow(contacts_workflow.why_not_act(by, group) or contacts_rules.why_not_add(group))
    contact = contacts_workflow.new_contact(group, details)
    contacts_workflow.record(contact, GroupAct.ADDED, by=contacts_workflow.as_actor(by))
    outbox.post(contacts_emails.added(contact))
    return contact


@transaction.atomic
def correct(contact: Contact, details: contacts_workflow.Details, *, by: User) -> Contact:
    """Put somebody's details right for them; they are told.

    Another name is another person (`take_over`), an address they use is theirs to change, and a new number
    waits until they have said on their page that it is theirs. Whoever has no address has no page: a first
    address waits for the email sent there, and a new number counts at once but ends what they allowed, which
    was heard at the old one.
    """
    contact = contacts_workflow.lock(contact)
    allow(
        contacts_workflow.why_not_act(by, contact.group)
        or contacts_rules.why_not_change(contact)
        or contacts_rules.why_not_rename(contact, details.name)
    )
    rung = not contact.email
    moved = not rung and email.key(details.email) != email.key(contact.email)
    if moved:
        allow(contacts_rules.why_not_change_address(contact))
        contact.email = details.email
        contacts_workflow.end_links(contact.pk)
    contacts_workflow.set_details(contact, details, phone=contact.phone)
    if details.phone and details.phone != contact.phone:
        _change_number(contact, details.phone, by=contacts_workflow.as_actor(by))
    contacts_workflow.save_unique(contact)
    if rung:
        allow(contacts_rules.why_not_use_address(contact, details.email))
        contacts_workflow.request_address(contact, details.email)
    contacts_workflow.record(contact, GroupAct.CORRECTED, by=contacts_workflow.as_actor(by))
    outbox.post(contacts_emails.added(contact) if moved else contacts_emails.corrected(contact))
    return contact


def _change_number(contact: Contact, phone: str, *, by: Actor) -> None:
    """Another number of a held contact: it waits for their yes, where they have a page to say it on."""
    if contact.email:
        contact.wanted_phone, contact.wanted_phone_at = phone, clock.now()
        return
    contact.phone, contact.verified_at = phone, None
    save_consents(contact, Wishes(), how=ConsentHow.NUMBER, by=by)
    number_replaced(contact)


@transaction.atomic
def verify(contact: Contact, *, by: User) -> Contact:
    """Write down that the organiser has checked the details with the contact, say by telephone."""
    contact = contacts_workflow.lock(contact)
    allow(contacts_workflow.why_not_act(by, contact.group) or contacts_rules.why_not_verify(contact))
    contacts_workflow.mark_verified(contact)
    contact.save()
    contacts_workflow.record(contact, GroupAct.VERIFIED, by=contacts_workflow.as_actor(by))
    return contact


@transaction.atomic
def ask_to_verify(contact: Contact, *, by: User) -> None:
    """Send the way to the page again, at the organiser's wish."""
    contact = contacts_workflow.lock(contact)
    allow(contacts_workflow.why_not_act(by, contact.group) or contacts_rules.why_not_write(contact))
    outbox.post(
        contacts_emails.asked_to_verify(contact) if contact.confirmed_at else contacts_emails.added(contact)
    )


@transaction.atomic
def verify_each(contacts: Iterable[Contact], *, by: User) -> Sorted[Contact]:
    """Write down that the details of many were checked with them; answers of whom, and why not of others."""
    sorted_out = _sort_locked(contacts, rules.sort_out_verify, by=by)
    for contact in sorted_out.possible:
        contacts_workflow.mark_verified(contact)
        contact.changed_at = clock.now()
    Contact.objects.bulk_update(
        sorted_out.possible, ["verified_at", "confirmed_at", "reminders", "reminded_at", "changed_at"]
    )
    contacts_workflow.record_each(sorted_out.possible, GroupAct.VERIFIED, by=contacts_workflow.as_actor(by))
    return sorted_out


@transaction.atomic
def ask_each(contacts: Iterable[Contact], *, by: User) -> Sorted[Contact]:
    """Send many the way to their page; whoever was asked by somebody else meanwhile is left out."""
    sorted_out = _sort_locked(contacts, lambda each: rules.sort_out_ask(each, now=clock.now()), by=by)
    outbox.post(*contacts_emails.all_asked(sorted_out.possible))
    return sorted_out


def _sort_locked(
    contacts: Iterable[Contact], sort_out: Callable[[Collection[Contact]], Sorted[Contact]], *, by: User
) -> Sorted[Contact]:
    """Lock many contacts and ask the rules again; nobody does this for a region that they do not organise."""
    locked = contacts_workflow.lock_each(contacts)
    for group in {contact.group.region_id: contact.group for contact in locked}.values():
        allow(contacts_workflow.why_not_act(by, group))
    return sort_out(locked)


@transaction.atomic
def take_over(contact: Contact, details: contacts_workflow.Details, *, by: User) -> Contact:
    """Somebody else answers for the group in a contact's place, at the same address or another; answers who.

    They are a contact of their own: nothing that was allowed, verified or known of the one before them is
    theirs, and an email leads them to their page. Whoever had another address is told that it is over.
    """
    contact = contacts_workflow.lock(contact)
    allow(
        contacts_workflow.why_not_act(by, contact.group)
        or contacts_rules.why_not_take_over(contact, details.email)
    )
    moved = email.key(details.email) != email.key(contact.email)
    farewell = [contacts_emails.replaced(contact)] if moved else []
    known = details if not details.email else replace(details, phone="")  # else the number is theirs to give
    successor = succeed(contact, known, by=contacts_workflow.as_actor(by))
    outbox.post(contacts_emails.took_over(successor), *farewell)
    return successor


def succeed(contact: Contact, details: contacts_workflow.Details, *, by: Actor) -> Contact:
    """Empty a held contact's row, and keep a new one for whoever comes after them."""
    _empty(contact, how=ConsentHow.TAKEOVER, by=by)
    contacts_workflow.record(contact, GroupAct.TAKEN_OVER, by=by)
    successor = contacts_workflow.new_contact(contact.group, details)
    contacts_workflow.record(successor, GroupAct.ADDED, by=by)
    return successor


@transaction.atomic
def erase(contact: Contact, *, by: Actor | User, why: str = "You asked for it on your page.") -> Contact:
    """Empty a contact's row for good; consents end, copies are recalled, the record stands under the key."""
    contact = contacts_workflow.lock(contact)
    allow(contacts_workflow.why_not_act(by, contact.group) or contacts_rules.why_not_change(contact))
    receipt = contacts_emails.erased(contact, why=why)
    _empty(contact, how=ConsentHow.ERASURE, by=contacts_workflow.as_actor(by))
    contacts_workflow.record(contact, GroupAct.ERASED, by=contacts_workflow.as_actor(by))
    outbox.post(receipt)
    return contact


def _empty(contact: Contact, *, how: ConsentHow, by: Actor) -> None:
    """Empty a held row; consents end, copies and lists are asked back, and no link opens it."""
    conversations_workflow.empty(conversations_selectors.naming([contact]))
    contact.name = contact.email = contact.phone = contact.wanted_email = contact.wanted_phone = ""
    contact.wanted_at = contact.wanted_phone_at = None
    contact.more_roles = []
    contact.erased_at = clock.now()
    contact.save()
    contact.questions.all().delete()
    save_consents(contact, Wishes(), how=how, by=by)
    recall(contact, by=by)
    contacts_workflow.end_links(contact.pk)


REMINDERS = 2
BETWEEN_REMINDERS = timedelta(days=30)
AFTER_REMINDERS = timedelta(days=365)
AFTER_LEAVING = timedelta(days=90)
UNANSWERED = "We sent two reminders to check your details, and have had no answer for a year."
LEFT = "Your group left the network 90 days ago."


def remind_unverified() -> int:
    """Ask contacts with old details to look at them, twice at most, a month apart."""
    return sum(_remind(pk) for pk in _to_remind().values_list("pk", flat=True))


def erase_unverified() -> int:
    """Erase contacts who did not answer two reminders within a year."""
    since = clock.now() - AFTER_REMINDERS
    unanswered = Contact.objects.present().filter(reminders__gte=REMINDERS, reminded_at__lte=since)
    return _erase_all(unanswered, why=UNANSWERED)


def erase_left() -> int:
    """Erase the contacts of groups that left ninety days ago."""
    until = localdate(clock.now()) - AFTER_LEAVING
    left = Contact.objects.present().filter(group__status=GroupStatus.LEFT, group__left_on__lte=until)
    return _erase_all(left, why=LEFT)


def forget_new_addresses() -> int:
    """Drop new addresses that were never confirmed, and new numbers that nobody said yes to."""
    now = clock.now()
    addresses = Contact.objects.filter(wanted_at__lte=now - contacts_rules.NEW_ADDRESS_WAITS)
    numbers = Contact.objects.filter(wanted_phone_at__lte=now - contacts_rules.NEW_NUMBER_WAITS)
    dropped = addresses.update(wanted_email="", wanted_at=None)
    return dropped + numbers.update(wanted_phone="", wanted_phone_at=None)


def _to_remind() -> QuerySet[Contact]:
    now = clock.now()
    since = groups_selectors.verified_since(now=now)
    kept = Contact.objects.unverified(since=since).filter(created_at__lt=since)
    rested = Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - BETWEEN_REMINDERS)
    return kept.exclude(group__status=GroupStatus.LEFT).filter(rested, reminders__lt=REMINDERS).order_by("pk")


@transaction.atomic
def _remind(pk: int) -> bool:
    """Send one reminder, unless the contact saved their page since the list was made."""
    contact = contacts_workflow.lock(Contact(pk=pk))
    if not _to_remind().filter(pk=pk).exists():
        return False
    contact.reminders += 1
    contact.reminded_at = clock.now()
    contact.save()
    last = contact.reminders >= REMINDERS
    outbox.post(contacts_emails.asked_to_verify(contact, last=last))
    return True


def _erase_all(contacts: QuerySet[Contact], *, why: str) -> int:
    return sum(
        _erase_one(contacts, pk, why=why) for pk in contacts.order_by("pk").values_list("pk", flat=True)
    )


@transaction.atomic
def _erase_one(contacts: QuerySet[Contact], pk: int, *, why: str) -> bool:
    """Erase one contact who is still on the list once their row is held."""
    contact = contacts_workflow.lock(Contact(pk=pk))
    if not contacts.filter(pk=pk).exists():
        return False
    erase(contact, by=SYSTEM, why=why)
    return True
