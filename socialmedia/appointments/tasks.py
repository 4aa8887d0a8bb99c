"""What is done for roles by night: sessions and calendars of those whose last role ended."""

from datetime import date
from typing import cast

from django.utils.timezone import localdate

from lla.accounts.sessions import sign_out_everywhere
from lla.jobs import schedule
from lla.time import clock
from lla.time.days import day_ends

from ..team.models import Appointment
from .workflow import end_calendar

LOOKED_BACK = 15  # days; sessions themselves last fourteen


@schedule.nightly
def end_sessions() -> None:
    """Sign out whoever's last role has ended since they signed in, and end their calendar's address."""
    today = localdate(clock.now())
    now = Appointment.objects.in_force(on=today)
    ended = Appointment.objects.lately_ended(on=today, days=LOOKED_BACK).exclude(user__in=now.values("user"))
    for appointment in ended.select_related("user"):
        user, last_day = appointment.user, cast(date, appointment.ends_on)
        if user.last_login and user.last_login < day_ends(last_day):
            sign_out_everywhere(user)
        end_calendar(user)
