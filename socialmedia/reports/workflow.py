"""The coordinator's monthly report: drafted by the system, written, and sent to the leadership."""

from datetime import date

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..record.workflow import lock, record
from . import emails, rules
from .models import Report, ReportAct, ReportStatus
from .selectors import facts_of


def begin(month: date, *, drafted_by: User | None = None, by: Actor) -> Report:
    """The draft of a month; of two begun at once there is one."""
    allow(rules.why_not_begin(month, now=clock.now()))
    report = Report(month=month, drafted_by=drafted_by)
    with one_wins(lambda: rules.why_not_begin(month, now=clock.now())):
        report.save()
        record(report, ReportAct.BEGUN, by=by)
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


@transaction.atomic
def publish(report: Report, *, words: str, user: User, by: Actor) -> Report:
    """Let everybody read these words and the month's output; it names nobody and can be withdrawn."""
    report = lock(report)
    allow(rules.why_not_publish(report) or ([] if words.strip() else [rules.SAY_WORDS]))
    report.public_words, report.published_at, report.published_by = words, clock.now(), user
    report.save()
    record(report, ReportAct.PUBLISHED, by=by)
    return report


@transaction.atomic
def withdraw(report: Report, *, by: Actor) -> Report:
    """Nobody but its readers reads it any more; the words stay for when it is published again."""
    report = lock(report)
    allow(rules.why_not_withdraw(report))
    report.published_at = report.published_by = None
    report.save()
    record(report, ReportAct.WITHDRAWN, by=by)
    return report


def _move(report: Report, to: ReportStatus, *, by: Actor) -> None:
    report.status = to
    report.save()
    record(report, ReportAct.SENT, by=by)
