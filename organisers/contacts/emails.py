"""The emails to contacts about their own details: unsaved rows that an act posts and a preview shows."""

from datetime import timedelta
from typing import Any

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
DAYS_FOR_ADDRESS = 7

# What its reader has just asked for or done, and what can wait; somebody waits for the others.
URGENCY = {
    "my_link": Urgency.NOW,
    "address_to_confirm": Urgency.NOW,
    "withdrawn": Urgency.NOW,
    "asked_to_verify": Urgency.LATER,
    "question": Urgency.LATER,
}


def added(contact: Contact) -> Email:
    """The first email, with the way to the page on which they say what may be done with their details."""
    return _with_page_link(contact, "added")


def my_link(contact: Contact) -> Email:
    """To whoever asked for the way back; they ask again if it does not come."""
    return _with_page_link(contact, "my_link", {"expires_at": clock.now() + timedelta(days=1)})


def asked_to_verify(contact: Contact, *, last: bool = False) -> Email:
    """Are the details still right? The `last` time says so."""
    return _with_page_link(
        contact, "asked_to_verify", asks_anew=selectors.answered_older_text(contact), last=last
    )


def question(contact: Contact, group: Group) -> Email:
    """May a group that affiliated later have your details too?"""
    return _with_page_link(contact, "question", {"line": str(group)}, newcomer=group)


def corrected(contact: Contact) -> Email:
    """To a contact whose details the organiser corrected."""
    return _with_page_link(contact, "corrected")


def took_over(contact: Contact) -> Email:
    """To whoever is a contact in somebody's place: nothing that was allowed before is theirs."""
    return _with_page_link(contact, "took_over")


def replaced(contact: Contact) -> Email:
    """To whoever was a contact until now, written before the row is emptied."""
    return email_about("replaced", contact, to=contact.email)


def address_to_confirm(contact: Contact) -> Email:
    """To the new address."""
    link = LinkWanted("organisers:new_address", ADDRESS_LINK, contact.pk, DAYS_FOR_ADDRESS)
    how = {"expires_at": clock.now() + timedelta(days=DAYS_FOR_ADDRESS)}
    return email_about("address_to_confirm", contact, how, to=contact.wanted_email, link=link)


def address_asked(contact: Contact) -> Email:
    """To the old address, while the new one waits."""
    return _with_page_link(contact, "address_asked")


def address_changed(contact: Contact, *, old: str) -> Email:
    return email_about("address_changed", contact, to=old)


def withdrawn(contact: Contact) -> Email:
    return _with_page_link(contact, "withdrawn")


def erased(contact: Contact, *, why: str) -> Email:
    """The receipt, written before the row is emptied; nothing is left that a link could open."""
    return email_about("erased", contact, to=contact.email, why=why)


def _with_page_link(contact: Contact, name: str, how: dict[str, Any] | None = None, **context: Any) -> Email:
    link = LinkWanted("organisers:private", PAGE_LINK, contact.pk, LINK_DAYS)
    return email_about(name, contact, how, to=contact.email, link=link, **context)


def email_about(
    name: str,
    contact: Contact,
    how: dict[str, Any] | None = None,
    *,
    to: str,
    link: LinkWanted | None = None,
    **context: Any,
) -> Email:
    """One email by the name of its template; `how` are further fields of its row."""
    return compose(
        f"emails/organisers/{name}.txt",
        {"contact": contact, "group": contact.group, **context},
        to=to,
        kind=f"organisers/{name}",
        about=f"contact {contact.pk}",
        link=link,
        secret=True,
        urgency=URGENCY.get(name, Urgency.SOON),
        **(how or {}),
    )
