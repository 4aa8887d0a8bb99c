"""A week of the roster as a table: a line for each thing of a channel, a cell for each day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import weeks

from ...guidelines.parameters import Parameters
from ...guidelines.selectors import parameters_in_force
from .. import rules, selectors
from ..choices import DutyKind
from ..coverage import Clash, Facts, Gap, Place, clashes, gaps, place_of, places
from ..models import RosterDuty


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a line: who is down for it, and whether it needs somebody and the reader may take it."""

    place: Place
    who: str
    mine: bool
    needed: bool
    may_take: bool
    field: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    channel: str
    what: str
    cells: list[Cell]


@dataclass(frozen=True)
class Week:
    """A week as it stands, with what it lacks from today on."""

    monday: date
    days: list[date]
    duties: list[RosterDuty]
    facts: Facts
    figures: Parameters
    today: date

    @property
    def coming(self) -> list[date]:
        return [day for day in self.days if day >= self.today]

    def _down(self) -> list[RosterDuty]:
        return [duty for duty in self.duties if duty.on >= self.today]

    def gaps(self) -> list[Gap]:
        return gaps(self.facts, self._down(), self.coming)

    def clashes(self) -> list[Clash]:
        return clashes(self.facts, self._down(), most=self.figures.most_duties)

    def held(self) -> dict[Place, int]:
        """Who looks after what, of those things that somebody is needed for and whose day has not passed."""
        down = {place_of(duty): duty.user_id for duty in self.duties}
        return {place: down[place] for place in self.places() if place in down}

    def places(self) -> list[Place]:
        """What may still change in this week: needed by an open channel, or somebody is down for it."""
        needed = places(self.facts.channels.values(), self.coming)
        known = set(needed)
        return needed + [place for place in map(place_of, self._down()) if place not in known]

    def lines(self, cell: Callable[[Place, RosterDuty | None], Cell]) -> list[Line]:
        """The table; what is down for a channel that is not open any more has its line, too."""
        down = {place_of(duty): duty for duty in self.duties}
        pairs = {
            (place.channel, place.kind): None for place in places(self.facts.channels.values(), self.days)
        }
        pairs |= {(place.channel, place.kind): None for place in down}
        return [
            Line(
                self.facts.channels[channel].name,
                DutyKind(kind).label,
                [cell(Place(channel, kind, day), down.get(Place(channel, kind, day))) for day in self.days],
            )
            for channel, kind in pairs
        ]


def week_of(monday: date, *, now: datetime) -> Week:
    """A week as the database has it: five queries."""
    days = weeks.days_of(monday)
    return as_it_stands(days, selectors.facts(days[0], days[-1]), parameters_in_force(), now=now)


def as_it_stands(days: list[date], facts: Facts, figures: Parameters, *, now: datetime) -> Week:
    """Any days in a row, by facts that reach at least as far: one query."""
    duties = list(RosterDuty.objects.in_days(days[0], days[-1]))
    return Week(days[0], days, duties, selectors.with_names_of(facts, duties), figures, localdate(now))


def cell_for(week: Week, user: User, *, in_team: bool, now: datetime) -> Callable[..., Cell]:
    """How a reader sees a place: whose it is, and whether they may take it."""
    needed = set(places(week.facts.channels.values(), week.days))

    def cell(place: Place, duty: RosterDuty | None) -> Cell:
        free = duty is None and in_team and place in needed
        refused = free and rules.why_not_assign(place, user.pk, week.facts, week.figures, now=now)
        who = str(duty.user) if duty else ""
        mine = bool(duty and duty.user_id == user.pk)
        return Cell(place, who, mine, place in needed, free and not refused)

    return cell


def on_today(duties: Iterable[RosterDuty], today: date) -> list[tuple[str, Sequence[RosterDuty]]]:
    """Who is on today, channel by channel."""
    found: dict[str, list[RosterDuty]] = {}
    for one in duties:
        if one.on == today:
            found.setdefault(str(one.channel), []).append(one)
    return list(found.items())
