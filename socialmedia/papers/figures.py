"""The weekly figures as charts, for the page and for the coordinator's report."""

from collections.abc import Iterable, Sequence
from datetime import date

from lla.papers.blocks import Block, Chart, Series

from .. import weeks
from ..models import Channel, WeekFigures

SHOWN = 13  # weeks: a quarter of a year
WHAT = (("followers", "Followers and members"), ("reach", "People reached"), ("responses", "Responses"))


def charts(found: Iterable[WeekFigures], *, last: date, count: int = SHOWN) -> tuple[Block, ...]:
    """One chart for each figure, a line for each channel; a week without a figure is a gap."""
    mondays = [weeks.shifted(last, at - count + 1) for at in range(count)]
    by_channel: dict[Channel, dict[date, WeekFigures]] = {}
    for one in found:
        by_channel.setdefault(one.channel, {})[one.week] = one
    return tuple(
        chart for field, title in WHAT if (chart := _chart(field, title, by_channel, mondays)) is not None
    )


def _chart(
    field: str, title: str, by_channel: dict[Channel, dict[date, WeekFigures]], mondays: Sequence[date]
) -> Chart | None:
    series = []
    for channel, rows in by_channel.items():
        values = tuple(getattr(rows.get(monday), field, None) for monday in mondays)
        if any(value is not None for value in values):
            series.append(Series(channel.name, values))
    if not series:
        return None
    labels = tuple(f"{monday.day} {monday:%b}" for monday in mondays)
    return Chart(
        title, "people" if field != "responses" else "responses", "Week of", labels, tuple(series), "lines"
    )
