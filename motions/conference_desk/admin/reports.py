"""The committee's reports to a conference on the desk: begun, edited, issued and corrected."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.papers import html

from ...reports import papers, rules, workflow
from ...reports.forms import ReportForm
from ...reports.models import CommitteeReport
from .pages import conference_of

RULE = "motions.rule_motion"
Frame = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, pk: int, *, frame: Frame) -> HttpResponse:
    """The reports that were issued, and the button that begins the next or corrects one of them."""
    conference = conference_of(request, pk, RULE)
    issued = list(conference.reports.issued())
    if request.method == "POST":
        corrected = {str(report.number): report for report in issued}.get(request.POST.get("correct", ""))
        try:
            workflow.correct(corrected) if corrected else workflow.draft(conference)
        except NotAllowed as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return redirect("admin:motions_conference_reports", pk)
        return redirect("admin:motions_conference_report", pk)
    context = {
        "title": "Committee reports",
        "conference": conference,
        "issued": [(report, rules.why_not_correct(report)) for report in issued],
        "draft": conference.reports.drafts().first(),
        "why_not_draft": rules.why_not_draft(conference),
    }
    return TemplateResponse(request, "motions/conference_desk/reports.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: AuthenticatedHttpRequest, pk: int, *, frame: Frame) -> HttpResponse:
    """The draft: change its text, look at it as it will be printed, then issue it; or discard it."""
    conference = conference_of(request, pk, RULE)
    draft = get_object_or_404(CommitteeReport.objects.drafts().select_related("corrects"), conference=pk)
    form = ReportForm(post_data(request), instance=draft)
    step = request.POST.get("step", "")
    if step == "discard":
        if not form.non_field_errors():
            with refusals_as_errors(form):
                workflow.discard(draft)
                messages.success(request, "The draft is discarded.")
                return redirect("admin:motions_conference_reports", pk)
    elif form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            return _save(request, form, step=step)
    standing = CommitteeReport.objects.get(pk=draft.pk)
    context = {
        "title": str(draft),
        "conference": conference,
        "form": form,
        "read_once_more": "issue" in request.GET and not form.errors,
        "drawn": html.draw(papers.of_report(standing).blocks, base_level=3),
    }
    return TemplateResponse(request, "motions/conference_desk/report.html", frame | context)


@transaction.atomic
def _save(request: AuthenticatedHttpRequest, form: ReportForm, *, step: str) -> HttpResponse:
    """Keep what was typed; issue it where that was asked for by somebody who was shown it."""
    draft = form.save()
    if step == "look":
        return redirect(reverse("admin:motions_conference_report", args=[draft.conference_id]) + "?issue")
    if step != "issue":
        messages.success(request, "Saved. Below is how it will be printed.")
        return redirect("admin:motions_conference_report", draft.conference_id)
    issued = workflow.issue(draft, by=request.user)
    messages.success(request, f"{issued} is issued. Everybody can read it.")
    return redirect("admin:motions_conference_reports", draft.conference_id)
