"""Which lines of a plain text a program broke in two, and which were broken on purpose."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

_LONGEST_WRAPPED_LINE = 100
# Programs break lines at 60 to 80 characters and two columns of a paper at 45; people who break theirs on
# purpose, as in an address or a list of names, mostly write shorter ones.
_SHORTEST_WRAPPED_LINE = 45
_NEARLY_FULL = 0.8
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ".”", "!”", "?”", ".’", ".)")


def wrapped(block: Sequence[str]) -> Iterator[bool]:
    """For each line after the first, whether it goes on with the sentence of the line before.

    A line was broken by a program where the next word would not have fitted, and the next line goes on in
    small letters; or does not, where most other lines of the block do.
    """
    width = max((len(line) for line in block if " " in line.strip()), default=0)
    going_on = [goes_on(before, line) for before, line in pairwise(block)]
    mostly = 3 * sum(going_on) >= len(going_on)
    plausible = _SHORTEST_WRAPPED_LINE <= width <= _LONGEST_WRAPPED_LINE
    for (before, line), alike in zip(pairwise(block), going_on, strict=True):
        if not plausible or before.endswith(":"):
            yield False
            continue
        room = len(before) + 1 + len(line.split(None, 1)[0])
        ended = before.endswith(_SENTENCE_ENDS)
        yield (alike or (mostly and any(going_on))) and room > (width if ended else _NEARLY_FULL * width)


def goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before, as its first letter says."""
    return line.lstrip()[:1].islower() and not before.endswith(_SENTENCE_ENDS)
