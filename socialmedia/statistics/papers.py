"""The weekly figures as charts, for the page and for the coordinator's report."""

from collections.abc import Iterable
from datetime import date

from lla.papers.blocks import Block, Chart, Series
from lla.time import weeks

from .models import WeekFigures
from .week import Week


def weeks_of(found: Iterable[WeekFigures]) -> tuple[Week, ...]:
    """The figures as charts and reports take them."""
    return tuple(
        Week(row.channel.name, row.week.isoformat(), row.followers, row.reach, row.responses) for row in found
    )


SHOWN = 13  # weeks: a quarter of a year
WHAT = (("followers", "Followers and members"), ("reach", "People reached"), ("responses", "Responses"))


def charts(told: Iterable[Week], *, last: date, count: int = SHOWN) -> tuple[Block, ...]:
    """One chart for each figure, a line for each channel; a week without a figure is a gap."""
    mondays = [weeks.shifted(last, at - count + 1) for at in range(count)]
    by_channel: dict[str, dict[str, Week]] = {}
    for week in told:
        by_channel.setdefault(week.channel, {})[week.monday] = week
    drawn = (_chart(field, title, by_channel, mondays) for field, title in WHAT)
    return tuple(chart for chart in drawn if chart.series)


def _chart(field: str, title: str, by_channel: dict[str, dict[str, Week]], mondays: list[date]) -> Chart:
    lines = (
        Series(channel, tuple(getattr(rows.get(monday.isoformat()), field, None) for monday in mondays))
        for channel, rows in by_channel.items()
    )
    series = tuple(line for line in lines if any(value is not None for value in line.values))
    labels = tuple(f"{monday.day} {monday:%b}" for monday in mondays)
    unit = "responses" if field == "responses" else "people"
    return Chart(title, unit, "Week of", labels, series, "lines")
