"""Sending emails to contacts, and ending the links they were sent."""

from lla import links
from lla.emails import outbox
from lla.models import Email

from ..emails.contacts import ADDRESS_LINK, PAGE_LINK, SYMPOSIUM_LINK


def post_link(email: Email) -> None:
    """Post a link that somebody has asked for; it takes the place of those sent before it."""
    links.revoke(email.link_purpose, email.link_target)
    outbox.post(email)


def end_links(
    contact_pk: int, *, purposes: tuple[str, ...] = (PAGE_LINK, ADDRESS_LINK, SYMPOSIUM_LINK)
) -> None:
    """End a contact's links, those included that wait in emails not yet sent."""
    for purpose in purposes:
        outbox.take_back(purpose, contact_pk)
