"""What is done for many contacts at once: for whom it is possible, and why not for the others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from lla.limits import rate_limits

from ..contacts import rules as contacts_rules
from ..contacts.models import Contact

ASK = "ask contact"  # the limit
AT_MOST = 500
ASKED_TOO_OFTEN = "They have been asked twice since yesterday. Ask them again tomorrow."


@dataclass(frozen=True, slots=True)
class Sorted:
    """For whom an act is possible now, and for each of the others the sentence that refuses it."""

    possible: tuple[Contact, ...]
    refused: tuple[tuple[Contact, str], ...]


def sort_out(contacts: Iterable[Contact], why_not: Callable[[Contact], list[str]]) -> Sorted:
    reasons = [(contact, why_not(contact)) for contact in contacts]
    return Sorted(
        possible=tuple(contact for contact, found in reasons if not found),
        refused=tuple((contact, " ".join(found)) for contact, found in reasons if found),
    )


def sort_out_verify(contacts: Iterable[Contact]) -> Sorted:
    return sort_out(contacts, contacts_rules.why_not_verify)


def sort_out_ask(contacts: Collection[Contact]) -> Sorted:
    """Asking by email; each contact is asked only so often in a day, one by one or among many."""
    spent = rate_limits.used_up(ASK, [str(contact.pk) for contact in contacts])

    def why_not(contact: Contact) -> list[str]:
        return contacts_rules.why_not_write(contact) or (
            [ASKED_TOO_OFTEN] if str(contact.pk) in spent else []
        )

    return sort_out(contacts, why_not)
