"""Sending letters to contacts: a new way to somebody's page ends every earlier one."""

from lla import links, mail
from lla.models import Letter

from ..emails.symposia import LINK as SYMPOSIUM

CONTACT, ADDRESS = "contact", "address"


def post_home(*letters: Letter) -> None:
    """Post letters, and let each that carries a private link end the links sent before it."""
    for letter in letters:
        if letter.link_purpose in {CONTACT, ADDRESS}:
            links.revoke(letter.link_purpose, letter.link_target)
    mail.post(*letters)


def end_links(contact_pk: int, *, purposes: tuple[str, ...] = (CONTACT, ADDRESS, SYMPOSIUM)) -> None:
    """End a contact's links, those included that wait in letters not yet sent."""
    for purpose in purposes:
        mail.take_back(purpose, contact_pk)
