"""What is done for reports by night: last month's is drafted."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.emails import outbox
from lla.jobs import schedule
from lla.time import clock

from ..team.choices import Role
from ..team.models import Appointment
from . import emails, rules
from .workflow import begin


@schedule.nightly
def draft_last_month() -> None:
    """Draft the report of the month that is over, once, and tell the coordinator that it waits."""
    today = localdate(clock.now())
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    coordinators = Appointment.objects.in_force(on=today).with_role(Role.COORDINATOR).people()
    coordinator = next(iter(coordinators), None)
    if coordinator is None or rules.why_not_begin(month, now=clock.now()):
        return
    with transaction.atomic():
        report = begin(month, drafted_by=coordinator, by=SYSTEM)
        outbox.post(emails.drafted(report, coordinator))
