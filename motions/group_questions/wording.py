"""What the record of a group says of the people behind its motion, in words."""

from urllib.parse import urlsplit

from lla.addresses import email as addresses_email
from lla.addresses.typos import SERVICES

from ..motion.wording import count

MAIL_SERVICES = frozenset(SERVICES) | {
    *("aol.com", "gmx.com", "live.com", "mail.com", "me.com", "msn.com", "sky.com", "tutanota.com"),
    *("yandex.com", "ymail.com", "zoho.com"),
}


def domains(website: str, address: str) -> set[str]:
    """The domains that are a group's own: of its website and its address, but for mail services."""
    found = {
        (urlsplit(website).hostname or "").removeprefix("www."),
        addresses_email.key(address).rpartition("@")[2],
    }
    return found - {""} - MAIL_SERVICES


def standing_in_group(email: str, *, known: set[str], domains: set[str]) -> str:
    """What a group's record says of somebody who speaks for it; `known` are its contacts' addresses."""
    address = addresses_email.key(email)
    if address in known:
        return "a contact on record"
    domain = address.rpartition("@")[2]
    if any(domain == own or domain.endswith(f".{own}") for own in domains):
        return "not a contact, but an address at the group’s own domain"
    return "not known to the group"


def contacts_told(*, on_record: int, told: int, yes: int, doubt: int, by_telephone: int) -> str:
    """Two contacts on record; one was told: one said yes. `on_record` has those by telephone among it."""
    words = count(on_record, "contact on record", "contacts on record")
    if by_telephone:
        words += f", {by_telephone} without an email address, so their regional organiser can ring them"
    if not told:
        return f"{words}; none had to be told."
    said = [f"{number} {what}" for number, what in ((yes, "said yes"), (doubt, "doubted it")) if number]
    return f"{words}; {told} told: {', '.join(said) or 'no answer yet'}."
