"""The coordinator's monthly report: drafted by the system, written, and sent to the leadership."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from lla import chores, clock
from lla.actors import SYSTEM, Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import NotAllowed

from ..choices import ReportStatus, Role
from ..emails import reports as emails
from ..models import Appointment, Report
from ..rules import reports as rules
from .months import facts_of
from .record import record


def begin(month: date, *, drafted_by: User | None = None, by: Actor) -> Report:
    """The draft of a month; of two begun at once there is one."""
    if reasons := rules.why_not_begin(month, now=clock.now()):
        raise NotAllowed(reasons)
    report = Report(month=month, drafted_by=drafted_by)
    try:
        with transaction.atomic():
            report.save()
            record(report, "begun", by=by)
    except IntegrityError:
        raise NotAllowed(rules.why_not_begin(month, now=clock.now())) from None
    return report


@transaction.atomic
def send(report: Report, *, sent_by: User, by: Actor) -> Report:
    """Freeze the figures of this moment and write to the leadership."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if reasons := rules.why_not_send(report, now=clock.now()):
        raise NotAllowed(reasons)
    report.figures = facts_of(report.month).stored()
    report.sent_at, report.sent_by = clock.now(), sent_by
    _move(report, ReportStatus.SENT, by=by)
    outbox.post(*emails.sent(report))
    return report


def _move(report: Report, to: ReportStatus, *, by: Actor) -> None:
    report.status = to
    report.save()
    record(report, to, by=by)


@chores.nightly
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
