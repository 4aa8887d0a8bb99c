"""Who is away: each enters their own days, the coordinator anybody's."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from lla.accounts.decorators import refused
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms import cautions
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..record.selectors import in_words, last_step_of
from ..roster.models import RosterDuty, Swap
from ..team.decorators import actor, asking, for_team, standing_of
from ..team.models import Appointment, Leave
from . import rules, workflow
from .forms import LeaveForm
from .workflow import LeaveAct


@asking
@for_team
def leave(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The days entered so far, and a form for more; the duties of those days are said first."""
    form = _form(request, post_data(request))
    duties: list[str] = []
    supposed: Leave | None = None
    if form.is_bound and form.is_valid():
        supposed = form.leave()
        duties = rules.cautions(supposed)
        if cautions.are_confirmed(request, duties):
            with refusals_as_errors(form):
                entered = workflow.enter(supposed, by=request.user, role=actor(request).role)
                messages.success(request, f"Leave saved: {entered}.")
                return redirect("socialmedia:leave")
    return _page(request, form, supposed=supposed, duties=duties)


def _form(request: AuthenticatedHttpRequest, data: QueryDict | None, **options: Any) -> LeaveForm:
    """For one's own days, or the coordinator's for anybody's."""
    today, people = localdate(clock.now()), []
    if standing_of(request).coordinates:
        people = list(Appointment.objects.not_over(on=today).people())
    return LeaveForm(data, user=request.user, people=people, **options)


def _page(
    request: AuthenticatedHttpRequest,
    form: LeaveForm,
    *,
    supposed: Leave | None = None,
    duties: Sequence[str] = (),
) -> HttpResponse:
    everybody = standing_of(request).coordinates
    context = {
        "form": form,
        "supposed": supposed,
        "cautions": duties,
        "read": cautions.cautions_token(duties),
        "leave": _entered(request, everybody=everybody),
        "coordinates": everybody,
    }
    return render(request, "socialmedia/leave/leave.html", context)


@require_POST
@for_team
def come_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Not away after all, or back early; days that were typed beside it stay on the page."""
    row = Leave.objects.select_related("user").filter(pk=pk).first()
    if row is None:
        messages.info(request, _cancelled_already(request, pk))
        return _with_typed(request)
    if reasons := rules.why_not_enter_for(standing_of(request), row.user, by=request.user):
        return refused(request, reasons)
    workflow.come_back(row, by=request.user, role=actor(request).role)
    messages.success(request, f"The leave of {row.user} is cancelled.")
    return _with_typed(request)


def _cancelled_already(request: AuthenticatedHttpRequest, pk: int) -> str:
    """Who has cancelled leave that is gone; whose it was is for them and the coordinator."""
    step = last_step_of(f"leave:{pk}", LeaveAct.CAME_BACK)
    if step is None:
        raise Http404
    whose = User.objects.filter(pk=step.details["user"]).first()
    if whose is None or rules.why_not_enter_for(standing_of(request), whose, by=request.user):
        raise Http404
    return in_words(step, "{who} has already cancelled this leave, on {when}.", otherwise="")


def _with_typed(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The list; days that were typed for other leave stay on it."""
    typed = {name: request.POST.get(name, "") for name in LeaveForm.base_fields}
    if typed["starts_on"] or typed["ends_on"]:
        return _page(request, _form(request, None, initial=typed))
    return redirect("socialmedia:leave")


def _entered(request: AuthenticatedHttpRequest, *, everybody: bool) -> list[dict[str, Any]]:
    """Leave of today or later, each with the duties that fall into it."""
    entered = list(Leave.objects.not_over(on=localdate(clock.now())))
    if not everybody:
        entered = [row for row in entered if row.user_id == request.user.pk]
    if not entered:
        return []
    first, last = localdate(clock.now()), max(row.ends_on for row in entered)
    duties = RosterDuty.objects.in_days(first, last).filter(user__in={row.user_id for row in entered})
    asked = set(Swap.objects.asked_by(request.user).values_list("duty", flat=True))
    return [
        {
            "leave": row,
            "asked": asked,
            "duties": [duty for duty in duties if duty.user_id == row.user_id and row.covers(duty.on)],
            "mine": row.user_id == request.user.pk,
        }
        for row in entered
    ]
