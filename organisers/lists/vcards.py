"""Address book cards (vCard 3.0, RFC 2426): what telephones and Outlook read."""

from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Component, vText
from icalendar.prop import vN, vOrg

from lla.addresses.telephone import in_address_book


@dataclass(frozen=True, slots=True)
class Card:
    """One person, or a group by itself; `phone` as it is kept. Blank is left out."""

    name: str
    group: str
    role: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


class _VCard(Component):
    name = "VCARD"


def vcard_file(cards: Iterable[Card]) -> bytes:
    """All the cards, one after the other.

    icalendar escapes and folds them: its lines are those of vCard, and it counts bytes, where vobject counts
    characters.
    """
    return b"".join(_vcard(card).to_ical(sorted=False) for card in cards)


def _vcard(card: Card) -> _VCard:
    shown = _text(card.name or card.group)
    made = _VCard()
    made.add("version", vText("3.0"))
    made.add("fn", shown)
    # Where a name ends and a family's begins is not ours to guess.
    made.add("n", vN((shown, "", "", "", "")))
    made.add("org", vOrg((_text(card.group),)))
    optional = [
        ("title", card.role, {}),
        ("email", card.email, {"type": "INTERNET"}),
        ("tel", in_address_book(card.phone), {"type": "VOICE"}),
        ("note", card.note, {}),
    ]
    for name, words, parameters in optional:
        if words:
            made.add(name, _text(words), parameters)
    return made


def _text(words: str) -> vText:
    return vText("\n".join(words.splitlines()))
