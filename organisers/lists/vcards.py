"""Address book cards (vCard 3.0, RFC 2426): what telephones, Outlook and Google Contacts read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from icalendar import Component, vText
from icalendar.prop import vAdr, vN, vOrg

from lla.addresses.telephone import in_address_book, is_mobile
from lla.words.names import given_and_family


@dataclass(frozen=True, slots=True)
class Card:
    """One person, or a group by itself; `phone` as it is kept. Blank is left out.

    A program that has a card of the same `uid` replaces it, and adds no second one.
    """

    name: str
    group: str
    role: str = ""
    email: str = ""
    phone: str = ""
    town: str = ""
    category: str = ""
    note: str = ""
    uid: str = ""


class _VCard(Component):
    name = "VCARD"


def vcard_file(cards: Iterable[Card]) -> bytes:
    """All the cards, one after the other.

    icalendar escapes and folds them: its lines are those of vCard, and it counts bytes, where vobject counts
    characters.
    """
    return b"".join(_vcard(card).to_ical(sorted=False) for card in cards)


def _vcard(card: Card) -> _VCard:
    given, family = given_and_family(card.name)
    made = _VCard()
    made.add("version", vText("3.0"))
    if card.uid:
        made.add("uid", vText(card.uid))
    made.add("fn", _text(card.name or card.group))
    made.add("n", vN((_text(family), _text(given), "", "", "")))
    made.add("org", vOrg((_text(card.group),)))
    if not card.name:
        made.add("x-abshowas", vText("COMPANY"))  # Apple's word for a card that is no person's
    telephone = ["CELL"] if is_mobile(card.phone) else ["WORK", "VOICE"]
    optional: list[tuple[str, str, dict[str, Any]]] = [
        ("title", card.role, {}),
        ("email", card.email, {"type": "INTERNET"}),
        ("tel", in_address_book(card.phone), {"type": telephone}),
        ("categories", card.category, {}),
        ("note", card.note, {}),
    ]
    for name, words, parameters in optional:
        if words:
            made.add(name, _text(words), parameters)
    if card.town:
        made.add("adr", vAdr(("", "", "", _text(card.town), "", "", "")), {"type": "WORK"})
    return made


def _text(words: str) -> vText:
    return vText("\n".join(words.splitlines()))
