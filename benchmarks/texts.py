"""The difference of two long revisions, against difflib given all words and spaces in one row.

Without the spaces the text could not be put together again.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from statistics import median

from benchmarks.data import changed, make_body
from benchmarks.house import House
from benchmarks.reading import Reading, at_most, seconds
from lla.text.differences import compare

ROUNDS = 5


def difference(house: House) -> Iterator[Reading]:
    """Each of our rounds has texts of its own, so that nothing is remembered from the one before."""
    length = house.size.words
    pairs = [(make_body(seed, length), changed(make_body(seed, length), seed)) for seed in range(ROUNDS)]
    ours = median(seconds(partial(compare, *pair)) for pair in pairs)
    flat = seconds(partial(word_by_word, *pairs[0]))
    note = f"{ours * 1000:.0f} ms, difflib {flat * 1000:.0f} ms"
    yield at_most(f"difference of two revisions of {length:,} words", ours / flat, 0.02, note)


def word_by_word(old: str, new: str) -> int:
    """How many steps lead from one to the other."""
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (old, new))
    return len(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
