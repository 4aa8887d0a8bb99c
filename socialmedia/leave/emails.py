"""The emails about leave."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.time.days import day_ends
from lla.time.wording import day_in_words

from ..roster.models import RosterDuty
from ..team.models import Leave
from ..team.selectors import coordinators_today


def entered_for_you(leave: Leave, duties: Iterable[RosterDuty]) -> Email:
    """To somebody whom the coordinator has entered as away."""
    return _of_leave("entered_for_you", leave, leave.user, duties=_told(duties))


def back(leave: Leave) -> Email:
    """To somebody whose leave the coordinator has taken out or ended."""
    return _of_leave("back", leave, leave.user)


def away(leave: Leave, duties: Iterable[RosterDuty], *, but: User) -> list[Email]:
    """To the coordinator, or the manager while there is none: duties for which somebody else is needed."""
    people = [person for person in coordinators_today() if person not in {but, leave.user}]
    lines, until = _told(duties), day_ends(leave.ends_on)
    return [_of_leave("away", leave, person, expires_at=until, duties=lines) for person in people]


def _told(duties: Iterable[RosterDuty]) -> list[str]:
    return [f"{day_in_words(duty.on)}: {duty}" for duty in duties]


def _of_leave(
    name: str, leave: Leave, to: User, *, expires_at: datetime | None = None, **context: Any
) -> Email:
    return compose(
        f"socialmedia/leave_{name}",
        {"leave": leave, **context},
        to=to,
        about=f"leave {leave.pk}",
        expires_at=expires_at,
    )
