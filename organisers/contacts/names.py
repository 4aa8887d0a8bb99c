"""Whether a name that was changed is the same name put right, or another."""

from lla.words.cleaning import composed

LONG = 10  # letters from which a second slip is still the same name


def is_slip(before: str, after: str) -> bool:
    """Whether two names differ by no more than a slip of the pen: one letter wrong, in a long name two.

    Capitals, accents, spaces and signs do not count; two neighbours that changed places count once.
    """
    before, after = _letters(before), _letters(after)
    return _edits(before, after) <= (2 if min(len(before), len(after)) >= LONG else 1)


def _letters(name: str) -> str:
    return "".join(char for char in composed(name.casefold(), "NFKD") if char.isalnum())


def _edits(before: str, after: str) -> int:
    """How many letters were put in, left out, changed or swapped with the next."""
    previous: list[int] = []
    row = list(range(len(after) + 1))
    for i, left in enumerate(before, start=1):
        earlier, previous, row = previous, row, [i]
        for j, right in enumerate(after, start=1):
            cost = min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == after[j - 2] and before[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
