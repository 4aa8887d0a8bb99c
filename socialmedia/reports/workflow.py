"""The coordinator's monthly report: drafted by the system, written, and sent to the leadership."""

from datetime import date

from django.db import IntegrityError, transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..record.workflow import record
from . import emails, rules
from .models import Report, ReportAct, ReportStatus
from .selectors import facts_of


def begin(month: date, *, drafted_by: User | None = None, by: Actor) -> Report:
    """The draft of a month; of two begun at once there is one."""
    allow(rules.why_not_begin(month, now=clock.now()))
    report = Report(month=month, drafted_by=drafted_by)
    try:
        with transaction.atomic():
            report.save()
            record(report, ReportAct.BEGUN, by=by)
    except IntegrityError:
        raise NotAllowed(rules.why_not_begin(month, now=clock.now())) from None
    return report


@transaction.atomic
def send(report: Report, *, sent_by: User, by: Actor) -> Report:
    """Freeze the figures of this moment and write to the leadership."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    allow(rules.why_not_send(report, now=clock.now()))
    report.figures = facts_of(report.month).stored()
    report.sent_at, report.sent_by = clock.now(), sent_by
    _move(report, ReportStatus.SENT, by=by)
    outbox.post(*emails.sent(report))
    return report


def _move(report: Report, to: ReportStatus, *, by: Actor) -> None:
    report.status = to
    report.save()
    record(report, ReportAct.SENT, by=by)
