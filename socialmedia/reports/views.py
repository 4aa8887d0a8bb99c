"""The coordinator's monthly report: the list, the page, the files, writing and sending."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.decorators import refused
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.papers.blocks import Paper
from lla.papers.responses import paper_file
from lla.text.reading import prose
from lla.time import clock

from ..team.decorators import actor, asking, for_coordinator, open_to, standing_of
from . import rules, workflow
from .forms import MonthForm, PublishForm, ReportForm
from .models import Report, ReportStatus
from .month import Month
from .papers import of_report, of_summary
from .selectors import facts_of

for_report_readers = open_to(rules.why_not_read)
A_PAGE = 24


@asking
@for_report_readers
def reports(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every report, and for the coordinator the form to begin one."""
    standing = standing_of(request)
    form = MonthForm(post_data(request))
    if form.is_bound and not standing.coordinates:
        return refused(request, [rules.NOT_YOURS])
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            report = workflow.begin(form.cleaned_data["month"], drafted_by=request.user, by=actor(request))
            return redirect("socialmedia:report", report.month)
    listed = Report.objects.all() if standing.coordinates else Report.objects.filter(status=ReportStatus.SENT)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "standing": standing}
    return render(request, "socialmedia/reports/reports.html", context)


@require_safe
@for_report_readers
def report(request: AuthenticatedHttpRequest, month: date) -> HttpResponse:
    row = _readable(request, month)
    context = {
        "report": row,
        "paper": _paper(row),
        "standing": standing_of(request),
        "not_sent_because": rules.why_not_send(row, now=clock.now()),
    }
    return render(request, "socialmedia/reports/report.html", context)


@require_safe
@for_report_readers
def report_file(request: AuthenticatedHttpRequest, month: date, suffix: str) -> HttpResponse:
    return paper_file(request, _paper(_readable(request, month)), f".{suffix}")


@asking
@for_coordinator
def edit_report(request: AuthenticatedHttpRequest, month: date) -> HttpResponse:
    """The words around the figures."""
    row = get_object_or_404(Report, month=month)
    if reasons := rules.why_not_write(row):
        return refused(request, reasons)
    form = ReportForm(post_data(request), instance=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            form.save()
            messages.success(request, "Report saved. It has not been sent yet.")
            return redirect("socialmedia:report", month)
    return render(request, "socialmedia/reports/edit_report.html", {"form": form, "report": row})


@require_POST
@for_coordinator
def send_report(request: AuthenticatedHttpRequest, month: date) -> HttpResponse:
    row = get_object_or_404(Report, month=month)
    workflow.send(row, sent_by=request.user, by=actor(request))
    messages.success(request, "Report sent to the leadership. Its figures are now fixed.")
    return redirect("socialmedia:report", month)


@require_safe
def report_summary(request: HttpRequest, month: date) -> HttpResponse:
    """The version for everybody, while it is published."""
    row = get_object_or_404(Report.objects.published(), month=month)
    context = {"report": row, "paper": of_summary(row, Month.of(row.figures))}
    return render(request, "socialmedia/reports/report_summary.html", context)


@asking
@for_coordinator
def publish_report(request: AuthenticatedHttpRequest, month: date) -> HttpResponse:
    """The words for everybody, and the button that publishes them."""
    row = get_object_or_404(Report, month=month)
    if reasons := rules.why_not_publish(row):
        return refused(request, reasons)
    form = PublishForm(post_data(request), report=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.publish(row, **form.cleaned_data, user=request.user, by=actor(request))
            messages.success(request, "Published. Everybody can read it.")
            return redirect("socialmedia:report_summary", month)
    paper = of_summary(row, Month.of(row.figures))
    context = {"form": form, "report": row, "added": paper.blocks[len(prose(row.public_words)) :]}
    return render(request, "socialmedia/reports/publish_report.html", context)


@require_POST
@for_coordinator
def withdraw_report(request: AuthenticatedHttpRequest, month: date) -> HttpResponse:
    row = get_object_or_404(Report, month=month)
    workflow.withdraw(row, by=actor(request))
    messages.success(request, "Withdrawn. Only the coordinator, the manager and the leadership read it now.")
    return redirect("socialmedia:report", month)


def _readable(request: AuthenticatedHttpRequest, month: date) -> Report:
    row = get_object_or_404(Report.objects.select_related("sent_by", "drafted_by"), month=month)
    if not rules.may_read(row, request.user, now=clock.now()):
        raise Http404
    return row


def _paper(found: Report) -> Paper:
    """By the figures that were sent; while it is a draft, by those of this moment."""
    sent = found.status == ReportStatus.SENT
    return of_report(found, Month.of(found.figures) if sent else facts_of(found.month))
