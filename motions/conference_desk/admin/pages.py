"""The pages of one conference on the desk: what readers will see of a draft, its check, and opening it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed, allow
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import SEEN
from lla.time import clock

from ...agenda import rules, workflow
from ...agenda.models import Conference
from ...reading.views import contexts
from .. import rules as desk_rules
from .. import selectors
from .. import workflow as desk_workflow
from ..forms import CopyForm, RemoveForm

CHANGE = "motions.change_conference"


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Whether a conference is ready; a draft is opened to everybody from here."""
    conference = conference_of(request, pk)
    if request.method == "POST":
        try:
            workflow.open_conference(conference)
        except NotAllowed as refusal:
            messages.error(request, " ".join(refusal.reasons))
        else:
            messages.success(request, "The conference is open. Everybody can see it.")
        return redirect("admin:motions_conference_check", pk)
    context = {
        "title": "Check and open" if conference.is_draft else "Check",
        "conference": conference,
        "why_not_open": rules.why_not_open(conference),
        "findings": selectors.findings(conference, now=clock.now()),
    }
    return TemplateResponse(request, "motions/conference_desk/check.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Ask what is different about the next conference, and make it a draft with all the rest."""
    conference = conference_of(request, pk)
    form = CopyForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            draft = desk_workflow.copy_conference(conference, **form.cleaned_data)
            messages.success(request, f"{draft} is a draft. Look at what is listed here before you open it.")
            return redirect("admin:motions_conference_check", draft.pk)
    context = {"title": "Copy to a new conference", "conference": conference, "form": form}
    return TemplateResponse(request, "motions/conference_desk/copy.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthenticatedHttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Ask once more, and delete a draft that was made by mistake."""
    conference = conference_of(request, pk)
    form = RemoveForm(post_data(request), conference=conference)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            seen = request.POST.get(SEEN)
            name = desk_workflow.remove_draft(conference, by=request.user, seen=seen)
            messages.success(request, f"{name} is removed.")
            return redirect("admin:motions_conference_changelist")
        conference = conference_of(request, pk)
    reasons = [] if form.is_bound else desk_rules.why_not_remove(conference)
    context = {
        "title": "Remove this draft",
        "conference": conference,
        "form": form,
        "reasons": reasons,
        "items": conference.items.count(),
        "orders": conference.standing_orders.count(),
    }
    return TemplateResponse(request, "motions/conference_desk/remove.html", frame | context)


@require_safe
def preview(request: HttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """The page of a conference as readers will see it; its items have no pages yet."""
    conference = conference_of(request, pk)
    if not conference.is_draft:
        return redirect(conference)
    page = {**contexts.conference_context(conference), **contexts.today(conference)}
    return render(request, "motions/reading/conference.html", page)


def conference_of(request: HttpRequest, pk: int, permission: str = CHANGE) -> Conference:
    """The conference of a page, for whoever may open it; who removed it, if somebody has."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    conference = Conference.objects.filter(pk=pk).first()
    if conference is None:
        allow(rules.why_gone(pk))
        raise Http404
    return conference
