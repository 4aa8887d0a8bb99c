"""How much one text may hold, so that its page, its PDF and its Word file can be made of it."""

from lla.papers import cost
from lla.text.reading import parse, word_count

MOST_WORDS = 20_000
# Paragraphs, headings and points; and runs of plain, bold, italic and linked words. Some hundred times what a
# motion has, and about ten seconds of drawing each.
MOST_BLOCKS = 2_000
MOST_RUNS = 5_000


def too_much(source: str) -> list[str]:
    """What a text has more of than can be drawn, in sentences for the field it was typed into."""
    # Two characters make a block at least: the usual short text is not even read.
    if len(source) < 2 * MOST_BLOCKS:
        return []
    sentences = []
    if (words := word_count(source)) > MOST_WORDS:
        sentences.append(f"This has {words:,} words. The limit is {MOST_WORDS:,}.")
    found = cost.size(parse(source))
    if found.blocks > MOST_BLOCKS:
        sentences.append(
            f"This has {found.blocks:,} paragraphs, headings and points. The limit is {MOST_BLOCKS:,}."
        )
    elif found.runs > MOST_RUNS:
        sentences.append(
            f"This changes {found.runs:,} times between plain, bold, italic and linked words. "
            f"The limit is {MOST_RUNS:,}."
        )
    return sentences
