"""What every act about a contact stands on: the locked row, its details, its record, and its links."""

from collections.abc import Iterable
from dataclasses import dataclass

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import allow
from lla.addresses import email as addresses_email
from lla.emails import outbox
from lla.emails.models import Email
from lla.links import tokens
from lla.time import clock

from ..appointments import rules as appointments_rules
from ..groups.choices import GroupAct
from ..groups.models import Group, GroupEvent
from . import emails, rules
from .choices import ContactRole, HeardOutcome
from .emails import ADDRESS_LINK, PAGE_LINK, SYMPOSIUM_LINK
from .models import Contact, HeardConsent


@dataclass(frozen=True, slots=True)
class Details:
    """Who somebody is to their group; `phone` as +447700900123 or blank."""

    name: str
    email: str
    role: str = ContactRole.SECRETARY
    phone: str = ""
    more_roles: tuple[str, ...] = ()


def add_confirmed(group: Group, details: Details) -> Contact:
    """Keep somebody who has just said, by a link sent to their address, that they answer for a group.

    Call it inside the transaction of that act.
    """
    contact = new_contact(group, details)
    contact.confirmed_at = clock.now()
    contact.save()
    record(contact, GroupAct.ADDED, by=contact_actor(contact))
    return contact


def new_contact(group: Group, details: Details) -> Contact:
    """A contact kept from now on, who has said nothing."""
    contact = Contact(group=group, email=details.email)
    set_details(contact, details, phone=details.phone)
    save_unique(contact)
    return contact


def set_details(contact: Contact, details: Details, *, phone: str) -> None:
    contact.name, contact.role, contact.phone = details.name, details.role, phone
    contact.more_roles = [role for role in ContactRole if role in details.more_roles and role != details.role]


def save_unique(contact: Contact) -> None:
    allow(rules.why_not_keep_details(contact))
    with one_wins(lambda: [rules.TAKEN if contact.email else rules.TAKEN_NUMBER]):
        contact.save()


def mark_verified(contact: Contact) -> None:
    contact.verified_at = clock.now()
    if contact.email:  # whoever has none has proved none
        contact.confirmed_at = contact.confirmed_at or contact.verified_at
    contact.reminders, contact.reminded_at = 0, None


def request_address(contact: Contact, email: str) -> None:
    """Let another address wait for its email; asking for the present one again drops the wish."""
    if addresses_email.key(email) == addresses_email.key(contact.wanted_email or contact.email):
        return
    end_links(contact.pk, purposes=(emails.ADDRESS_LINK,))
    if addresses_email.key(email) == addresses_email.key(contact.email):
        contact.wanted_email, contact.wanted_at = "", None
        contact.save()
        return
    contact.wanted_email, contact.wanted_at = email, clock.now()
    contact.save()
    outbox.post(emails.address_to_confirm(contact), emails.address_asked(contact))


def replace_waiting_consents(contact: Contact) -> None:
    """Close what an organiser wrote down and no second person has confirmed yet."""
    waiting = HeardConsent.objects.waiting().filter(contact=contact)
    waiting.update(outcome=HeardOutcome.REPLACED, settled_at=clock.now())


def post_link(email: Email) -> None:
    """Post a link that somebody has asked for; it takes the place of those sent before it."""
    tokens.revoke(email.link_purpose, email.link_target)
    outbox.post(email)


def end_links(*contacts: int, purposes: tuple[str, ...] = (PAGE_LINK, ADDRESS_LINK, SYMPOSIUM_LINK)) -> None:
    """End the links of contacts, those included that wait in emails not yet sent."""
    for purpose in purposes:
        outbox.take_back(purpose, *contacts)


def record(contact: Contact, act: GroupAct, *, by: Actor) -> None:
    GroupEvent.objects.create(
        group=contact.group, act=act, at=clock.now(), details={"contact": contact.pk}, **by.fields()
    )


def record_each(contacts: Iterable[Contact], act: GroupAct, *, by: Actor) -> None:
    """The same step of many at once."""
    now, fields = clock.now(), by.fields()
    GroupEvent.objects.bulk_create(
        GroupEvent(group=contact.group, act=act, at=now, details={"contact": contact.pk}, **fields)
        for contact in contacts
    )


def lock_each(contacts: Iterable[Contact]) -> list[Contact]:
    """Many as they are now, locked in the order of their keys."""
    locked = Contact.objects.select_for_update(of=("self",), no_key=True).select_related("group__region")
    return list(locked.filter(pk__in=[contact.pk for contact in contacts]).order_by("pk"))


def lock(contact: Contact) -> Contact:
    """The contact as it is now, locked to the end of the transaction."""
    return lock_by_key(contact.pk)


def lock_by_key(pk: int) -> Contact:
    contacts = Contact.objects.select_for_update(of=("self",), no_key=True)
    return contacts.select_related("group__region").get(pk=pk)


def contact_actor(contact: Contact) -> Actor:
    return Actor("contact", f"contact:{contact.pk}")


def as_actor(by: User | Actor) -> Actor:
    return by if isinstance(by, Actor) else Actor.user(by, "organiser")


def why_not_act(by: User | Actor, group: Group) -> list[str]:
    """Users act as organisers, so the appointment decides; an actor acts for itself or is the night."""
    if isinstance(by, Actor):
        return []
    return appointments_rules.why_not_organise(by, group.region, now=clock.now())
