"""The roster as the database has it: who could look after what, who is on duty, what is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import weeks

from ..channels.choices import ChannelAct
from ..channels.models import Channel
from ..guidelines.parameters import Parameters
from ..record.models import SocialEvent
from ..team.choices import Role
from ..team.models import Appointment, Leave
from .choices import DutyKind
from .coverage import Facts, Place, open_days, place_of, places_of
from .models import RosterDuty

# The steps after which a channel is open or not.
TURNS: dict[str, bool] = {
    ChannelAct.MADE: False,
    ChannelAct.OPENED: True,
    ChannelAct.REOPENED: True,
    ChannelAct.SUSPENDED: False,
    ChannelAct.CLOSED: False,
}


def facts(first: date, last: date) -> Facts:
    """Who could look after what in these days, as the database has it: three queries."""
    roles: dict[int, list[Appointment]] = {}
    for role in Appointment.objects.in_days(first, last).filter(user__is_active=True).select_related("user"):
        roles.setdefault(role.user_id, []).append(role)
    leave: dict[int, list[Leave]] = {}
    for away in Leave.objects.in_days(first, last):
        leave.setdefault(away.user_id, []).append(away)
    names = {person: str(of_one[0].user) for person, of_one in roles.items()}
    return Facts({channel.pk: channel for channel in Channel.objects.all()}, roles, leave, names)


def missing(first: date, last: date) -> int:
    """How many duties of a day nobody had, of channels that were open all that day."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    taken = {place_of(duty) for duty in RosterDuty.objects.in_days(first, last)}
    steps = _steps()
    wanted: list[Place] = []
    for channel in Channel.objects.all():
        of_channel = steps.get(channel.pk, [(date.min, channel.is_open)])
        wanted += places_of(channel, open_days(of_channel, days))
    return sum(place not in taken for place in wanted)


def _steps() -> dict[int, list[tuple[date, bool]]]:
    """For each channel the days on which it was planned, opened or left alone, as the record tells them."""
    events = SocialEvent.objects.filter(about__startswith="channel:", act__in=TURNS).order_by("pk")
    steps: dict[int, list[tuple[date, bool]]] = {}
    for about, act, at in events.values_list("about", "act", "at"):
        steps.setdefault(int(about.removeprefix("channel:")), []).append((localdate(at), TURNS[act]))
    return steps


def with_names_of(facts: Facts, duties: Iterable[RosterDuty]) -> Facts:
    """The same facts, which also name those who are down for a duty and hold no role any more."""
    names = {duty.user_id: str(duty.user) for duty in duties}
    return replace(facts, names={**names, **facts.names})


def last_day(figures: Parameters, *, now: datetime) -> date:
    """How far the roster looks: to the Sunday of the week that holds the last of its days."""
    ahead = localdate(now) + timedelta(days=figures.roster_days)
    return weeks.days_of(weeks.monday_of(ahead))[-1]


class Present:
    """The team of this moment without those on leave: who answers for it, and who is on the roster today."""

    def __init__(self, *, now: datetime) -> None:
        self._today = localdate(now)
        roles = Appointment.objects.in_force(on=self._today)
        away = Leave.objects.away(on=self._today)
        self.team = [user for user in roles.people() if user.pk not in away]
        self.coordinators = self._of(roles.with_role(Role.COORDINATOR).people())
        self.managers = self._of(roles.with_role(Role.MANAGER).people())

    def _of(self, people: Iterable[User]) -> list[User]:
        return [user for user in people if user in self.team]

    def on_duty(self, kind: DutyKind) -> dict[int, list[User]]:
        """Who looks after something today, by the key of the channel."""
        people: dict[int, list[User]] = defaultdict(list)
        for duty in RosterDuty.objects.in_days(self._today, self._today).filter(kind=kind):
            if duty.user in self.team:
                people[duty.channel_id].append(duty.user)
        return people
