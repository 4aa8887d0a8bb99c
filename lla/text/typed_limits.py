"""How much a typed text may hold, so that nobody's text keeps others waiting; asked before it is read."""

MOST_LINES = 3_000  # that say something: sixty pages of points
MOST_SIGNS = 10_000  # by which words are emphasised, linked or taken literally
TYPED_FOR_A_LETTER = 4  # at most, before what belongs to one letter is composed into it
_SIGNS = "*_[\\"


def why_too_large(typed: str, *, characters: int) -> list[str]:
    """What a text has too much of, in sentences for its writer; a line break of two signs counts as one."""
    length = len(typed) - typed.count("\r\n")
    if length > characters:
        return [f"This has {length} characters. The limit is {characters}."]
    reasons = []
    if (lines := sum(bool(line.strip()) for line in typed.splitlines())) > MOST_LINES:
        reasons.append(f"This has {lines} lines. The limit is {MOST_LINES}.")
    if (signs := sum(map(typed.count, _SIGNS))) > MOST_SIGNS:
        reasons.append(
            f"This has {signs} signs such as * and [, which make words bold or a link. "
            f"The limit is {MOST_SIGNS}."
        )
    return reasons
