"""The nightly chores that keep contacts fresh: reminders to verify, and erasing what nobody stands behind."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from lla import clock
from lla.actors import SYSTEM
from lla.emails import outbox

from ..choices import GroupStatus
from ..emails import contacts as emails
from ..models import Contact
from ..rules import contacts as rules
from .contacts import erase, hold

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
    return _erase_all(_unanswered(), why=UNANSWERED)


def erase_left() -> int:
    """Erase the contacts of groups that left ninety days ago."""
    return _erase_all(_of_groups_that_left(), why=LEFT)


def forget_new_addresses() -> int:
    """Drop new addresses that were never confirmed, and new numbers that nobody said yes to."""
    now = clock.now()
    addresses = Contact.objects.filter(wanted_at__lte=now - rules.NEW_ADDRESS_WAITS)
    numbers = Contact.objects.filter(wanted_phone_at__lte=now - rules.NEW_NUMBER_WAITS)
    dropped = addresses.update(wanted_email="", wanted_at=None)
    return dropped + numbers.update(wanted_phone="", wanted_phone_at=None)


def _to_remind() -> QuerySet[Contact]:
    now = clock.now()
    since = rules.verified_since(now=now)
    kept = Contact.objects.unverified(since=since).filter(created_at__lt=since)
    rested = Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - BETWEEN_REMINDERS)
    return kept.exclude(group__status=GroupStatus.LEFT).filter(rested, reminders__lt=REMINDERS).order_by("pk")


def _unanswered() -> QuerySet[Contact]:
    since = clock.now() - AFTER_REMINDERS
    return Contact.objects.present().filter(reminders__gte=REMINDERS, reminded_at__lte=since).order_by("pk")


def _of_groups_that_left() -> QuerySet[Contact]:
    until = localdate(clock.now()) - AFTER_LEAVING
    left = Contact.objects.present().filter(group__status=GroupStatus.LEFT, group__left_on__lte=until)
    return left.order_by("pk")


@transaction.atomic
def _remind(pk: int) -> bool:
    """Send one reminder, unless the contact saved their page since the list was made."""
    contact = hold(Contact(pk=pk))
    if not _to_remind().filter(pk=pk).exists():
        return False
    contact.reminders += 1
    contact.reminded_at = clock.now()
    contact.save()
    last = contact.reminders >= REMINDERS
    outbox.post(emails.asked_to_verify(contact, last=last))
    return True


def _erase_all(contacts: QuerySet[Contact], *, why: str) -> int:
    return sum(_erase_one(contacts, pk, why=why) for pk in contacts.values_list("pk", flat=True))


@transaction.atomic
def _erase_one(contacts: QuerySet[Contact], pk: int, *, why: str) -> bool:
    """Erase one contact who is still on the list once their row is held."""
    contact = hold(Contact(pk=pk))
    if not contacts.filter(pk=pk).exists():
        return False
    erase(contact, by=SYSTEM, why=why)
    return True
