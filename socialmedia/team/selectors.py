"""Who is in the team or the leadership now, as lists of people."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.time import clock
from lla.words.functions import SortKey

from .choices import Role
from .models import Appointment


def team_today(*, now: datetime) -> list[User]:
    """Every active member of the team, each once."""
    return list(Appointment.objects.in_force(on=localdate(now)).people())


def leadership() -> list[User]:
    """The steering committee."""
    return list(
        User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True).order_by(SortKey("name"), "pk")
    )


def names(users: Iterable[User]) -> str:
    return ", ".join(str(user) for user in users)


def coordinators_today() -> list[User]:
    """Who answers for the day-to-day work today: the coordinator, else the manager, else nobody."""
    in_force = Appointment.objects.in_force(on=localdate(clock.now()))
    for role in (Role.COORDINATOR, Role.MANAGER):
        if people := list(in_force.with_role(role).people()):
            return people
    return []


def people_to_tell(which: Q, *, by: Actor, today: date) -> list[User]:
    """Everybody with such a role today but the person who acts."""
    people = Appointment.objects.in_force(on=today).filter(which).people()
    return [person for person in people if f"user:{person.pk}" != by.key]


def is_in_team(user: User) -> bool:
    return Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists()
