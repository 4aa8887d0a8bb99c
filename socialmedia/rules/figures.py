"""Of which weeks figures may be entered, and what the entered ones say."""

from collections.abc import Iterable
from datetime import date

from .. import weeks
from ..models import WeekFigures
from ..reporting import Week

OLDEST_WEEKS = 104


def why_not_enter(monday: date, *, today: date) -> list[str]:
    """Figures of a week that has begun, and not so long ago that nobody can know them."""
    if monday > today:
        return ["This week has not started yet."]
    if monday < weeks.shifted(weeks.monday_of(today), -OLDEST_WEEKS):
        return ["This week is too long ago. You can enter figures for the last two years."]
    return []


def told(found: Iterable[WeekFigures]) -> tuple[Week, ...]:
    """The figures as charts and reports take them."""
    return tuple(
        Week(one.channel.name, one.week.isoformat(), one.followers, one.reach, one.responses) for one in found
    )
