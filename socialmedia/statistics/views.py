"""What the platforms tell week by week: the charts, and the form for one week."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.locks import take_turns
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock, weeks

from ..channels.models import Channel
from ..team.decorators import asking, for_readers, for_team, standing_of
from . import workflow
from .forms import WeekForm
from .models import WeekFigures
from .papers import SHOWN, charts, weeks_of


@require_safe
@for_readers
def figures(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A quarter of a year up to the week asked for, and the weeks of it that lack figures."""
    last = _week(request)
    first = weeks.shifted(last, 1 - SHOWN)
    rows = list(WeekFigures.objects.in_weeks(first, last))
    mondays = [weeks.shifted(last, -at) for at in range(SHOWN)]
    entered = {row.week for row in rows}
    context = {
        "charts": charts(weeks_of(rows), last=last),
        "weeks": [{"monday": day, "name": weeks.named(day), "words": weeks.in_words(day)} for day in mondays],
        "missing": [weeks.in_words(monday) for monday in mondays[:4] if monday not in entered],
        "entered": entered,
        "earlier": weeks.named(weeks.shifted(first, -1)),
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/statistics/figures.html", context)


@asking
@for_team
@transaction.atomic
def enter_figures(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every open channel's figures of one week."""
    if request.method == "POST":
        take_turns(WeekFigures)
    monday = _week(request)
    channels = list(Channel.objects.open().select_related("platform"))
    known = {row.channel_id: row for row in WeekFigures.objects.in_weeks(monday, monday)}
    form = WeekForm(post_data(request), channels=channels, known=known)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.save(monday, form.entries, by=request.user)
            messages.success(request, f"Figures for {weeks.in_words(monday)} saved.")
            return redirect(f"{reverse('socialmedia:figures')}?week={weeks.named(monday)}")
    context = {
        "form": form,
        "channels": channels,
        "week": weeks.in_words(monday),
        "name": weeks.named(monday),
    }
    return render(request, "socialmedia/statistics/enter_figures.html", context)


def _week(request: HttpRequest) -> date:
    """The week asked for; else the last one that is over."""
    asked = weeks.read(request.GET.get("week", ""))
    return asked or weeks.shifted(weeks.monday_of(localdate(clock.now())), -1)
