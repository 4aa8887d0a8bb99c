"""What consents give: who may be shown which details of whom, worked out from plain facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circulation:
    """A contact's current consent to be circulated: the details, and the keys of the groups named to them."""

    contact: int
    group: int
    details: frozenset[str]
    recipients: frozenset[int]


def rows_for(
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
