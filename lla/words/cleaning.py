"""Typed words made safe: composed in time that grows with their length, and short ones fit for one line."""

import re
import unicodedata
from typing import Literal

# What a reader cannot see, and the marks that reverse a line's reading order. Joiners stay: Persian and
# emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# Further ones, for words quoted in an email, where no unseen sign has a use: marks of direction, letters that
# are blank, and Unicode's tags.
_UNSEEN = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200e\u200f\u2800\u3164\uffa0\U000e0000-\U000e0fff]"
)

# Composing sorts the marks on one letter, in time that grows with the square of their number. No language
# writes as many as thirty, which is where Unicode's stream-safe format (UAX 15) draws the line as well.
MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")
# Letters by their own class that are taken apart into marks.
_MADE_OF_MARKS = frozenset("\u0f73\u0f75\u0f81")


def composed(text: str, form: Literal["NFC", "NFKC", "NFKD"] = "NFC") -> str:
    """The text in a normal form of Unicode, without the marks that are heaped on one letter past thirty."""
    if text.isascii():
        return text
    thin = _MAY_BE_MARKS.sub(_without_heaps, text)
    normal = unicodedata.normalize(form, thin)
    # One sign may have been taken apart into two marks.
    return normal if normal == thin else _MAY_BE_MARKS.sub(_without_heaps, normal)


def _without_heaps(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) or char in _MADE_OF_MARKS else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def one_line(text: str) -> str:
    """The text composed (NFC) on one line: no control characters, every run of white space one space."""
    if text.isascii() and text.isprintable():  # nearly every line there is, and quicker done
        return " ".join(text.split())
    spaced = "".join(" " if char.isspace() else char for char in composed(text))
    kept = "".join(
        char for char in _INVISIBLE.sub("", spaced) if unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return " ".join(kept.split())


def quoted(text: str) -> str:
    """The text with "> " before each line, so that in an email it cannot pass for ours, nor become its link.

    Signs that cannot be seen or that turn a line around are left out.
    """
    return "\n".join(f"> {_fenced(line)}".rstrip() for line in text.strip().splitlines())


def _fenced(line: str) -> str:
    """One line of a quotation; how far a point of a list is indented stays."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + one_line(_UNSEEN.sub("", line))


def breaks_a_line(text: str) -> bool:
    """Whether a text holds a line break or another control character; a tab counts as a space."""
    return any(
        char in "\u2028\u2029" or unicodedata.category(char) == "Cc" for char in text.strip() if char != "\t"
    )
