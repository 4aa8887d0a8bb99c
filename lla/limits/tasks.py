"""Spans that have ended are deleted every night."""

from lla.jobs import schedule
from lla.limits.models import Limit
from lla.time import clock


@schedule.nightly
def delete_ended_limits() -> int:
    return Limit.objects.filter(ends_at__lt=clock.now()).delete()[0]
