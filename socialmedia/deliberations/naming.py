"""Which of some people a text names: by name or part of a name, by address, or by handle."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..filters.matching import hits

SHORTEST = 2  # emails; an initial names nobody
_WORD = re.compile(r"\w+")
_BETWEEN_PARTS = re.compile(r"[^\w'’]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# Words of every text that are also names: they count only when they are written with a capital letter.
_EVERYDAY = frozenset(
    {"a", "all", "am", "an", "and", "any", "are", "art", "as", "at", "be", "but", "by", "can", "do", "for"}
    | {"from", "had", "has", "he", "her", "him", "his", "how", "i", "if", "in", "is", "it", "its", "let"}
    | {"long", "man", "may", "me", "my", "no", "not", "now", "of", "on", "or", "our", "out", "read", "say"}
    | {"see", "she", "so", "than", "that", "the", "them", "they", "this", "to", "too", "up", "us", "was"}
    | {"way", "we", "were", "what", "when", "who", "will", "with", "you", "your"}
    | {"da", "de", "del", "della", "der", "di", "du", "la", "le", "van", "von"}
)
# What stands before the @ of an address that is an office's and nobody's name.
_OFFICES = frozenset(
    {"admin", "contact", "hello", "info", "mail", "media", "news", "office", "post", "press", "social"}
    | {"team", "web"}
)


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody as a text could name them; `key` says who it is."""

    key: int
    name: str
    email: str


def named_in(text: str, people: Iterable[Called]) -> frozenset[int]:
    """The keys of the people whom a text may name; one namesake is as likely as another.

    Case, accents and disguises such as "A.n.n" make no difference.
    """
    keys: dict[str, set[int]] = {}
    capitals: dict[str, set[int]] = {}
    for person in people:
        for form in _forms(person):
            keys.setdefault(form, set()).add(person.key)
        for part in _parts(person.name):
            if part.casefold() in _EVERYDAY:
                capitals.setdefault(part.capitalize(), set()).add(person.key)
    text = _POSSESSIVE.sub(" ", text)
    named = {key for form in hits(keys, text) for key in keys[form]}
    words = set(_WORD.findall(text)) if capitals else set()
    named |= {key for part, those in capitals.items() if part in words for key in those}
    return frozenset(named)


def _parts(name: str) -> list[str]:
    return [part for part in _BETWEEN_PARTS.split(name) if len(part) >= SHORTEST]


def _forms(one: Called) -> set[str]:
    """The whole name, each part that is not an everyday word, the name run together, address and handle."""
    parts = _parts(one.name)
    forms = {part for part in parts if part.casefold() not in _EVERYDAY}
    if len(parts) > 1:
        forms |= {" ".join(parts), "".join(parts)}
    handle = one.email.partition("@")[0]
    if handle:
        forms.add(one.email)
    if len(handle) > SHORTEST and handle.casefold() not in _EVERYDAY | _OFFICES:
        forms.add(handle)
    return forms
