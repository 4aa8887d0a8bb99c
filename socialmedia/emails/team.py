"""The emails about roles and leave, and who of the team hears of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from lla import clock
from lla.emails.outbox import compose
from lla.models import Email, User
from lla.moments import day_in_words

from ..choices import Role
from ..clocks import day_ends
from ..models import Appointment, Leave, RosterDuty


def appointed(appointment: Appointment) -> Email:
    """To somebody with a new role: since when, on which decision, and the way in."""
    return _of_a_role("appointed", appointment)


def last_day_changed(appointment: Appointment) -> Email:
    return _of_a_role("last_day_changed", appointment)


def ended(appointment: Appointment) -> Email:
    """To somebody whose role has ended, or was called off before it began."""
    return _of_a_role("ended", appointment)


def entered_for_you(leave: Leave, duties: Iterable[RosterDuty]) -> Email:
    """To somebody whom the coordinator has entered as away."""
    return _of_leave("entered_for_you", leave, leave.user, duties=_told(duties))


def back(leave: Leave) -> Email:
    """To somebody whose leave the coordinator has taken out or ended."""
    return _of_leave("back", leave, leave.user)


def away(leave: Leave, duties: Iterable[RosterDuty], *, but: User) -> list[Email]:
    """To the coordinator, or the manager while there is none: duties for which somebody else is needed."""
    people = [person for person in coordinating() if person not in {but, leave.user}]
    told, until = _told(duties), day_ends(leave.ends_on)
    return [_of_leave("away", leave, person, expires_at=until, duties=told) for person in people]


def coordinating() -> list[User]:
    """Who answers for the day-to-day work today: the coordinator, else the manager, else nobody."""
    held = Appointment.objects.in_force(on=localdate(clock.now()))
    for role in (Role.COORDINATOR, Role.MANAGER):
        if people := list(held.with_role(role).people()):
            return people
    return []


def _told(duties: Iterable[RosterDuty]) -> list[str]:
    return [f"{day_in_words(one.on)}: {one}" for one in duties]


def _of_a_role(name: str, appointment: Appointment) -> Email:
    of_channel = f" of {appointment.channel}" if appointment.channel else ""
    return compose(
        f"emails/socialmedia/{name}.txt",
        {"appointment": appointment, "role": f"{appointment.get_role_display()}{of_channel}"},
        to=appointment.user.email,
        kind=f"socialmedia/{name}",
        about=f"role {appointment.pk}",
    )


def _of_leave(
    name: str, leave: Leave, to: User, *, expires_at: datetime | None = None, **context: Any
) -> Email:
    return compose(
        f"emails/socialmedia/leave_{name}.txt",
        {"leave": leave, "to": to, **context},
        to=to.email,
        kind=f"socialmedia/leave_{name}",
        about=f"leave {leave.pk}",
        expires_at=expires_at,
    )
