"""Who is in the team today, and who may do what in it: rights come from appointments and nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from lla.accounts.models import User

from .choices import Role
from .models import Appointment

OVERSEE = "socialmedia.oversee_report"
NOT_IN_TEAM = (
    "This page is for the social media team. You have no role in it today. If you "
    "should have one, ask the Social Media Manager."
)
NOT_COORDINATING = "Only the coordinator and the Social Media Manager can do this."
NOT_MANAGING = "Only the Social Media Manager and the leadership can do this."
NOT_LEADING = "Only the leadership of the organisation can do this."


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to the team today; `leads` is the leadership's permission, not a role."""

    roles: frozenset[str]
    leads: bool

    @property
    def in_team(self) -> bool:
        return bool(self.roles)

    @property
    def manages(self) -> bool:
        return Role.MANAGER in self.roles

    @property
    def coordinates(self) -> bool:
        """Coordinator or manager: who answers for the day-to-day work."""
        return bool(self.roles & {Role.COORDINATOR, Role.MANAGER})

    @property
    def acts_as(self) -> str:
        """As what the record names somebody who acts."""
        if not self.in_team:
            return "leadership"
        return "manager" if self.manages else "coordinator" if self.coordinates else "team"


def standing(user: User | AnonymousUser, *, now: datetime) -> Standing:
    """What somebody is to the team at this moment; the last day of a role counts whole."""
    if not isinstance(user, User) or not user.is_active:
        return Standing(frozenset(), leads=False)
    roles = Appointment.objects.in_force(on=localdate(now)).of(user)
    return Standing(frozenset(roles.values_list("role", flat=True)), leads=user.has_perm(OVERSEE))


def why_not_take_part(user: User, *, now: datetime, known: Standing | None = None) -> list[str]:
    """Doing what every member of the team may do. `known` saves looking up what somebody is twice."""
    return [] if (known or standing(user, now=now)).in_team else [NOT_IN_TEAM]


def why_not_read(user: User, *, now: datetime, known: Standing | None = None) -> list[str]:
    """Reading what the team and the leadership read."""
    reader = known or standing(user, now=now)
    return [] if reader.in_team or reader.leads else [NOT_IN_TEAM]


def why_not_coordinate(user: User, *, now: datetime, known: Standing | None = None) -> list[str]:
    return [] if (known or standing(user, now=now)).coordinates else [NOT_COORDINATING]


def why_not_manage(user: User, *, now: datetime, known: Standing | None = None) -> list[str]:
    reader = known or standing(user, now=now)
    return [] if reader.manages or reader.leads else [NOT_MANAGING]
