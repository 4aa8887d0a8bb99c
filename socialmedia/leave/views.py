"""Who is away: each enters their own days, the coordinator anybody's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from lla.accounts.decorators import refused
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms import cautions
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..roster.models import RosterDuty, Swap
from ..team.decorators import actor, for_team, standing_of
from ..team.models import Appointment, Leave
from . import rules, workflow
from .forms import LeaveForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_team
def leave(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The days entered so far, and a form for more; the duties of those days are said first."""
    coordinates = standing_of(request).coordinates
    people = list(Appointment.objects.not_over(on=localdate(clock.now())).people()) if coordinates else []
    form = LeaveForm(post_data(request), user=request.user, people=people)
    said: list[str] = []
    supposed: Leave | None = None
    if form.is_bound and form.is_valid():
        supposed = form.leave()
        said = rules.cautions(supposed)
        if cautions.are_confirmed(request, said):
            with refusals_as_errors(form):
                entered = workflow.enter(supposed, by=request.user, role=actor(request).role)
                messages.success(request, f"Leave saved: {entered}.")
                return redirect("socialmedia:leave")
    shown = {"form": form, "supposed": supposed, "cautions": said, "read": cautions.cautions_token(said)}
    context = {**shown, "leave": _entered(request, everybody=coordinates), "coordinates": coordinates}
    return render(request, "socialmedia/leave/leave.html", context)


@require_POST
@for_team
def come_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Not away after all, or back early."""
    found = get_object_or_404(Leave.objects.select_related("user"), pk=pk)
    if reasons := rules.why_not_enter_for(standing_of(request), found.user, by=request.user):
        return refused(request, reasons)
    workflow.come_back(found, by=request.user, role=actor(request).role)
    messages.success(request, f"{found.user} is no longer down as away.")
    return redirect("socialmedia:leave")


def _entered(request: AuthenticatedHttpRequest, *, everybody: bool) -> list[dict[str, Any]]:
    """Leave of today or later, each with the duties that fall into it."""
    entered = list(Leave.objects.not_over(on=localdate(clock.now())))
    if not everybody:
        entered = [one for one in entered if one.user_id == request.user.pk]
    if not entered:
        return []
    first, last = localdate(clock.now()), max(one.ends_on for one in entered)
    duties = RosterDuty.objects.in_days(first, last).filter(user__in={one.user_id for one in entered})
    asked = set(Swap.objects.asked_by(request.user).values_list("duty", flat=True))
    return [
        {
            "leave": one,
            "asked": asked,
            "duties": [duty for duty in duties if _falls_into(one, duty)],
            "mine": one.user_id == request.user.pk,
        }
        for one in entered
    ]


def _falls_into(leave: Leave, duty: RosterDuty) -> bool:
    return duty.user_id == leave.user_id and leave.covers(duty.on)
