"""What is wrong with a position that somebody writes."""

from datetime import date

from lla import decisions
from lla.time.ranges import ENDS_BEFORE_START

from ..channels.choices import Basis
from ..guidelines.verdicts import DecisionFacts, not_carried

SAY_WHICH = "Write which decision, statement or rule it rests on."


def why_not_save(
    *, basis: str, basis_words: str, basis_link: str, since: date, until: date | None
) -> dict[str, str]:
    """By field. A decision of conference is a motion of this house that was carried."""
    wrong = {} if basis_words.strip() else {"basis_words": SAY_WHICH}
    if basis == Basis.CONFERENCE and basis_link:
        motion = decisions.find(basis_link)
        sentence, todo = not_carried(DecisionFacts(motion.name, motion.carried) if motion else None)
        if sentence:
            wrong["basis_link"] = f"{sentence} {todo}"
    if until and until < since:
        wrong["until"] = ENDS_BEFORE_START
    return wrong
