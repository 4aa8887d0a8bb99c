"""Where a run of signs without a space may be broken, so that it fits the page and is soon laid out."""

from collections.abc import Iterable, Iterator
from unicodedata import category

LONGEST_RUN = 60
# Signs that belong together are not parted, unless there is no end to them.
_LONGEST_TOGETHER = 120
_JOINER = "\u200d"
_CONTINUES = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})


def has_long_run(text: str) -> bool:
    return len(text) > LONGEST_RUN and any(len(run) > LONGEST_RUN for run in text.split())


def cut(texts: Iterable[str]) -> Iterator[list[str]]:
    """Each text in pieces between which it may be broken; a run goes on from one text into the next."""
    run, last = 0, ""
    for text in texts:
        pieces: list[str] = []
        start = 0
        for at, char in enumerate(text):
            if char.isspace():
                run = 0
            elif run >= LONGEST_RUN and (run >= _LONGEST_TOGETHER or not _belong_together(last, char)):
                pieces.append(text[start:at])
                start, run = at, 1
            else:
                run += 1
            last = char
        yield [*pieces, text[start:]]


def _belong_together(last: str, char: str) -> bool:
    """Whether a sign stands on the one before it, as accents do and the parts of an emoji."""
    return last == _JOINER or category(char) in _CONTINUES or "\U0001f1e6" <= char <= "\U0001f1ff"
