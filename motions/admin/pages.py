"""The pages of one motion: its sheet, its checklist and one page for each act."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.desk import DeskRequest
from lla.models import Email
from lla.refusals import NotAllowed

from .. import finding, workflow
from ..forms.desk import ChecklistForm, DeskForm
from ..models import Motion
from . import sheets
from .acts import ACTS, DeskAct
from .rehearsal import emails_of

REFUSED = 409
# What the buttons below an email say in the field "step".
DO, CHANGE = "do", "change"


@require_safe
def sheet(request: DeskRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Everything the committee knows of one motion."""
    motion = _find(request, pk, "motions.view_motion")
    context = sheets.of(motion, user=request.user, asked=request.GET)
    return TemplateResponse(request, "admin/motions/motion/sheet.html", frame | context)


@require_POST
def checklist(request: DeskRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Keep what was ticked; when that is refused the sheet comes back with it still ticked."""
    motion = _find(request, pk, "motions.rule_motion")
    form = ChecklistForm(request.POST, motion=motion)
    if form.is_valid():
        try:
            workflow.mark(motion, by=request.user, findings=form.findings, shown=form.shown)
        except NotAllowed as refusal:
            form.refuse(refusal.reasons)
        else:
            messages.success(request, "Checklist saved.")
            return redirect("admin:motions_motion_change", pk)
    context = sheets.of(motion, user=request.user, asked=request.GET, checklist=form)
    return TemplateResponse(request, "admin/motions/motion/sheet.html", frame | context, status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: DeskRequest, pk: int, name: str, *, frame: dict[str, Any]) -> HttpResponse:
    """Ask what an act needs, show the emails it will send, and do it when they have been confirmed."""
    if name not in ACTS:
        raise Http404
    seen, wanted = sheets.newest_step(pk), ACTS[name]
    motion = _find(request, pk, "motions.rule_motion")
    answer = partial(_act_page, request, motion, wanted, frame=frame)
    if request.method != "POST":
        return answer(wanted.form(motion=motion, initial={"seen": request.GET.get("seen", seen)}))
    form = wanted.form(request.POST, motion=motion)
    if request.POST.get("step") == CHANGE or not form.is_valid():
        return answer(form)
    try:
        emails = _rehearse_or_do(request, motion, wanted, form)
    except NotAllowed as refusal:
        form.refuse(refusal.reasons, seen=seen)
        return answer(form, status=REFUSED)
    if emails is not None:
        return answer(form, emails=emails)
    messages.success(request, wanted.done)
    return redirect("admin:motions_motion_change", pk)


def _act_page(
    request: DeskRequest,
    motion: Motion,
    wanted: DeskAct,
    form: DeskForm,
    *,
    frame: dict[str, Any],
    emails: list[Email] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = frame | sheets.of_act(motion, wanted, user=request.user) | {"form": form, "emails": emails}
    asks = emails is None
    template = "admin/motions/motion/act.html" if asks else "admin/motions/motion/emails.html"
    return TemplateResponse(request, template, context, status=status)


def _rehearse_or_do(
    request: DeskRequest, motion: Motion, wanted: DeskAct, form: DeskForm
) -> list[Email] | None:
    """The emails to look at first; None once the act is done."""
    do = partial(wanted.do, motion, by=request.user, **form.cleaned_data)
    if wanted.writes and request.POST.get("step") != DO:
        return emails_of(motion, do)
    do()
    return None


def _find(request: DeskRequest, pk: int, permission: str) -> Motion:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(finding.for_the_sheet(), pk=pk)
