"""Whether somebody may be entered as away, or come back early; nobody is asked why."""

from datetime import datetime

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.refusals import why_not_fit
from lla.time.days import is_over_a_year_away
from lla.time.wording import day_in_words

from ..roster.models import RosterDuty
from ..team.models import Leave
from ..team.rules import NOT_COORDINATING, Standing

PAST = "These days have passed. Enter leave from today."
BEGUN_BEFORE = "Leave cannot start before today."
TOO_FAR = "Leave has to end within a year. To be away longer, hand over the role."
OVER = "This leave has already ended."


def why_not_enter_for(standing: Standing, user: User, *, by: User) -> list[str]:
    """Who may: each for themselves, the coordinator for others."""
    return [] if user == by or standing.coordinates else [NOT_COORDINATING]


def why_not_enter(leave: Leave, *, now: datetime) -> list[str]:
    """Give a row that is not saved."""
    today = localdate(now)
    if reasons := why_not_fit(leave):
        return reasons
    if leave.ends_on < today:
        return [PAST]
    if leave.starts_on < today:
        return [BEGUN_BEFORE]
    return [TOO_FAR] if is_over_a_year_away(leave.ends_on, today=today) else []


def why_not_come_back(leave: Leave, *, now: datetime) -> list[str]:
    return [OVER] if leave.ends_on < localdate(now) else []


def cautions(leave: Leave) -> list[str]:
    """The duties of those days, which somebody else will have to take."""
    duties = RosterDuty.objects.of(leave.user).in_days(leave.starts_on, leave.ends_on)
    return [f"{day_in_words(duty.on)}: {duty}" for duty in duties]
