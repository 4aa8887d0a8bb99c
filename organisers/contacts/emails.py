"""The emails to contacts about their own details: unsaved rows that an act posts and a preview shows."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from lla.emails import quiet_hours
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted
from lla.time import clock

from ..groups.models import Group
from . import selectors
from .models import Contact

# The purposes of links to one contact; each opens nothing else.
PAGE_LINK = "contact"
ADDRESS_LINK = "address"
SYMPOSIUM_LINK = "symposium"  # what their group is asked
LINK_DAYS = 30
QUESTION = "organisers/question"
DAYS_FOR_ADDRESS = 7


def about(contact: Contact) -> str:
    """What every email here is about."""
    return f"contact {contact.pk}"


def added(contact: Contact) -> Email:
    """The first email, with the way to the page on which they say what may be done with their details."""
    return _with_page_link("added", contact)


def my_link(contact: Contact) -> Email:
    """To whoever asked for the way back; they ask again if it does not come."""
    tomorrow = clock.now() + timedelta(days=1)
    return _with_page_link("my_link", contact, urgency=Urgency.NOW, expires_at=tomorrow)


def asked_to_verify(contact: Contact, *, last: bool = False) -> Email:
    """Are the details still right? The `last` time says so."""
    older = selectors.who_answered_older_text([contact])
    return _asked_to_verify(contact, last=last, asks_anew=contact.pk in older)


def all_asked(contacts: Sequence[Contact]) -> list[Email]:
    """To each of many what asks them to check their page; whoever never opened it has the first one again."""
    older = selectors.who_answered_older_text(contacts)
    return [
        _asked_to_verify(contact, last=False, asks_anew=contact.pk in older)
        if contact.confirmed_at
        else added(contact)
        for contact in contacts
    ]


def _asked_to_verify(contact: Contact, *, last: bool, asks_anew: bool) -> Email:
    context = {"asks_anew": asks_anew, "last": last}
    return _with_page_link("asked_to_verify", contact, context, urgency=Urgency.LATER)


def question(contact: Contact, group: Group) -> Email:
    """May a group that affiliated later have your details too?

    It goes next morning, so that all groups of one day are in one email.
    """
    how: dict[str, Any] = {"line": str(group), "urgency": Urgency.LATER}
    how["next_attempt_at"] = quiet_hours.next_morning(clock.now())
    return _with_page_link("question", contact, {"newcomer": group}, **how)


def corrected(contact: Contact) -> Email:
    """To a contact whose details the organiser corrected."""
    return _with_page_link("corrected", contact)


def took_over(contact: Contact) -> Email:
    """To whoever is a contact in somebody's place: nothing that was allowed before is theirs."""
    return _with_page_link("took_over", contact)


def replaced(contact: Contact) -> Email:
    """To whoever was a contact until now, written before the row is emptied."""
    return email_about("replaced", contact)


def address_to_confirm(contact: Contact) -> Email:
    """To the new address."""
    return email_about(
        "address_to_confirm",
        contact,
        to=contact.wanted_email,
        link=LinkWanted("organisers:new_address", ADDRESS_LINK, contact.pk, DAYS_FOR_ADDRESS),
        urgency=Urgency.NOW,
        expires_at=clock.now() + timedelta(days=DAYS_FOR_ADDRESS),
    )


def address_asked(contact: Contact) -> Email:
    """To the old address, while the new one waits."""
    return _with_page_link("address_asked", contact)


def address_changed(contact: Contact, *, old: str) -> Email:
    return email_about("address_changed", contact, to=old)


def not_rung(contact: Contact) -> Email:
    """To whoever asked an organiser not to ring them."""
    return _with_page_link("not_rung", contact)


def wrong_number(contact: Contact) -> Email:
    """To whoever gave a number at which somebody else answered."""
    return _with_page_link("wrong_number", contact)


def withdrawn(contact: Contact) -> Email:
    return _with_page_link("withdrawn", contact, urgency=Urgency.NOW)


def erased(contact: Contact, *, why: str) -> Email:
    """The receipt, written before the row is emptied; nothing is left that a link could open."""
    return email_about("erased", contact, {"why": why})


def page_link(contact: Contact) -> LinkWanted:
    """The way to a contact's own page."""
    return LinkWanted("organisers:private", PAGE_LINK, contact.pk, LINK_DAYS)


def _with_page_link(name: str, contact: Contact, context: dict[str, Any] | None = None, **how: Any) -> Email:
    return email_about(name, contact, context, link=page_link(contact), **how)


def email_about(
    name: str, contact: Contact, context: dict[str, Any] | None = None, *, to: str = "", **how: Any
) -> Email:
    """One email by the name of its template, to the contact unless `to` says another address."""
    return compose(
        f"organisers/{name}",
        {"contact": contact, "group": contact.group, **(context or {})},
        to=to or contact.email,
        about=about(contact),
        secret=True,
        **how,
    )
