"""Which words of a filter list a text holds, in whatever disguise, and the list as platforms take it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from lla.words.cleaning import composed
from lla.words.folding import folded

from ..channels.choices import FilterFormat

MOST_WORDS = 1_000
LONGEST_WORD = 80  # characters
MOST_REASONS = 10

# Letters that look like English ones: Cyrillic, Greek, small capitals, and white on black.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx")  # noqa: RUF001
_ALIKE = str.maketrans(
    "авекмнорстухіјѕһԁԛԝьгпαβγεηικμνορτυχωᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abekmhopctyxijshdqwbrnabyenikuvoptuxwabcdefghijklmnoprstuvwyz",
)
_ALIKE |= {first + at: ord("a") + at for first in (0x1F150, 0x1F170) for at in range(26)}
_EITHER_CASE = "".join(f"{chr(sign)}{chr(sign).upper()}" for sign in (*_CAPITALS, *_ALIKE))
_LOOKALIKE = re.compile(f"[{_EITHER_CASE}]")
_DISGUISES = "034578@$€£1"
_SIGNS_FOR_LETTERS = (str.maketrans(_DISGUISES, "oeastbaseli"), str.maketrans(_DISGUISES, "oeastbasell"))

_DISGUISE = re.compile(f"[{re.escape(_DISGUISES)}]")
_CHUNK = re.compile(r"\S+")
_SIGN = re.compile(r"[^\w\s]|_")
# Three letters or more by themselves, with a few signs between any two: the same ones, or any.
_APART = (
    re.compile(r"(?<!\w)\w([^\w\n]{1,3}|_)\w(?:\1\w)+(?!\w)"),
    re.compile(r"(?<!\w)\w(?:(?:[^\w\n]{1,3}|_)\w){2,}(?!\w)"),
)
_LAST = re.compile(r"[^\W\d_]+$")

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
}
_PLURALS = {plural: singular for singular, plural in _IRREGULAR.items()}
# They end as plurals do and are none, or what is left without the ending is another word altogether.
_NO_PLURAL = frozenset(
    {"always", "bus", "chaos", "does", "gas", "goes", "has", "his", "its", "lens", "news", "perhaps"}
    | {"plus", "series", "species", "this", "thus", "was", "yes"}
)
_VOWELS = tuple("aeiou")
_STAYS = ("ss", "us", "is", "ics")


def hits(words: Iterable[str], text: str) -> list[str]:
    """Those of `words` that a text holds as whole words, in the order given."""
    listed = tuple(words)
    forms, emoji = _forms(listed)
    matches = {sign for sign in emoji if sign in text}
    for reading in _readings(text):
        for first in forms.keys() & set(reading.split()):
            matches.update(word for form, word in forms[first] if f" {form} " in reading)
    return sorted(matches, key=listed.index)


@lru_cache(maxsize=8)
def _forms(words: tuple[str, ...]) -> tuple[dict[str, list[tuple[str, str]]], list[str]]:
    """All words of a list, each with its singular and plural, by what each begins with; and its emoji."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for word in words:
        for form in map(_as_words, (word, *other_forms(word))):
            if form:
                forms.setdefault(form.split()[0], []).append((form, word))
    return forms, [word for word in words if _is_emoji(word)]


def _is_emoji(word: str) -> bool:
    return (
        not word.isascii() and not folded(word) and any(unicodedata.category(mark) == "So" for mark in word)
    )


def _as_words(text: str) -> str:
    return folded(text).replace("-", " ")


def _readings(text: str) -> set[str]:
    """A text as folded words between spaces: as it stands, and without what may disguise a word."""
    letters = composed(text, "NFKD")
    latin = small = letters.lower()
    if _LOOKALIKE.search(letters):
        latin = letters.translate(_CAPITALS).lower().translate(_ALIKE)
    readings = {text}
    for version in {small, latin, *(_with_letters(latin, table) for table in _SIGNS_FOR_LETTERS)}:
        readings |= {version, _SIGN.sub("", version), *(apart.sub(_together, version) for apart in _APART)}
    return {f" {_as_words(reading)} " for reading in readings}


