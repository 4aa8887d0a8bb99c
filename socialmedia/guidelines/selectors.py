"""Which version of the guidelines counts on a day, and its figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Self

from lla.accounts.people import person_behind
from lla.time.days import day_ends
from lla.time.wording import moment_in_words

from ..record.models import SocialEvent
from .choices import GuidelineAct
from .models import GuidelineVersion
from .parameters import Parameters


def parameters(version: GuidelineVersion | None) -> Parameters:
    """The figures of a version; while none was ever adopted, those of the published example."""
    return Parameters.of(version.figures) if version else Parameters()


def parameters_in_force() -> Parameters:
    return parameters(GuidelineVersion.objects.in_force())


def latest_step(draft: GuidelineVersion) -> str:
    """Who did what last with a draft, and when, in a sentence."""
    event = SocialEvent.objects.of(draft).first()
    return _in_words(event) if event else ""


def how_the_draft_ended() -> str:
    """Who discarded or adopted the draft that there was, and when, in a sentence."""
    ended = SocialEvent.objects.filter(act__in=(GuidelineAct.DISCARDED, GuidelineAct.ADOPTED))
    event = ended.filter(about__startswith="guidelineversion:").order_by("-pk").first()
    return _in_words(event) if event else "There is no draft now."


_DID = {
    GuidelineAct.BEGUN: "began",
    GuidelineAct.CHANGED: "changed",
    GuidelineAct.DISCARDED: "discarded",
    GuidelineAct.ADOPTED: "adopted",
}


def _in_words(event: SocialEvent) -> str:
    who = person_behind(event) or "Somebody"
    return f"{who} {_DID[GuidelineAct(event.act)]} this draft on {moment_in_words(event.at)}."


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
        return next((row for row in self.adopted if row.adopted_at and row.adopted_at < ends), None)

    def figures_on(self, day: date) -> Parameters:
        return parameters(self.on(day))

    def spells(self, first: date, last: date) -> Iterator[tuple[date, date, Parameters]]:
        """These days, split where another version came into force: first day, last day, figures."""
        days = (first + timedelta(days=at) for at in range((last - first).days + 1))
        for version, spell in groupby(days, key=self.on):
            begins, *further = spell
            yield begins, (further or [begins])[-1], parameters(version)
