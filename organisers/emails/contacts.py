"""The emails to contacts about their own details: unsaved rows that an act posts and a preview shows."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from lla import clock
from lla.emails.choices import Urgency
from lla.emails.outbox import compose
from lla.links import LinkWanted
from lla.models import Email

from ..models import Contact, Copy, Group, Proposal
from ..rules import contacts as rules

# The purposes of links to one contact; each opens nothing else.
PAGE_LINK = "contact"
ADDRESS_LINK = "address"
SYMPOSIUM_LINK = "symposium"  # what their group is asked
RECALLED_LINK = "deleted"  # what their group was asked to delete
PROPOSAL_LINK = "proposal"
LINK_DAYS = 30
DAYS_FOR_ADDRESS = 7
DAYS_FOR_DELETING = 90

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
    return _to(contact, "added")


def my_link(contact: Contact) -> Email:
    """To whoever asked for the way back; they ask again if it does not come."""
    return _to(contact, "my_link", {"expires_at": clock.now() + timedelta(days=1)})


def asked_to_verify(contact: Contact, *, last: bool = False) -> Email:
    """Are the details still right? The `last` time says so."""
    return _to(contact, "asked_to_verify", asks_anew=rules.answered_older_words(contact), last=last)


def question(contact: Contact, group: Group) -> Email:
    """May a group that affiliated later have your details too?"""
    return _to(contact, "question", {"line": str(group)}, newcomer=group)


def corrected(contact: Contact) -> Email:
    """To a contact whose details the organiser corrected."""
    return _to(contact, "corrected")


def took_over(contact: Contact) -> Email:
    """To whoever is a contact in somebody's place: nothing that was allowed before is theirs."""
    return _to(contact, "took_over")


def replaced(contact: Contact) -> Email:
    """To whoever was a contact until now, written before the row is emptied."""
    return _email("replaced", contact, to=contact.email)


def proposed(proposal: Proposal) -> Email:
    """The one email to somebody whom a group's secretary proposes."""
    return compose(
        "emails/organisers/proposed.txt",
        {"proposal": proposal},
        to=proposal.email,
        kind="organisers/proposed",
        about=f"proposal {proposal.pk}",
        link=LinkWanted("organisers:proposal", PROPOSAL_LINK, proposal.pk, LINK_DAYS),
        secret=True,
    )


def address_to_confirm(contact: Contact) -> Email:
    """To the new address."""
    link = LinkWanted("organisers:new_address", ADDRESS_LINK, contact.pk, DAYS_FOR_ADDRESS)
    how = {"expires_at": clock.now() + timedelta(days=DAYS_FOR_ADDRESS)}
    return _email("address_to_confirm", contact, how, to=contact.wanted_email, link=link)


def address_asked(contact: Contact) -> Email:
    """To the old address, while the new one waits."""
    return _to(contact, "address_asked")


def address_changed(contact: Contact, *, old: str) -> Email:
    return _email("address_changed", contact, to=old)


def withdrawn(contact: Contact) -> Email:
    return _to(contact, "withdrawn")


def erased(contact: Contact, *, why: str) -> Email:
    """The receipt, written before the row is emptied; nothing is left that a link could open."""
    return _email("erased", contact, to=contact.email, why=why)


def copies_recalled(holder: Contact, copies: Iterable[Copy]) -> Email:
    """To somebody of a group whose copies are no longer to be used; it does not say whose wish it was."""
    link = LinkWanted("organisers:copy_deleted", RECALLED_LINK, holder.pk, DAYS_FOR_DELETING)
    return _email("copies_recalled", holder, to=holder.email, link=link, copies=list(copies))


def _to(contact: Contact, name: str, how: dict[str, Any] | None = None, **context: Any) -> Email:
    link = LinkWanted("organisers:private", PAGE_LINK, contact.pk, LINK_DAYS)
    return _email(name, contact, how, to=contact.email, link=link, **context)


def _email(
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
