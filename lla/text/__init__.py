"""The one canonical form of what people write: pasted words in, numbered blocks out."""

from lla.text.bounds import TYPED_FOR_A_LETTER, why_too_large
from lla.text.pasted import as_typed, normalise, told_joined
from lla.text.reading import parse, prose, word_count
from lla.text.sizes import MOST_BLOCKS, MOST_RUNS, MOST_WORDS, too_much

__all__ = [
    "MOST_BLOCKS",
    "MOST_RUNS",
    "MOST_WORDS",
    "TYPED_FOR_A_LETTER",
    "as_typed",
    "normalise",
    "parse",
    "prose",
    "told_joined",
    "too_much",
    "why_too_large",
    "word_count",
]
