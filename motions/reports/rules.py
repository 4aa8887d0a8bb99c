"""Whether a report may be begun, issued or corrected now, and the words refusing it."""

from ..agenda.models import Conference
from .models import CommitteeReport

ONE_DRAFT = "There is a draft of a report already. Issue it or discard it first."


def why_not_draft(conference: Conference) -> list[str]:
    """Beginning a report on what happened since the last."""
    if conference.is_draft:
        return ["This conference is not open yet, so there is nothing to report."]
    return [ONE_DRAFT] if conference.reports.drafts().exists() else []


def why_not_issue(report: CommitteeReport) -> list[str]:
    if report.issued_at:
        return [f"This was issued as committee report {report.number}."]
    return [] if report.body.strip() else ["This report is empty. Write it first."]


def why_not_discard(report: CommitteeReport) -> list[str]:
    return [f"This was issued as committee report {report.number}."] if report.issued_at else []


def why_not_correct(report: CommitteeReport) -> list[str]:
    """Beginning a report that stands in the place of one that was issued."""
    if not report.issued_at:
        return ["This report has not been issued. Change its text instead."]
    if report.corrections.exists():
        return ["This report has been corrected, or a draft corrects it. Correct the latest one."]
    return why_not_draft(report.conference)
