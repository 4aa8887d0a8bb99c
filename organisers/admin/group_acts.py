"""What the committee does with a group: a page for each act, with its rule and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from lla.desk import DeskRequest
from lla.forms import Form, told_on

from ..forms.groups import AffiliatedForm, HandOverForm, ReasonForm
from ..models import Group
from ..rules import groups as rules
from ..workflow import groups as workflow

OVERSEE = "organisers.oversee"


@dataclass(frozen=True, slots=True)
class GroupAct:
    """`do` takes the form's fields by their names; `final` marks what everybody concerned is told at once."""

    name: str
    words: str
    explains: str
    done: str
    form: Callable[..., Form]
    why_not: Callable[[Group], list[str]]
    do: Callable[..., object]
    final: bool = False


_ALL = (
    GroupAct(
        name="affiliate",
        words="Affiliate",
        explains="The group can submit motions and is invited from today. Its contacts get an email.",
        done="The group is affiliated.",
        form=lambda typed, group: AffiliatedForm(typed),
        why_not=rules.why_not_affiliate,
        do=workflow.affiliate,
    ),
    GroupAct(
        name="lapse",
        words="Lapse the affiliation",
        explains="The group cannot submit motions and is not in directories until it is affiliated again.",
        done="The group’s affiliation has lapsed.",
        form=lambda typed, group: ReasonForm(typed),
        why_not=rules.why_not_lapse,
        do=workflow.lapse,
        final=True,
    ),
    GroupAct(
        name="leave",
        words="Record that it left, or decline its application",
        explains="The details of its contacts are erased 90 days later.",
        done="The group is recorded as left.",
        form=lambda typed, group: ReasonForm(typed),
        why_not=rules.why_not_leave,
        do=workflow.leave,
        final=True,
    ),
    GroupAct(
        name="move",
        words="Move to another region",
        explains="The organisers of both regions get an email with your reason.",
        done="Group moved to its new region.",
        form=HandOverForm,
        why_not=lambda group: rules.why_not_move(group, to=None),
        do=workflow.move,
    ),
)
ACTS = {act.name: act for act in _ALL}


@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: DeskRequest, pk: int, name: str, *, frame: dict[str, Any]) -> HttpResponse:
    """Ask what an act needs and do it; a refusal comes back with what was typed."""
    if name not in ACTS:
        raise Http404
    if not request.user.has_perm(OVERSEE):
        raise PermissionDenied
    act, group = ACTS[name], get_object_or_404(Group.objects.select_related("region"), pk=pk)
    form = act.form(request.POST if request.method == "POST" else None, group=group)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            act.do(group, by=request.user, **form.cleaned_data)
            messages.success(request, act.done)
            return redirect("admin:organisers_group_change", pk)
    context = {**frame, "title": act.words, "act": act, "group": group, "form": form}
    context["reasons"] = [] if form.is_bound else act.why_not(group)
    return TemplateResponse(request, "admin/organisers/group/act.html", context)
