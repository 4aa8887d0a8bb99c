"""The team's roles and leave."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.timezone import localdate

from lla.time import clock
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.permission_matrix import SIGN_IN, Cell
from tests.socialmedia.factories import make_appointment
from tests.socialmedia.roles import MANAGERS, POST_ONLY, READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "team": READERS,
    "appoint": MANAGERS,
    "appointment": MANAGERS,
    "end_appointment": MANAGERS,
    "leave": TEAM,
    "come_back": POST_ONLY,
}


def _role(cast: Cast) -> Mapping[str, str | int]:
    person = {"name": "Ash Thorn", "email": "ash@example.org", "role": Role.MODERATOR}
    days = {"starts_on": localdate(clock.now()).isoformat(), "ends_on": ""}
    return {**person, **days, "channel": cast.organising.pk, "how": "appointed", "decision": "The team"}


def _days(cast: Cast) -> Mapping[str, str | int]:
    """Of the person who sends it; for the coordinator and the manager, of the member."""
    first = localdate(clock.now()) + timedelta(days=40)
    return {"person": cast.member.pk, "starts_on": first.isoformat(), "ends_on": first.isoformat()}


ACTS: Acts = {
    "appoint": (_role, who_do(MANAGERS)),
    "appointment": (lambda cast: {"ends_on": "2098-12-31"}, who_do(MANAGERS)),
    "end_appointment": (lambda cast: {}, who_do(MANAGERS)),
    "leave": (_days, who_do(TEAM)),
    # The leave of the member: their own, and the coordinator's and manager's to end.
    "come_back": (lambda cast: {}, [SIGN_IN, 403, "done", 403, "done", "done", 403, 403]),
}


def rows(cast: Cast) -> Rows:
    appointment = make_appointment(cast.member, Role.MODERATOR, channel=cast.discussion)
    first = localdate(clock.now()) + timedelta(days=3)
    leave = Leave.objects.create(user=cast.member, starts_on=first, ends_on=first)
    role = {"pk": appointment.pk}
    return {"appointment": role, "end_appointment": role, "come_back": {"pk": leave.pk}}
