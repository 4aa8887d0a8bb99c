"""The days ahead: where the team stands worse than today, and what could be reduced until it is better."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self, TypeVar

from lla.time.wording import day_in_words

from ..guidelines.parameters import Parameters
from .checks import Answer, check
from .workforce import Place, Team

ONE_DAY = timedelta(days=1)
S = TypeVar("S", bound="Span")


@dataclass(frozen=True, slots=True)
class Span(ABC):
    """Days in a row, and further days of which the same is said."""

    first: date
    last: date
    also: tuple[tuple[date, date], ...] = field(default=(), kw_only=True)

    @property
    @abstractmethod
    def said(self) -> object:
        """What a reader is told of these days."""

    @property
    def when(self) -> str:
        """Friday 10 July 2026 to Sunday 19 July 2026, and Monday 27 July 2026."""
        words = [
            day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
            for first, last in ((self.first, self.last), *self.also)
        ]
        return ", and ".join(words)

    def and_on(self, later: "Span") -> Self:
        """The same for later days, too; what follows directly is one stretch."""
        *before, (first, last) = (self.first, self.last), *self.also
        if last + ONE_DAY == later.first:
            before.append((first, later.last))
        else:
            before += [(first, last), (later.first, later.last)]
        return replace(self, last=before[0][1], also=tuple(before[1:]))


def folded(spans: Sequence[S]) -> list[S]:
    """Spans of which the same is said as one, in the order of their first days."""
    kept: list[S] = []
    for span in spans:
        at = next((place for place, earlier in enumerate(kept) if earlier.said == span.said), None)
        if at is None:
            kept.append(span)
        else:
            kept[at] = kept[at].and_on(span)
    return kept


@dataclass(frozen=True, slots=True)
class Spell(Span):
    """Days with the same people, and who of the first day's people is not there."""

    answer: Answer
    missing: tuple[str, ...]

    @property
    def said(self) -> object:
        return self.answer, self.missing


def turning_days(team: Team, first: date, last: date) -> list[date]:
    """The first day, and every further day up to the last on which something changes."""
    days = {first}
    for span in team.spans:
        if first < span.starts_on <= last:
            days.add(span.starts_on)
        if first <= span.ends_on < last:
            days.add(span.ends_on + ONE_DAY)
    return sorted(days)


def outlook(team: Team, first: date, last: date, figures: Parameters) -> list[Spell]:
    """The checks of every day, looked at only where something changes."""
    days = turning_days(team, first, last)
    answers = [check(team, day, figures) for day in days]
    ends = [day - ONE_DAY for day in days[1:]] + [last]
    return [
        Spell(day, end, answer, team.named(answers[0].present - answer.present))
        for day, end, answer in zip(days, ends, answers, strict=True)
    ]


def worse(spells: Sequence[Spell]) -> list[Spell]:
    """The spells in which the team stands worse than in the first."""
    return [spell for spell in spells if spell.answer.standing > spells[0].answer.standing]


def to_reduce(team: Team, day: date, figures: Parameters) -> list[Place]:
    """The fewest pages without which the checks pass, the least preferred first; none where none help.

    Whoever works on a page that is reduced steps in on those that stay.
    """
    pages = team.pages
    for count in range(1, len(pages) + 1):
        left_out = pages[-count:]
        if check(team.reducing(left_out), day, figures).passes:
            return left_out[::-1]
    return []


def proposal(pages: Sequence[Place]) -> str:
    """What to do with the pages of `to_reduce`, in a sentence."""
    if not pages:
        return "Find somebody: suspending pages would not help."
    names = " and ".join(page.name for page in pages)
    them = "it" if len(pages) == 1 else "them"
    return (
        f"Suspend {names} or post less there, so that those who work on {them} can help on the other pages."
    )


@dataclass(frozen=True, slots=True)
class Comparison(Span):
    """Days as they are and as they would be, who would be missing, and what would make up for it."""

    as_it_is: Answer
    supposed: Answer
    missing: tuple[str, ...]
    reduce: tuple[Place, ...]

    @property
    def said(self) -> object:
        told = [(each.light, each.sentence, each.reasons) for each in (self.as_it_is, self.supposed)]
        return told, self.missing, self.advice

    @property
    def advice(self) -> str:
        return "" if self.supposed.passes else proposal(self.reduce)


def compare(team: Team, supposed: Team, first: date, last: date, figures: Parameters) -> list[Comparison]:
    """What a supposition changes, looked at wherever something changes in it."""
    days = turning_days(supposed, first, last)
    ends = [day - ONE_DAY for day in days[1:]] + [last]
    compared = []
    for day, end in zip(days, ends, strict=True):
        before, after = check(team, day, figures), check(supposed, day, figures)
        reduce = () if after.passes else tuple(to_reduce(supposed, day, figures))
        missing = team.named(before.present - after.present)
        compared.append(Comparison(day, end, before, after, missing, reduce))
    return compared
