"""What is done for leave by night: old days are deleted."""

from datetime import timedelta

from django.utils.timezone import localdate

from lla.jobs import schedule
from lla.time import clock

from ..team.models import Leave

KEPT = timedelta(days=366)  # long enough for the reports of a year


@schedule.nightly
def forget_leave() -> None:
    """Who was away longer ago than any report looks back is nobody's business any more."""
    Leave.objects.long_over(before=localdate(clock.now()) - KEPT).delete()
