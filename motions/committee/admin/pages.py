"""The pages of one motion: its sheet, its checklist, one page for each act with its emails shown first."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.acts.refusals import NotAllowed

from ...agenda import nouns
from ...motion.models import Motion
from .. import selectors, workflow
from ..forms.base import DeskForm
from ..forms.sheet import ChecklistForm
from . import sheets
from .acts import ACTIONS
from .desk_action import DeskAction
from .previews import CHANGE, DO, Foreseen, preview

REFUSED = 409


@require_safe
def sheet(request: AuthenticatedHttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Everything the committee knows of one motion."""
    motion = _find(request, pk, "motions.view_motion")
    context = sheets.sheet_context(motion, user=request.user, asked=request.GET, kept=frame["kept"])
    context["neighbours"] = frame["neighbours"]()
    return TemplateResponse(request, "motions/committee/sheet.html", frame | context)


@require_POST
def checklist(request: AuthenticatedHttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """Keep what was ticked and noted; when that is refused the sheet comes back with all of it."""
    motion = _find(request, pk, "motions.rule_motion")
    form = ChecklistForm(request.POST, motion=motion)
    if form.is_valid():
        try:
            once(request, partial(_mark_and_note, motion, form, by=request.user), again=lambda: None)
        except NotAllowed as refusal:
            form.refuse(refusal.reasons)
        else:
            if form.findings or not form.cleaned_data["words"]:
                messages.success(request, "Checklist saved.")
            if form.cleaned_data["words"]:
                messages.success(request, "Note added.")
            return _back_to_sheet(pk, frame)
    context = sheets.sheet_context(
        motion, user=request.user, asked=request.GET, kept=frame["kept"], checklist=form
    )
    return TemplateResponse(request, "motions/committee/sheet.html", frame | context, status=REFUSED)


@transaction.atomic
def _mark_and_note(motion: Motion, form: ChecklistForm, *, by: User) -> None:
    workflow.mark(motion, by=by, findings=form.findings, shown=form.shown)
    if words := form.cleaned_data["words"]:
        workflow.note(motion, by=by, words=words)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: AuthenticatedHttpRequest, pk: int, name: str, *, frame: dict[str, Any]) -> HttpResponse:
    """Ask what an act needs, show the emails it will send, and do it when they have been confirmed."""
    if name not in ACTIONS:
        raise Http404
    seen = selectors.newest_step(pk)
    motion = _find(request, pk, "motions.rule_motion")
    action = ACTIONS[name].worded(**nouns.words(motion.nature))
    if motion.nature not in action.natures:
        raise Http404
    answer = partial(_act_page, request, motion, action, frame=frame)
    if request.method != "POST":
        asked = {name: request.GET.getlist(name) for name in action.asked if name in request.GET}
        initial = {"seen": request.GET.get("seen", seen), **asked}
        return answer(action.form(motion=motion, initial=initial))
    form = action.form(request.POST, motion=motion)
    if request.POST.get("step") == CHANGE or form.edited or not form.is_valid():
        return answer(form)
    do = partial(action.do, by=request.user, **form.cleaned_data)
    try:
        if action.writes and request.POST.get("step") != DO:
            return answer(form, foreseen=preview(motion, do))
        done = once(request, partial(do, motion), again=lambda: motion)
    except NotAllowed as refusal:
        form.refuse(refusal.reasons, seen=seen)
        return answer(form, status=REFUSED)
    messages.success(request, action.done)
    # What an act has made has a sheet of its own.
    return _back_to_sheet(done.pk if isinstance(done, Motion) else pk, frame)


def _back_to_sheet(pk: int, frame: dict[str, Any]) -> HttpResponse:
    return redirect(reverse("admin:motions_motion_change", args=[pk]) + frame["kept"])


def _act_page(
    request: AuthenticatedHttpRequest,
    motion: Motion,
    action: DeskAction,
    form: DeskForm,
    *,
    frame: dict[str, Any],
    foreseen: Foreseen | None = None,
    status: int = 200,
) -> HttpResponse:
    context = frame | sheets.act_context(motion, action, user=request.user) | {"form": form, "emails": None}
    template = "motions/committee/act.html"
    if foreseen:
        template = "motions/committee/act_emails.html"
        context |= {
            "emails": foreseen.emails,
            "shown": foreseen.shown,
            "relabelled": foreseen.relabelled,
        }
    return TemplateResponse(request, template, context, status=status)


def _find(request: AuthenticatedHttpRequest, pk: int, permission: str) -> Motion:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(selectors.for_the_sheet(), pk=pk)
