"""How a line of a list begins: the signs, numbers and letters that people and programs put there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

RULED_LINE = re.compile(r"([-_*=~])\s*(?:\1\s*){2,}$")
_SIGN = r"(?P<sign>[-*+•·‣◦▪▫●○■□➢–—]|[o§](?=\t))"
_COUNT = (
    r"\(?(?P<count>\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?P<end>[.)]|(?<![A-Z])(?=\t))\)?"
)
_BARE_COUNT = r"(?P<bare>\d{1,3}(?:\.\d{1,3}){1,3})(?=[ \t]+[A-Z‘“'\"])"
_MARKER = re.compile(rf"(?:{_SIGN}|{_COUNT}|{_BARE_COUNT})(?:[ \t]+(?P<words>.*))?$")
_LETTER_AND_STOP = re.compile(r"([A-Za-z]|[ivx]{2,5}|[IVX]{2,5})\. ")
_HAND_TYPED = "-*+"
_DASHES = "–—"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_NEXT_ROMAN = dict(pairwise(_ROMAN)) | dict(pairwise(map(str.upper, _ROMAN)))
_FIRST = "aiAI"
TAB = 4  # spaces


@dataclass(frozen=True, slots=True)
class Marker:
    """How a list line begins: "sign •", "roman", "LETTER" or "2" for a number such as 2.1."""

    kind: str
    typed: str
    words: str


def marker(line: str, *, in_a_series: bool = False) -> Marker | None:
    """What a stripped line begins with, if it is a line of a list.

    "a." could end a sentence's first word; it counts before a tab, or where it stands `in_a_series`.
    """
    found = _MARKER.match(line)
    if not found or RULED_LINE.match(line):
        return None
    words = found["words"] or ""
    if sign := found["sign"]:
        return Marker(f"sign {_family(sign)}", sign, words)
    count = found["bare"] or found["count"]
    if count[0].isdigit():
        return Marker(str(count.count(".") + 1), count, words)
    if found["end"] == "." and "\t" not in line and not in_a_series:
        return None
    kind = "roman" if set(count.lower()) <= set("ivx") else "letter"
    return Marker(kind.upper() if count.isupper() else kind, count, words)


def _family(sign: str) -> str:
    if sign in _HAND_TYPED:
        return "-"
    return "–" if sign in _DASHES else sign


def follows(typed: str, before: str) -> bool:
    """Whether one letter is the next after another in the alphabet."""
    return len(typed) == 1 and ord(typed) == ord(before[0]) + 1


def in_series(lines: Sequence[str]) -> set[int]:
    """Which lines begin with a letter and a full stop, one of a row: "a." with a "b." below, and so on."""
    found = [
        (place, match[1])
        for place, line in enumerate(lines)
        if (match := _LETTER_AND_STOP.match(line.strip()))
    ]
    begins = set()
    below: dict[bool, set[str]] = {True: set(), False: set()}
    for place, letter in reversed(found):
        marks = below[letter.isupper()]
        if letter in _FIRST and not marks.isdisjoint(_after(letter)):
            begins.add(place)
        marks.add(letter)
        if letter in "aA":
            marks.clear()
    due: set[str] = set()
    kept = set()
    for place, letter in found:
        if place in begins or letter in due:
            kept.add(place)
            due.discard(letter)
            due |= _after(letter)
    return kept


def _after(letter: str) -> set[str]:
    """What may come next in a row: "j" or "ii" after "i"."""
    after = {chr(ord(letter) + 1)} if len(letter) == 1 and letter not in "zZ" else set()
    return after | {_NEXT_ROMAN[letter]} if letter in _NEXT_ROMAN else after


def indent(line: str) -> int:
    """How many columns stand before the first word of a line."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(TAB))
