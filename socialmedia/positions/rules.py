"""What is wrong with a position that somebody writes."""

from datetime import date

ENDS_FIRST = "The last day is before the first day."
SAY_WHICH = "Write which decision, statement or rule it rests on."


def why_not_save(*, basis_words: str, since: date, until: date | None) -> dict[str, str]:
    """By field."""
    wrong = {} if basis_words.strip() else {"basis_words": SAY_WHICH}
    if until and until < since:
        wrong["until"] = ENDS_FIRST
    return wrong
