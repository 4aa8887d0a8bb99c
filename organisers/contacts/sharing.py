"""What consents give: who may be shown which details of whom, worked out from plain facts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .choices import Detail, Purpose


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What somebody says about one purpose: details for circulation and lists, groups for the former."""

    given: bool = False
    details: frozenset[str] = frozenset()
    recipients: frozenset[int] = frozenset()


NOT_GIVEN = ConsentAnswer()


def given_by_both(before: ConsentAnswer, wanted: ConsentAnswer) -> ConsentAnswer:
    """What two words about one purpose both give; a purpose that wants details and has none left is none."""
    if not (before.given and wanted.given):
        return NOT_GIVEN
    details = before.details & wanted.details
    if before.details and not details:
        return NOT_GIVEN
    return ConsentAnswer(True, details, before.recipients & wanted.recipients)


def shared_details(
    known: Mapping[str, str], allowed: Collection[str], *, columns: Collection[str] = tuple(Detail)
) -> dict[str, str]:
    """What may leave of somebody's details: those they allow, of those a file has columns for.

    Every file, copy and preview of other people's details goes through here.
    """
    return {
        str(detail): known[detail]
        for detail in Detail
        if detail in allowed and detail in columns and known[detail]
    }


def listable_details(words: Mapping[Purpose, ConsentAnswer], purpose: Purpose) -> frozenset[str]:
    """The details that a list for a purpose may hold of somebody: the number only if they allow calls too."""
    details = words[purpose].details
    return details if words[Purpose.PHONE].given else details - {Detail.PHONE}


@dataclass(frozen=True, slots=True)
class Circulation:
    """A contact's current consent to be circulated: the details, and the keys of the groups named to them."""

    contact: int
    group: int
    details: frozenset[str]
    recipients: frozenset[int]


def details_by_contact(
    recipient: int, circulated: Iterable[Circulation], *, affiliated: frozenset[int]
) -> Mapping[int, frozenset[str]]:
    """Which details of which contacts one group's copy holds: {contact: details}.

    A contact is in it when their own group and the recipient are both affiliated, the recipient was named to
    them, and they share any detail. A group's own contacts stand in its copy under the same rule.
    """
    if recipient not in affiliated:
        return {}
    return {
        consent.contact: consent.details
        for consent in circulated
        if consent.group in affiliated and recipient in consent.recipients and consent.details
    }
