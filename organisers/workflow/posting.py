"""Sending emails to contacts: a new way to somebody's page ends every earlier one."""

from lla import links
from lla.emails import outbox
from lla.models import Email

from ..emails.symposia import LINK as SYMPOSIUM

CONTACT, ADDRESS = "contact", "address"


def post_home(*emails: Email) -> None:
    """Post emails, and let each that carries a private link end the links sent before it."""
    for email in emails:
        if email.link_purpose in {CONTACT, ADDRESS}:
            links.revoke(email.link_purpose, email.link_target)
    outbox.post(*emails)


def end_links(contact_pk: int, *, purposes: tuple[str, ...] = (CONTACT, ADDRESS, SYMPOSIUM)) -> None:
    """End a contact's links, those included that wait in emails not yet sent."""
    for purpose in purposes:
        outbox.take_back(purpose, contact_pk)
