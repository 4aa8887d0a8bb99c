"""The one canonical form of what people write: pasted words in, numbered blocks out."""

from lla.text.pasted import normalise
from lla.text.reading import parse, prose, word_count

__all__ = ["normalise", "parse", "prose", "word_count"]
