"""Whether a changed text differs from another by typing errors alone."""

import re
from difflib import SequenceMatcher

MOST_WORDS = 10
_FIGURE = re.compile(r"\d+")


def why_not_a_slip(before: tuple[str, str, str], after: tuple[str, str, str]) -> list[str]:
    """What makes a correction more than one of typing errors; each text is title, body and appendix.

    A line that is added, removed or split changes the numbers of clauses, and a figure is never a typing
    error to whoever reads it. A few words in one text may be corrected.
    """
    reasons = []
    if [part.count("\n") for part in before] != [part.count("\n") for part in after]:
        reasons.append("A correction adds, removes and splits no lines. Ask the mover to revise the text.")
    was, now = "\n".join(before), "\n".join(after)
    if _FIGURE.findall(was) != _FIGURE.findall(now):
        reasons.append("A figure would change. Ask the mover to revise the text.")
    if (words := _changed(was.split(), now.split())) > MOST_WORDS:
        reasons.append(
            f"{words} words would change, and a correction changes {MOST_WORDS} at most. Ask the mover to "
            "revise the text."
        )
    return reasons


def _changed(before: list[str], after: list[str]) -> int:
    """How many words are written otherwise, added or removed."""
    pieces = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for what, i1, i2, j1, j2 in pieces if what != "equal")
