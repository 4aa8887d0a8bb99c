"""What a contact does with their own details: open the page, save it, change address, withdraw, hand over."""

from dataclasses import replace

from django.db import transaction

from lla.acts.refusals import allow
from lla.emails import outbox
from lla.links import exceptions, tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock

from ..consents.workflow import Wishes, save_consents
from ..contact_desk.workflow import succeed
from ..contacts import emails as contacts_emails
from ..contacts import rules as contacts_rules
from ..contacts import workflow as contacts_workflow
from ..contacts.choices import ConsentHow
from ..contacts.models import Contact


@transaction.atomic
def open_page(token: str) -> Contact:
    """Use up a private link; the first one opened shows that the address is the contact's."""
    link = tokens.read(contacts_emails.PAGE_LINK, token)
    contact = Contact.objects.select_for_update(of=("self",), no_key=True).filter(pk=link.target).first()
    if contact is None or contact.erased_at:
        raise LinkRefused(exceptions.UNKNOWN)
    tokens.spend(link)
    if contact.confirmed_at is None:
        contact.confirmed_at = clock.now()
        contact.save()
    return contact


@transaction.atomic
def send_link(email: str) -> None:
    """Send the way back to whoever has this address; nothing is sent, and nothing said, when nobody has."""
    if contact := Contact.objects.of_address(email).select_related("group").first():
        contacts_workflow.post_link(contacts_emails.my_link(contact))


@transaction.atomic
def save_page(
    contact: Contact,
    details: contacts_workflow.Details,
    wishes: Wishes,
    *,
    seen: int,
    same_person: bool = False,
    takes_number: bool | None = None,
) -> Contact:
    """Save a contact's whole page, which verifies it; `seen` is the newest consent that the page showed.

    A name that is more than a slip away needs the word that it is the `same_person`'s. A number that waits
    for their yes is taken, or dropped, as `takes_number` says; it goes on waiting when they say nothing.
    """
    contact = contacts_workflow.lock(contact)
    allow(
        contacts_rules.why_not_save(contact, seen=seen)
        or contacts_rules.why_not_change_own_name(contact, details.name, same_person=same_person)
    )
    contacts_workflow.set_details(contact, details, phone=details.phone)
    if takes_number is not None:
        contact.phone = contact.wanted_phone if takes_number else details.phone
        contact.wanted_phone, contact.wanted_phone_at = "", None
    contacts_workflow.mark_verified(contact)
    contact.save()
    contacts_workflow.request_address(contact, details.email)
    save_consents(contact, wishes, how=ConsentHow.PAGE, by=contacts_workflow.contact_actor(contact))
    return contact


@transaction.atomic
def confirm_address(token: str) -> Contact:
    """Let a new address count, confirmed by the email sent to it; the old one is told and its links end."""
    link = tokens.read(contacts_emails.ADDRESS_LINK, token)
    contact = contacts_workflow.lock_by_key(link.target)
    allow(contacts_rules.why_not_confirm_address(contact, now=clock.now()))
    tokens.spend(link)
    old, contact.email = contact.email, contact.wanted_email
    contact.wanted_email, contact.wanted_at = "", None
    contact.confirmed_at = clock.now()
    contacts_workflow.save_unique(contact)
    contacts_workflow.end_links(contact.pk)
    contacts_workflow.replace_waiting_consents(contact)
    outbox.post(contacts_emails.address_changed(contact, old=old))
    return contact


@transaction.atomic
def withdraw(contact: Contact) -> Contact:
    """Take back everything a contact has allowed; the details stay until they are erased."""
    contact = contacts_workflow.lock(contact)
    allow(contacts_rules.why_not_change(contact))
    save_consents(contact, Wishes(), how=ConsentHow.PAGE, by=contacts_workflow.contact_actor(contact))
    outbox.post(contacts_emails.withdrawn(contact))
    return contact


@transaction.atomic
def take_over_page(contact: Contact, details: contacts_workflow.Details, *, seen: int) -> Contact:
    """Whoever opened a contact's page says that they took over; answers them as a contact of their own.

    What the page showed as allowed was the other's word, so nothing is allowed until the successor says so.
    """
    contact = contacts_workflow.lock(contact)
    allow(
        contacts_rules.why_not_save(contact, seen=seen)
        or contacts_rules.why_not_take_over(contact, contact.email)
    )
    here = replace(details, email=contact.email)
    successor = succeed(contact, here, by=contacts_workflow.contact_actor(contact))
    contacts_workflow.mark_verified(successor)
    successor.save()
    outbox.post(contacts_emails.took_over(successor))
    contacts_workflow.request_address(successor, details.email)
    return successor
