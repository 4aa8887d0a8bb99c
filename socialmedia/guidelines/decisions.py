"""What a decision has to be before a post or an organising forum may rest on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A motion of this house that everybody may read; `carried` is None until it was voted on."""

    name: str
    carried: bool | None = None


def not_carried(motion: DecisionFacts | None) -> tuple[str, str]:
    """Conference decides by carrying a motion of this house, which everybody can look up."""
    if motion is None:
        return (
            "Its basis is a decision of conference, but its address does not lead to a public motion of "
            "ours.",
            "Give the address of the motion that was carried, or its reference such as m42.",
        )
    if motion.carried is None:
        return f"{motion.name} is not yet decided.", "Wait for conference, or choose another basis."
    return ("", "") if motion.carried else (f"{motion.name} was not carried.", "Name a motion that was.")
