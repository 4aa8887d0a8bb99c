"""A working title for what is shared, from what came with it or from its address."""

import re
from urllib.parse import unquote

from lla.addresses.web import parts
from lla.papers import glyphs
from lla.words.cleaning import one_line

LONGEST = 120
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def from_words(words: str) -> str:
    """The first line of what another program says of a page, without the address in it."""
    lines = (one_line(_ADDRESS.sub(" ", line)) for line in words[:2_000].splitlines())
    return _fit(next((line for line in lines if line), ""))


def from_address(address: str) -> str:
    """ "…/news/buses-run-again-4711" as "Buses run again"; empty when the address says nothing readable."""
    split = parts(address)
    steps = [step for step in split.path.split("/") if step] if split else []
    for step in reversed(steps):
        words = _WORD.findall(one_line(unquote(step).rpartition(".")[0] or unquote(step)))
        if len(words) > 1:
            title = " ".join(words)
            return _fit(title[0].upper() + title[1:])
    return ""


def _fit(words: str) -> str:
    """As long as a title may be, at the end of a word; empty with signs that cannot be printed."""
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rpartition(" ")[0] or words[: LONGEST - 1]
        words += "…"
    return "" if glyphs.missing(words) else words
