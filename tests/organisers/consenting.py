"""Plain functions by which contacts say what they allow, and groups hold copies."""

from datetime import date, timedelta
from itertools import count

from lla import clock
from organisers.choices import Detail, Purpose
from organisers.models import Contact, Copy, Edition, Group
from organisers.rules import contacts as rules
from organisers.workflow import contacts
from organisers.workflow.consents import Wishes
from organisers.workflow.contacts import Details
from tests.factories import make_user

_numbers = count(1)


def make_wishes(*recipients: Group, details: tuple[Detail, ...] = (Detail.NAME, Detail.EMAIL)) -> Wishes:
    """A yes to circulation among the groups named."""
    named = frozenset(group.pk for group in recipients)
    return Wishes(frozenset({Purpose.CIRCULATED}), frozenset(details), named)


def save_page(contact: Contact, wishes: Wishes | None = None, **changed: str) -> Contact:
    """A contact saves their page as it is shown to them now, but for what is changed."""
    kept = {name: getattr(contact, name) for name in ("name", "email", "role", "phone")}
    seen = rules.newest_consent(contact)
    return contacts.save_page(contact, Details(**{**kept, **changed}), wishes or Wishes(), seen=seen)


def make_held_copy(holder: Group, *held: Contact) -> Copy:
    """A copy of a directory edition in the hands of one group."""
    number = next(_numbers)
    edition = Edition.objects.create(
        region=holder.region, number=number, quarter=date(2026, 1, 1), by=make_user()
    )
    entries = [{"contact": contact.pk, "group": contact.group.name, "name": contact.name} for contact in held]
    return Copy.objects.create(
        edition=edition,
        group=holder,
        copy_id=f"K-{number:04}",
        entries=entries,
        subjects=[contact.pk for contact in held],
        sha256="0" * 64,
        expires_at=clock.now() + timedelta(days=30),
    )
