"""Emails that come back: the address they come back to, and what a mail server says of them."""

import re
from email import message_from_bytes
from email.message import Message

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from lla.emails import recipients
from lla.emails.models import Email
from lla.keys import standing_keys
from lla.time import clock

LARGEST = 200_000  # bytes that are read of one: the report stands before the email that came back
MOST_PARTS = 50
MOST_ADDRESSES = 20
FAILED = "failed"  # RFC 3464, 2.3.3; "delayed", "delivered", "relayed" and "expanded" are no bounces
SIGNS = 24  # of the token's HMAC: with the number they fit the 64 signs that stand before an @

_TOKEN = re.compile(r"\b([0-9a-f]{1,12})-([0-9a-f]{24})\b", re.IGNORECASE)
_STATUS = re.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
# Where mail servers write down for which address a message came.
_RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")


def envelope_sender(email: Email) -> str:
    """Where an email comes back to when it cannot be delivered; it tells which email it was.

    BOUNCE_ADDRESS is a mailbox whose server takes name+anything@ (bounces@example.org), or a domain of its
    own (bounces.example.org). While it is empty this is, and emails come back to whom they are from.
    """
    name, _, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    if not domain:
        return ""
    token = f"{email.pk:x}-{_sign(email.pk)}"
    return f"{name}+{token}@{domain}" if name else f"{token}@{domain}"


def take(raw: bytes) -> bool:
    """Read a message that came to the bounce address; answers whether it was about an email of ours.

    Nothing in it counts unless it came to an address that we signed, and of what it says only the status: an
    answer of a person, or of their holidays, changes nothing.
    """
    raw = raw[:LARGEST]
    if raw.lower().count(b"content-type") > MOST_PARTS:
        return False
    message = message_from_bytes(raw)
    pk = _email_named(message)
    if pk is None:
        return False
    if status := _status(message):
        _write_down(pk, status)
    return True


@transaction.atomic
def _write_down(pk: int, status: str) -> None:
    email = Email.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if email is None:
        return
    email.bounced_at = clock.now()
    email.save(update_fields=["bounced_at"])
    recipients.refused(email, status)


def _email_named(message: Message) -> int | None:
    """The number of the email in an address that we signed; mail servers may change its capitals."""
    addresses = [str(value) for header in _RECIPIENTS for value in message.get_all(header, [])]
    for address in addresses[:MOST_ADDRESSES]:
        for pk, signature in _TOKEN.findall(address[:1_000]):
            if constant_time_compare(_sign(int(pk, 16)), signature.lower()):
                return int(pk, 16)
    return None


def _sign(pk: int) -> str:
    secret = standing_keys.value_of(standing_keys.LINKS)
    return salted_hmac("lla.emails.bounces", str(pk), secret=secret, algorithm="sha256").hexdigest()[:SIGNS]


def _status(message: Message) -> str:
    """Why the email failed for good, as in 5.1.1; empty when the message reports no such failure."""
    reports = (part for part in message.walk() if part.get_content_type() == "message/delivery-status")
    for block in (block for report in reports for block in report.walk()):
        if _of(block, "Action").partition(" ")[0].lower() == FAILED:
            return _most_exact(_of(block, "Status"), _of(block, "Diagnostic-Code"))
    return ""


def _of(block: Message, name: str) -> str:
    return str(block.get(name, ""))[:1_000].strip()


def _most_exact(status: str, diagnostic: str) -> str:
    """Some servers say 5.0.0, "failed", and let the other server's own number follow in its words."""
    found = [*_STATUS.findall(status)[:1], *_STATUS.findall(diagnostic)[:1]]
    return next((number for number in found if not number.endswith(".0.0")), found[0] if found else "5.0.0")
