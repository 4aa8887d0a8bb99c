"""The acts on reports: draft, discard, issue, correct. Whoever acts holds the conference's row."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed, allow
from lla.time import clock

from ..agenda import workflow as agenda_workflow
from ..agenda.models import Conference
from . import papers, rules
from .models import CommitteeReport

GONE = "This draft has been discarded."


@transaction.atomic
def draft(conference: Conference) -> CommitteeReport:
    """Begin the next report with what happened since the last."""
    conference = agenda_workflow.hold(conference.pk)
    allow(rules.why_not_draft(conference))
    now = clock.now()
    body = papers.drafted(conference, now=now)
    return CommitteeReport.objects.create(conference=conference, body=body, until=now)


@transaction.atomic
def discard(report: CommitteeReport) -> None:
    """Remove a draft."""
    report = _held(report)
    allow(rules.why_not_discard(report))
    report.delete()


@transaction.atomic
def issue(report: CommitteeReport, *, by: User) -> CommitteeReport:
    """Give a draft its number and show it to everybody; its words stand from then on."""
    report = _held(report)
    allow(rules.why_not_issue(report))
    last = report.conference.reports.issued().last()
    report.number = (last.number or 0) + 1 if last else 1
    report.issued_at, report.issued_by = clock.now(), by
    report.save()
    return report


@transaction.atomic
def correct(report: CommitteeReport) -> CommitteeReport:
    """Begin a report that corrects one that was issued, with the words of that."""
    report = _held(report)
    allow(rules.why_not_correct(report))
    return CommitteeReport.objects.create(
        conference=report.conference, corrects=report, body=report.body, until=report.until
    )


def _held(report: CommitteeReport) -> CommitteeReport:
    """The report as it stands once no other act is under way on its conference."""
    agenda_workflow.hold(report.conference_id)
    standing = CommitteeReport.objects.select_related("conference").filter(pk=report.pk).first()
    if standing is None:
        raise NotAllowed([GONE])
    return standing
