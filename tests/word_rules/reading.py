"""The words themselves: all of them are kept, and read from the side that their letters are read from."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.word_rules.opening import Package, beneath, child, children, value

_HEBREW, _OTHERS = "he-IL", "ar-SA"


def faults(package: Package) -> Iterator[str]:
    for name, story in package.stories:
        for run in beneath(story, "w:r"):
            for rule in (_kept, _side):
                yield from (f"{name}: {sentence}" for sentence in rule(run))


def _kept(run: Any) -> Iterator[str]:
    for each in children(run, "w:t", "w:delText", "w:instrText"):
        words = each.text or ""
        if words != words.strip() and value(each, "xml:space") != "preserve":
            yield f"The spaces around “{words}” are lost."
        for char in words:
            if unicodedata.category(char) == "Cc" or ord(char) & 0xFFFE == 0xFFFE:
                yield f"A control character, {ord(char):x}, stands in “{words.strip()}”."


def _side(run: Any) -> Iterator[str]:
    """A run whose first letter is read from the right says so, and in which language it is."""
    words = "".join(each.text or "" for each in children(run, "w:t", "w:delText"))
    directions = ((char, unicodedata.bidirectional(char)) for char in words)
    char, direction = next((each for each in directions if each[1] in {"L", "R", "AL"}), ("", "L"))
    properties = child(run, "w:rPr")
    is_marked = child(properties, "w:rtl") is not None
    if is_marked != (direction != "L"):
        yield f"“{words}” is not set from the side that it is read from."
    if direction != "L":
        wanted = _HEBREW if "\u0590" <= char <= "\u05ff" or "\ufb1d" <= char <= "\ufb4f" else _OTHERS
        if value(child(properties, "w:lang"), "w:bidi") != wanted:
            yield f"“{words}” is not said to be in {wanted}."
