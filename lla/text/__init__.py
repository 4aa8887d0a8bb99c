"""The one canonical form of what people write: pasted words in, numbered blocks out."""

from lla.text.bounds import TYPED_FOR_A_LETTER, why_too_large
from lla.text.pasted import normalise
from lla.text.reading import parse, prose, word_count

__all__ = ["TYPED_FOR_A_LETTER", "normalise", "parse", "prose", "why_too_large", "word_count"]
