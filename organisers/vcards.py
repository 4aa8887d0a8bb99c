"""Address book cards (vCard 3.0, RFC 2426): what telephones and Outlook read."""

from collections.abc import Iterable
from dataclasses import dataclass

from lla.telephones import in_address_book

_WIDEST = 75  # bytes of a line before it is folded


@dataclass(frozen=True, slots=True)
class Card:
    """One person, or a group by itself; `phone` as it is kept. Blank is left out."""

    name: str
    group: str
    role: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


def vcard_file(cards: Iterable[Card]) -> bytes:
    """All the cards, one after the other."""
    return "".join(f"{_folded(line)}\r\n" for card in cards for line in _lines(card)).encode()


def _lines(card: Card) -> list[str]:
    shown = card.name or card.group
    optional = {
        "TITLE": card.role,
        "EMAIL;TYPE=INTERNET": card.email,
        "TEL;TYPE=VOICE": in_address_book(card.phone),
        "NOTE": card.note,
    }
    return [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(shown)}",
        # Where a name ends and a family's begins is not ours to guess.
        f"N:{_escaped(shown)};;;;",
        f"ORG:{_escaped(card.group)}",
        *(f"{name}:{_escaped(words)}" for name, words in optional.items() if words),
        "END:VCARD",
    ]


def _escaped(words: str) -> str:
    for char in "\\;,":
        words = words.replace(char, f"\\{char}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> str:
    """Broken between characters so that no piece passes 75 bytes, as the standard wants."""
    pieces, width = [""], 0
    for char in line:
        size = len(char.encode())
        if width + size > _WIDEST:
            pieces.append(" ")
            width = 1
        pieces[-1] += char
        width += size
    return "\r\n".join(pieces)
