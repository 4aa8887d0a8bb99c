"""Plain functions by which contacts say what they allow, and groups hold copies."""

from datetime import date, timedelta
from itertools import count

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.choices import ConsentHow, ContactRole, Detail, Purpose
from organisers.contacts.models import Contact, HeardConsent
from organisers.contacts.workflow import Details
from organisers.editions.models import Copy, Edition
from organisers.groups.models import Group
from tests.factories import make_user
from tests.organisers.factories import make_group

_numbers = count(1)


def make_wishes(*recipients: Group, details: tuple[Detail, ...] = (Detail.NAME, Detail.EMAIL)) -> Wishes:
    """A yes to circulation among the groups named."""
    named = frozenset(group.pk for group in recipients)
    return Wishes(frozenset({Purpose.CIRCULATED}), frozenset(details), named)


def save_page(contact: Contact, wishes: Wishes | None = None, **changed: str) -> Contact:
    """A contact saves their page as it is shown to them now, but for what is changed."""
    kept = {name: getattr(contact, name) for name in ("name", "email", "role", "phone")}
    seen = contacts_selectors.newest_consent(contact)
    return contact_page_workflow.save_page(
        contact, Details(**{**kept, **changed}), wishes or Wishes(), seen=seen
    )


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


def make_rung(
    group: Group | None = None, *, name: str = "Bo Reed", phone: str = "+447700900777", verified: bool = True
) -> Contact:
    """A contact without an email address."""
    return Contact.objects.create(
        group=group or make_group(),
        name=name,
        role=ContactRole.CHAIR,
        phone=phone,
        verified_at=clock.now() if verified else None,
    )


def by_telephone(
    *recipients: Group,
    purposes: tuple[Purpose, ...] = (Purpose.CIRCULATED,),
    details: tuple[Detail, ...] = (Detail.NAME, Detail.PHONE),
) -> Wishes:
    """What somebody without an email address says yes to, with the same details everywhere."""
    named = frozenset(group.pk for group in recipients)
    return Wishes(frozenset(purposes), frozenset(details), named, listed=frozenset(details))


def hear(
    contact: Contact, wishes: Wishes | None = None, *, by: User, how: ConsentHow = ConsentHow.WORD
) -> HeardConsent:
    """An organiser writes down today what a contact says they allow; without wishes, that they withdraw."""
    seen, today = contacts_selectors.newest_consent(contact), localdate(clock.now())
    return consents_workflow.record_consent(
        contact, wishes or Wishes(), how=how, heard_on=today, by=by, seen=seen
    )
