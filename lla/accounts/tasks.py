"""Sessions that have ended are deleted every night."""

from django.contrib.sessions.models import Session

from lla.jobs import schedule
from lla.time import clock


@schedule.nightly
def delete_ended_sessions() -> int:
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
