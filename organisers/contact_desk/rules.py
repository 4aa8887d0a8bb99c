"""What is done for many at once, contacts or groups: for whom it is possible, and why not for the others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from lla.time.wording import moment_in_words

from ..contacts import rules as contacts_rules
from ..contacts.models import Contact
from . import selectors

ASK = "ask contact"  # the limit
AT_MOST = 500
LEFT_OUT_SHOWN = 5
LEFT_OUT = "Left out:"
GONE_ONE = "1 that you chose is not here any more."
GONE = "{} that you chose are not here any more."
ASKED_LATELY = "They were asked on {at}. Ask them again a day later."


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


def sort_out_ask(contacts: Collection[Contact], *, now: datetime) -> Sorted[Contact]:
    """Asking many by email: none who was asked within a day, by whoever it was."""
    asked = selectors.asked_lately(contacts, now=now)

    def why_not(contact: Contact) -> list[str]:
        lately = [ASKED_LATELY.format(at=moment_in_words(asked[contact.pk]))] if contact.pk in asked else []
        return contacts_rules.why_not_write(contact) or lately

    return sort_out(contacts, why_not)


def left_out(refused: Collection[tuple[Row, str]], *, gone: int = 0) -> str:
    """For which of those chosen nothing was done after all, in sentences; `gone` are in no list any more."""
    sentences = [f"{row}: {why}" for row, why in list(refused)[:LEFT_OUT_SHOWN]]
    if more := len(refused) - LEFT_OUT_SHOWN:
        sentences += [f"And {more} more."] if more > 0 else []
    if gone:
        sentences.append(GONE_ONE if gone == 1 else GONE.format(gone))
    return " ".join([LEFT_OUT, *sentences]) if sentences else ""
