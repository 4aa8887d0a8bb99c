"""The entered figures as charts and reports take them."""

from collections.abc import Iterable

from .models import WeekFigures
from .week import Week


def weeks_of(found: Iterable[WeekFigures]) -> tuple[Week, ...]:
    """The figures as charts and reports take them."""
    return tuple(
        Week(one.channel.name, one.week.isoformat(), one.followers, one.reach, one.responses) for one in found
    )
