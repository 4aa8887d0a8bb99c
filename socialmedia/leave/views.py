"""Who is away: each enters their own days, the coordinator anybody's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from lla.accounts.decorators import refused
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms import cautions
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..roster.models import RosterDuty, Swap
from ..team.decorators import actor, asking, for_team, standing_of
from ..team.models import Appointment, Leave
from . import rules, workflow
from .forms import LeaveForm


@asking
@for_team
def leave(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The days entered so far, and a form for more; the duties of those days are said first."""
    coordinates = standing_of(request).coordinates
    people = list(Appointment.objects.not_over(on=localdate(clock.now())).people()) if coordinates else []
    form = LeaveForm(post_data(request), user=request.user, people=people)
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
    shown = {"form": form, "supposed": supposed, "cautions": duties, "read": cautions.cautions_token(duties)}
    context = {**shown, "leave": _entered(request, everybody=coordinates), "coordinates": coordinates}
    return render(request, "socialmedia/leave/leave.html", context)


@require_POST
@for_team
def come_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Not away after all, or back early."""
    row = get_object_or_404(Leave.objects.select_related("user"), pk=pk)
    if reasons := rules.why_not_enter_for(standing_of(request), row.user, by=request.user):
        return refused(request, reasons)
    workflow.come_back(row, by=request.user, role=actor(request).role)
    messages.success(request, f"The leave of {row.user} is cancelled.")
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
