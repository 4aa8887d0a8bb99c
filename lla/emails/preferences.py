"""Emails that their readers may turn off: which kinds there are, whom each is for, and who wants none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.addresses import email as addresses_email
from lla.emails.models import Email, EmailTurnedOff


@dataclass(frozen=True, slots=True)
class Readers:
    """A circle of people with the same kinds of emails; `include` says who is shown them when signed in."""

    heading: str
    include: Callable[[User], bool]


COMMITTEE = Readers(
    "The steering committee", lambda user: user.groups.filter(name=STEERING_COMMITTEE).exists()
)

_kinds: dict[Readers, dict[str, str]] = {}


def register(readers: Readers, kinds: Mapping[str, str]) -> None:
    """Let readers turn off kinds of emails; the words of each complete "An email comes when …".

    Whatever is not registered is a duty (something is asked of its reader, or their own rights are touched)
    and always comes.
    """
    _kinds.setdefault(readers, {}).update(kinds)


def kinds() -> dict[str, str]:
    """Every kind that can be turned off, with its words."""
    return {kind: words for of_readers in _kinds.values() for kind, words in of_readers.items()}


def offered_to(user: User) -> dict[str, dict[str, str]]:
    """What somebody signed in may turn off, by heading: their own circles', and what they turned off."""
    off = turned_off(user.email)
    offered = {}
    for readers, of_readers in _kinds.items():
        shown = of_readers.keys() if readers.include(user) else off
        offered[readers.heading] = {kind: words for kind, words in of_readers.items() if kind in shown}
    return {heading: shown for heading, shown in offered.items() if shown}


def turned_off(address: str) -> set[str]:
    rows = EmailTurnedOff.objects.filter(address=addresses_email.key(address))
    return set(rows.values_list("kind", flat=True))


@transaction.atomic
def choose(address: str, *, wanted: Iterable[str] = (), unwanted: Iterable[str] = ()) -> None:
    """Turn kinds of emails to an address on and off; what cannot be turned off stays on."""
    address, known = addresses_email.key(address), kinds()
    EmailTurnedOff.objects.filter(address=address, kind__in=list(wanted)).delete()
    rows = [EmailTurnedOff(address=address, kind=kind) for kind in unwanted if kind in known]
    EmailTurnedOff.objects.bulk_create(rows, ignore_conflicts=True)


def wanted(emails: Iterable[Email]) -> list[Email]:
    """The emails without those that their readers turned off: one query, and none for duties alone."""
    emails, known = list(emails), kinds()
    optional = {(addresses_email.key(email.to), email.kind) for email in emails if email.kind in known}
    if not optional:
        return emails
    addresses, of_kind = zip(*optional, strict=True)
    rows = EmailTurnedOff.objects.filter(address__in=set(addresses), kind__in=set(of_kind))
    off = optional & set(rows.values_list("address", "kind"))
    return [email for email in emails if (addresses_email.key(email.to), email.kind) not in off]
