"""Whether a source may be shared or liked on a day, by the guidelines."""

from dataclasses import dataclass
from datetime import date

from lla.time.wording import short_day

from ..guidelines.parameters import Parameters
from ..guidelines.verdicts import Verdict, judged


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source and what the latest look at it found; `vetted_on` is the day in London, None for never."""

    name: str
    vetted_on: date | None = None
    reliable: bool = False
    conflicts: bool = False


def review_due(source: SourceFacts, figures: Parameters, *, on: date) -> bool:
    """Whether nobody has looked into a source, or so long ago that it no longer counts."""
    return source.vetted_on is None or (on - source.vetted_on).days > figures.vetted_days


def source_verdict(source: SourceFacts, figures: Parameters, *, on: date) -> list[Verdict]:
    """Whether a source may be shared or liked on a day: looked into lately, reliable, no conflict."""
    days = figures.vetted_days
    looked = short_day(source.vetted_on) if source.vetted_on else ""
    wrong, todo = "", f"Review it. The review then counts for {days} days."
    if source.vetted_on is None:
        wrong = f"Nobody has reviewed {source.name} yet."
    elif review_due(source, figures, on=on):
        age = (on - source.vetted_on).days
        wrong = (
            f"{source.name} was last reviewed on {looked}, {age} days before. A review counts for {days} "
            "days."
        )
    elif not source.reliable:
        wrong, todo = f"{source.name} was found not to be reliable.", "Share it from a reliable source."
    elif source.conflicts:
        wrong, todo = f"{source.name} was found to conflict with our principles.", "Do not share it."
    fine = f"{source.name} was reviewed on {looked}. A review counts for {days} days."
    return judged("source_vetted", figures.source_vetted, fine=fine, wrong=wrong, todo=todo)
