"""What is known of an address, under its keyed hash: proved, unwanted, refused; and how much it may get."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lla.addresses import email as addresses_email
from lla.emails.models import Email, Mailbox
from lla.keys import standing_keys
from lla.links import exceptions, tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock
from lla.time.wording import short_day

SALT = "lla.mailboxes"
STOP = "stop"  # signs the address at the foot of an email by which its reader wants no other
MOST_A_DAY = 6
CODE = "lla/login_code"  # the committee entered the address it goes to, and without it nobody signs in
MOST_WITH_CODES = 12
# An hour more than a day: what is tried now may be with its reader only after a mail server's long thought.
A_DAY = timedelta(hours=25)
HELD_FOR = timedelta(days=3)  # an email that waits for its turn, unless it says itself when it is of no use

REFUSED = "The address {address} refused our email on {day}: {why}."
NO_MAILBOX = "there seems to be no such mailbox"
NO_DOMAIN = "there seems to be no mail server by that name"

_invitations: set[str] = set()


def register_invitations(*kinds: str) -> None:
    """Kinds of emails that somebody else makes us write, to an address kept for that one email alone."""
    _invitations.update(kinds)


# Whose address it is


def hash_of(address: str) -> str:
    return hashes([address])[address]


def hashes(addresses: Iterable[str]) -> dict[str, str]:
    """The keyed hash of each address; two ways of writing one mailbox have one hash."""
    addresses = list(dict.fromkeys(addresses))
    if not addresses:
        return {}
    words = [addresses_email.key(address) for address in addresses]
    return dict(zip(addresses, standing_keys.pseudonyms(SALT, words), strict=True))


# Proved


def prove(address: str) -> None:
    """Somebody has shown that they read what comes to an address."""
    _prove(hash_of(address))


def prove_by(token: str) -> None:
    """Somebody sent a form with an emailed token: whatever comes of it, they read what we sent there."""
    if hash := tokens.mailbox_of(token):
        _prove(hash)


def proved_by(token: str, address: str) -> bool:
    """Whether somebody who sent a form with an emailed token and this address was written to there."""
    hash = tokens.mailbox_of(token)
    if not hash or hash != hash_of(address):
        return False
    _prove(hash)
    return True


def _prove(hash: str) -> None:
    if not Mailbox.objects.filter(hash=hash).exclude(proved_at=None).exists():
        Mailbox.objects.update_or_create(hash=hash, defaults={"proved_at": clock.now()})


def remember_proved(apps: Any, addresses: Iterable[str]) -> None:
    """Inside a migration: addresses at which people confirmed or signed in before this was written down."""
    rows, now = apps.get_model("lla", "Mailbox").objects, clock.now()
    for hash in set(hashes(addresses).values()):
        rows.update_or_create(hash=hash, defaults={"proved_at": now})


# Whether an email goes there


def unwanted(addresses: Iterable[str]) -> set[str]:
    """Those of many addresses to which nothing is sent, because their readers said so."""
    hash_for = hashes(addresses)
    rows = Mailbox.objects.filter(hash__in=hash_for.values()).exclude(unwanted_at=None)
    found = set(rows.values_list("hash", flat=True))
    return {address for address, hash in hash_for.items() if hash in found}


def wanted(emails: Iterable[Email]) -> list[Email]:
    """The emails without those to readers who want none; on each it is written whose mailbox it is for."""
    emails = list(emails)
    if not emails:
        return []
    hash_for = hashes(email.to for email in emails)
    for email in emails:
        email.mailbox_hash = hash_for[email.to]
    stopped = unwanted(hash_for)
    return [email for email in emails if email.to not in stopped]


def admit(email: Email) -> bool:
    """Whether a claimed email may go now. If so it is counted; if not it waits, or is deleted.

    Ask inside the transaction that holds the email's row: the mailbox is locked as well, so that two workers
    cannot both take the sixth place of an address that is not proved.
    """
    now = clock.now()
    mailbox = _lock(email.mailbox_hash or hash_of(email.to))
    if mailbox.unwanted_at:
        email.delete()
        return False
    email.mailbox_hash = mailbox.hash
    if mailbox.proved_at is None:
        others = [at for at in mailbox.tried_at if at > now - A_DAY and at != email.tried_at]
        most = MOST_WITH_CODES if email.kind == CODE else MOST_A_DAY
        if len(others) >= most:
            _hold(email, until=others[most - 1] + A_DAY)
            return False
        mailbox.tried_at = [now, *others]
        mailbox.save(update_fields=["tried_at"])
        email.tried_at = now
    email.save(update_fields=["mailbox_hash", "tried_at"])
    return True


def _lock(hash: str) -> Mailbox:
    return Mailbox.objects.select_for_update(no_key=True).get_or_create(hash=hash)[0]


def _hold(email: Email, *, until: datetime) -> None:
    email.next_attempt_at = until
    email.expires_at = email.expires_at or email.created_at + HELD_FOR
    email.save(update_fields=["mailbox_hash", "next_attempt_at", "expires_at"])


# Do not write


def stop_address(email: Email) -> str:
    """The page on which the reader of an email wants no other; empty where none is offered.

    It stands under emails to an address that is not proved and under every invitation, but for those whose
    kind can be turned off by itself.
    """
    signs_in = email.kind.startswith("lla/")
    if signs_in or (email.kind not in _invitations and is_proved(email.mailbox_hash)):
        return ""
    key = _signer().sign(email.mailbox_hash)
    return str(settings.ORGANISATION["url"]) + reverse("stop_emails", args=[key])


def is_proved(hash: str) -> bool:
    return Mailbox.objects.filter(hash=hash).exclude(proved_at=None).exists()


def _signer() -> signing.Signer:
    return signing.Signer(key=standing_keys.value_of(standing_keys.LINKS), sep=".", salt="lla.emails.stop")


def read_key(key: str) -> str:
    """The hash in the address of the page; it is good for ever."""
    try:
        return _signer().unsign(key)
    except signing.BadSignature:
        raise LinkRefused(exceptions.UNKNOWN) from None


def is_unwanted(hash: str) -> bool:
    return Mailbox.objects.filter(hash=hash).exclude(unwanted_at=None).exists()


@transaction.atomic
def stop(hash: str) -> None:
    """Write nothing to an address from now on; what waits for it is deleted."""
    Email.objects.waiting().filter(mailbox_hash=hash).delete()  # emails before mailboxes, as everywhere
    mailbox = _lock(hash)
    mailbox.unwanted_at = mailbox.unwanted_at or clock.now()
    mailbox.save(update_fields=["unwanted_at"])


def resume(hash: str) -> None:
    """Write to an address again, because its reader said so."""
    Mailbox.objects.filter(hash=hash).update(unwanted_at=None)


# What its mail server says


def delivered(email: Email) -> None:
    """A mail server took an email: whatever it said before is past."""
    known = Mailbox.objects.filter(hash=email.mailbox_hash).exclude(refused_at=None)
    known.update(refused_at=None, refusal="")


def refused(email: Email, code: str) -> None:
    """A mail server will not take an email, or it came back; `code` is its number, such as 5.1.1 or 550."""
    hash = email.mailbox_hash or hash_of(email.to)
    values = {"refused_at": clock.now(), "refusal": code[:20]}
    Mailbox.objects.update_or_create(hash=hash, defaults=values)


def refusal(address: str) -> str:
    """In plain words that an address refuses our emails; empty when it does not."""
    return refusals([address]).get(address, "")


def refusals(addresses: Iterable[str]) -> dict[str, str]:
    """The same for many addresses at once: those that refuse our emails, each with its sentence."""
    hash_for = hashes(addresses)
    rows = Mailbox.objects.filter(hash__in=hash_for.values()).exclude(refused_at=None)
    known = {
        mailbox.hash: {"day": short_day(timezone.localdate(mailbox.refused_at)), "why": _why(mailbox.refusal)}
        for mailbox in rows
    }
    return {
        address: REFUSED.format(address=address, **known[hash])
        for address, hash in hash_for.items()
        if hash in known
    }


def _why(code: str) -> str:
    """What a number of RFC 3463 says in words, or one of RFC 5321 where a server gives no other."""
    subject, _, detail = code.partition(".")[2].partition(".")
    match subject, detail:
        case "1", "2":
            return NO_DOMAIN
        case ("1", _) | ("2", "6"):
            return NO_MAILBOX
        case "2", _:
            return "the mailbox is full or switched off"
        case "4", _:
            return "its mail server could not be reached for days"
        case "7", _:
            return "its mail server does not take emails from us"
    return NO_MAILBOX if code in {"550", "551", "553"} else "its mail server did not take it"


# What is forgotten, and what nobody else sees


def shown(emails: Iterable[Email]) -> list[Email]:
    """Emails for those who see the addresses of all who take part, without those of who was only invited."""
    emails = list(emails)
    for email in emails:
        if email.kind in _invitations:
            email.to = ""
    return emails


def closed(rows: Iterable[int]) -> None:
    """Emails were sent; the address of an invitation was kept for that alone."""
    clear_addresses(Email.objects.filter(pk__in=rows))


def clear_addresses(emails: QuerySet[Email]) -> int:
    return emails.filter(kind__in=_invitations).exclude(to="").update(to="")
