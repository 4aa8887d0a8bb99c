"""A verdict, what makes it stern or mild, and which verdicts stand in the way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .choices import Duty, Level

_LEVELS = {Duty.ENCOURAGED: Level.WARN, Duty.REQUIRED: Level.FAIL}
# The colour in which a page shows each level.
TONES = {Level.PASS: "good", Level.WARN: "wait", Level.FAIL: "bad", Level.BLOCK: "bad"}


class Verdict(NamedTuple):
    """What one check says. `channel` is the key of the channel it is about, None for the whole post."""

    code: str
    level: Level
    sentence: str
    todo: str = ""
    channel: int | None = None

    @property
    def words(self) -> str:
        return self.level.label

    @property
    def key(self) -> tuple[str, int | None]:
        """What a reason against it names."""
        return (self.code, self.channel)


def judged(
    code: str, duty: Duty, *, fine: str = "", wrong: str = "", todo: str = "", channel: int | None = None
) -> list[Verdict]:
    """The verdict of a check that a duty asks for: nothing when left open, `wrong` by its strictness."""
    if duty == Duty.LEFT_OPEN:
        return []
    if wrong:
        return [Verdict(code, _LEVELS[duty], wrong, todo, channel)]
    return [Verdict(code, Level.PASS, fine, channel=channel)]


def unresolved(
    verdicts: Iterable[Verdict], excused: Collection[tuple[str, int | None]] = ()
) -> list[Verdict]:
    """What stands in the way of going out: against the law, or against the guidelines without a reason."""
    return [
        verdict
        for verdict in verdicts
        if verdict.level == Level.BLOCK or (verdict.level == Level.FAIL and verdict.key not in excused)
    ]


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