def _with_letters(text: str, table: dict[int, int]) -> str:
    """Digits and signs as the letters they stand for, except in numbers; 1 is an i or an l."""
    if not _DISGUISE.search(text):
        return text
    return _CHUNK.sub(
        lambda chunk: chunk[0].translate(table) if any(map(str.isalpha, chunk[0])) else chunk[0], text
    )


def _together(apart: re.Match[str]) -> str:
    """Letters set apart as one word: the first or last of them may be the word "a" or "I" beside it."""
    word = "".join(filter(str.isalnum, apart[0])).lower()
    return " ".join(dict.fromkeys((word, word.lstrip("ai"), word.rstrip("ai"), word.strip("ai"))))


def other_forms(word: str) -> list[str]:
    """The plural of a word or of a phrase's last word, or the singular; none when it has no other form."""
    before, last = word[: len(word) - len(_last(word))], _last(word)
    small = last.lower()
    if not small.isalpha() or not small.isascii() or small in _NO_PLURAL or len(small) < 3:
        return []
    for there, other in (*_IRREGULAR.items(), *_PLURALS.items()):
        if small == there or (there in ("man", "men", "woman", "women") and small.endswith(there)):
            return [before + last[: len(last) - len(there)] + other]
    plural = small.endswith("s") and not small.endswith(_STAYS)
    return [before + form for form in (_singulars(last) if plural else _plurals(last))]


def _last(word: str) -> str:
    """The letters that a word or phrase ends with."""
    match = _LAST.search(word[-LONGEST_WORD:])
    return match.group() if match else ""


def _plurals(word: str) -> list[str]:
    small = word.lower()
    if small.endswith("y") and small[-2] not in _VOWELS:
        return [f"{word[:-1]}ies"]
    if small.endswith("o") and small[-2] not in _VOWELS:
        return [f"{word}es", f"{word}s"]
    if small.endswith("is"):
        return [f"{word[:-2]}es"]
    return [f"{word}es" if small.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"]


def _singulars(word: str) -> list[str]:
    small = word.lower()
    if small.endswith("ies") and len(small) > 4:
        return [f"{word[:-3]}y"]
    if small.endswith(("sses", "xes", "zes", "ches", "shes")):
        return [word[:-2]]
    if any(small.endswith(end) and small[: -len(end)][-1:] not in _VOWELS for end in ("uses", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


_BETWEEN_WORDS = re.compile(r"[\n\r,;]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def tidied(typed: str) -> list[str]:
    """The words of what somebody typed, with commas or on lines: trimmed, each once, sorted."""
    seen: dict[str, str] = {}
    for part in _BETWEEN_WORDS.split(typed):
        word = " ".join(_UNSEEN.sub("", part).split())
        if word:
            seen.setdefault(composed(word).casefold(), word)
    return [seen[key] for key in sorted(seen)]


def why_not_words(words: list[str]) -> list[str]:
    """What is wrong with a tidied list, in sentences that name the word."""
    if not words:
        return ["Write at least one word."]
    if len(words) > MOST_WORDS:
        return [f"A list can have up to {MOST_WORDS:,} words, as on the platforms. You gave {len(words):,}."]
    reasons = []
    for word in words:
        shown = word if len(word) <= 30 else f"{word[:30]}…"
        if len(word) > LONGEST_WORD:
            reasons.append(f"“{shown}” is longer than {LONGEST_WORD} characters: shorten it.")
        elif word[0] in "=+-@":
            reasons.append(f"“{shown}” starts like a formula. Write the word without “{word[0]}”.")
        elif not folded(word) and not _is_emoji(word):
            reasons.append(f"“{shown}” has no letter, digit or emoji, so it would never match anything.")
    if len(reasons) > MOST_REASONS:
        reasons[MOST_REASONS:] = [f"There are {len(reasons) - MOST_REASONS} more like this."]
    return reasons


def copied_out(words: Iterable[str], form: FilterFormat) -> str:
    """A list as a platform's settings take it, each word in the singular and the plural."""
    listed = list(words)
    forms: dict[str, str] = {}
    for spelling in (*listed, *(other for word in listed for other in other_forms(word))):
        forms.setdefault(spelling.casefold(), spelling)
    every = [forms[key] for key in sorted(forms)]
    return "\n".join(every) if form == FilterFormat.LINES else ", ".join(every)
