"""Current priorities and positions: the page that writers choose from, and the manager's form."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..team.decorators import actor, asking, for_manager, planning_for_readers, standing_of
from . import workflow
from .forms import PositionForm
from .models import Position

PAST_SHOWN = 20


@require_safe
@planning_for_readers
def positions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What holds today, what is to come, and what held before."""
    today, reader = localdate(clock.now()), standing_of(request)
    context = {
        "current": Position.objects.current(on=today),
        "coming": Position.objects.coming(on=today),
        "past": Position.objects.past(on=today)[:PAST_SHOWN],
        "may_write": reader.manages or reader.leads,
        "standing": reader,
    }
    return render(request, "socialmedia/positions/positions.html", context)


@asking
@for_manager
def new_position(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _written(request, Position())


@asking
@for_manager
def edit_position(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _written(request, get_object_or_404(Position, pk=pk))


def _written(request: AuthenticatedHttpRequest, row: Position) -> HttpResponse:
    new = row.pk is None
    form = PositionForm(post_data(request), instance=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            save = partial(workflow.save, form.save(commit=False), user=request.user, by=actor(request))
            once(request, save, again=lambda: row)
            messages.success(request, "Saved. Writers can choose it from today." if new else "Saved.")
            return redirect("socialmedia:positions")
    return render(request, "socialmedia/positions/edit_position.html", {"form": form, "new": new})
