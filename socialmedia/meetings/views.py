"""The team's meetings: when the next is due, and what was said at the last."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.text.reading import prose
from lla.time import clock

from ..guidelines.selectors import parameters_in_force
from ..team.decorators import asking, for_readers, for_team, standing_of
from .forms import MeetingForm
from .models import Meeting
from .rules import paces

A_PAGE = 25


@require_safe
@for_readers
def meetings(request: AuthenticatedHttpRequest) -> HttpResponse:
    page = Paginator(Meeting.objects.all(), A_PAGE).get_page(request.GET.get("page"))
    today = localdate(clock.now())
    context = {
        "page": page,
        "paces": paces(figures=parameters_in_force(), today=today),
        "today": today,
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/meetings/meetings.html", context)


@require_safe
@for_readers
def meeting(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Meeting, pk=pk)
    context = {"meeting": row, "notes": prose(row.notes), "standing": standing_of(request)}
    return render(request, "socialmedia/meetings/meeting.html", context)


@asking
@for_team
def new_meeting(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _written(request, Meeting(on=localdate(clock.now())))


@asking
@for_team
def edit_meeting(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _written(request, get_object_or_404(Meeting, pk=pk))


def _written(request: HttpRequest, row: Meeting) -> HttpResponse:
    form = MeetingForm(post_data(request), instance=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            saved = form.save()
            messages.success(request, "Meeting saved.")
            return redirect("socialmedia:meeting", saved.pk)
    return render(request, "socialmedia/meetings/edit_meeting.html", {"form": form, "new": row.pk is None})
