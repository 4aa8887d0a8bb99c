"""What is done for many at once, contacts or groups: for whom it is possible, and why not for the others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lla.limits import rate_limits

from ..contacts import rules as contacts_rules
from ..contacts.models import Contact

ASK = "ask contact"  # the limit
AT_MOST = 500
ASKED_TOO_OFTEN = "They have been asked twice since yesterday. Ask them again tomorrow."


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Sorted(Generic[Row]):
    """For whom an act is possible now, and for each of the others the sentence that refuses it."""

    possible: tuple[Row, ...]
    refused: tuple[tuple[Row, str], ...]


def sort_out(rows: Iterable[Row], why_not: Callable[[Row], list[str]]) -> Sorted[Row]:
    reasons = [(row, why_not(row)) for row in rows]
    return Sorted(
        possible=tuple(row for row, found in reasons if not found),
        refused=tuple((row, " ".join(found)) for row, found in reasons if found),
    )


def sort_out_verify(contacts: Iterable[Contact]) -> Sorted[Contact]:
    return sort_out(contacts, contacts_rules.why_not_verify)


def sort_out_ask(contacts: Collection[Contact]) -> Sorted[Contact]:
    """Asking by email; each contact is asked only so often in a day, one by one or among many."""
    spent = rate_limits.used_up(ASK, [str(contact.pk) for contact in contacts])

    def why_not(contact: Contact) -> list[str]:
        return contacts_rules.why_not_write(contact) or (
            [ASKED_TOO_OFTEN] if str(contact.pk) in spent else []
        )

    return sort_out(contacts, why_not)
