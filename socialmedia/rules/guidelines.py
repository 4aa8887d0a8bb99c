"""Which figures are in force, and whether a version of the guidelines may change or be adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Self

from ..clocks import day_ends
from ..models import GuidelineVersion
from ..parameters import Parameters, why_not_parameters


def parameters(version: GuidelineVersion | None) -> Parameters:
    """The figures of a version; while none was ever adopted, those of the published example."""
    return Parameters.of(version.figures) if version else Parameters()


def parameters_in_force() -> Parameters:
    return parameters(GuidelineVersion.objects.in_force())


@dataclass(frozen=True, slots=True)
class Versions:
    """The adopted versions, the latest first, for days of which each is judged by the figures of its time."""

    adopted: tuple[GuidelineVersion, ...]

    @classmethod
    def known(cls) -> Self:
        """All of them, without their texts: one query."""
        return cls(tuple(GuidelineVersion.objects.adopted().defer("words")))

    def on(self, day: date) -> GuidelineVersion | None:
        """The version that was in force when a day in London ended; of a day to come, the latest."""
        ends = day_ends(day)
        return next((one for one in self.adopted if one.adopted_at and one.adopted_at < ends), None)

    def figures_on(self, day: date) -> Parameters:
        return parameters(self.on(day))

    def spells(self, first: date, last: date) -> Iterator[tuple[date, date, Parameters]]:
        """These days, split where another version came into force: first day, last day, figures."""
        days = (first + timedelta(days=at) for at in range((last - first).days + 1))
        for version, spell in groupby(days, key=self.on):
            begins, *further = spell
            yield begins, (further or [begins])[-1], parameters(version)


def why_not_begin() -> list[str]:
    """Beginning a draft: there is one at a time, so that nobody's work is overtaken."""
    if draft := GuidelineVersion.objects.drafted():
        return [f"Version {draft.number} is already being drafted. Change that draft."]
    return []


def why_not_change(version: GuidelineVersion) -> list[str]:
    if version.adopted_at:
        return [f"Version {version.number} has been adopted, so it cannot be changed. Start a new draft."]
    return []


def why_not_adopt(version: GuidelineVersion, *, decision: str) -> list[str]:
    """Adopting a draft: it says something, differs from what is in force, and a decision adopts it."""
    if reasons := why_not_change(version):
        return reasons
    reasons = why_not_parameters(parameters(version))
    if not version.words.strip():
        reasons.append("The guidelines have no text yet.")
    if not decision.strip():
        reasons.append("Enter the decision that adopts them.")
    in_force = GuidelineVersion.objects.in_force()
    if in_force and in_force.words == version.words and parameters(in_force) == parameters(version):
        reasons.append(f"The draft is the same as version {in_force.number}, which is in force.")
    return reasons
