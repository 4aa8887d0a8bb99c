"""Short pieces of text made safe to stand on one line."""

import re
import unicodedata

# What a reader cannot see, and the marks that reverse a line's reading order. Joiners stay: Persian and
# emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def one_line(text: str) -> str:
    """The text composed (NFC) on one line: no control characters, every run of white space one space."""
    if text.isascii() and text.isprintable():  # nearly every line there is, and quicker done
        return " ".join(text.split())
    spaced = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = "".join(
        char for char in _INVISIBLE.sub("", spaced) if unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return " ".join(kept.split())


def breaks_a_line(text: str) -> bool:
    """Whether a text holds a line break or another control character; a tab counts as a space."""
    return any(
        char in "\u2028\u2029" or unicodedata.category(char) == "Cc" for char in text.strip() if char != "\t"
    )
