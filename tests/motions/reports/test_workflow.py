"""Reports of the committee: drafted, edited until issued, never changed after, corrected by another."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from lla.acts.refusals import NotAllowed
from motions.agenda.models import Conference
from motions.reports import workflow
from motions.reports.models import CommitteeReport
from tests.motions.factories import make_committee_member, make_conference

pytestmark = pytest.mark.django_db

WAITS = "There is a draft of a report already. Issue it or discard it first."


def make_report(conference: Conference, body: str = "") -> CommitteeReport:
    """A report that was issued."""
    draft = workflow.draft(conference)
    CommitteeReport.objects.filter(pk=draft.pk).update(body=body or draft.body)
    return workflow.issue(draft, by=make_committee_member())


def refusal(act: Any, *about: Any, **how: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        act(*about, **how)
    return refused.value.reasons


def test_reports_are_numbered_in_the_order_in_which_they_are_issued() -> None:
    conference, other = make_conference(), make_conference()
    reports = [make_report(conference), make_report(other), make_report(conference)]
    assert [str(report) for report in reports] == [
        "Committee report 1",
        "Committee report 1",
        "Committee report 2",
    ]


def test_one_draft_at_a_time() -> None:
    conference = make_conference()
    draft = workflow.draft(conference)
    assert refusal(workflow.draft, conference) == [WAITS]
    workflow.discard(draft)
    assert refusal(workflow.discard, draft) == ["This draft has been discarded."]
    workflow.draft(conference)


def test_a_conference_that_is_not_open_has_nothing_to_report() -> None:
    reasons = refusal(workflow.draft, make_conference(opened_at=None))
    assert reasons == ["This conference is not open yet, so there is nothing to report."]


def test_an_empty_report_is_not_issued() -> None:
    draft = workflow.draft(make_conference())
    CommitteeReport.objects.update(body=" ")
    reasons = refusal(workflow.issue, draft, by=make_committee_member())
    assert reasons == ["This report is empty. Write it first."]


def test_what_was_issued_is_neither_issued_again_nor_discarded_nor_changed_by_anybody() -> None:
    report = make_report(make_conference())
    issued = "This was issued as committee report 1."
    assert refusal(workflow.issue, report, by=make_committee_member()) == [issued]
    assert refusal(workflow.discard, report) == [issued]
    reports = CommitteeReport.objects.filter(pk=report.pk)
    for change in (lambda: reports.update(body="Other words."), reports.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_correction_is_a_new_number_with_the_words_it_corrects() -> None:
    report = make_report(make_conference(), body="All is well.")
    correction = workflow.correct(report)
    assert (correction.body, correction.corrects) == ("All is well.", report)
    corrected = ["This report has been corrected, or a draft corrects it. Correct the latest one."]
    assert refusal(workflow.correct, report) == corrected
    assert str(workflow.issue(correction, by=make_committee_member())) == "Committee report 2"
    assert refusal(workflow.correct, report) == corrected


def test_a_draft_is_changed_and_not_corrected() -> None:
    draft = workflow.draft(make_conference())
    reasons = refusal(workflow.correct, draft)
    assert reasons == ["This report has not been issued. Change its text instead."]
