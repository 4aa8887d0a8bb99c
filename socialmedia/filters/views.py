"""The keyword filter: its versions, copying one out, where it is installed, and trying it on a text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.words.functions import SortKey

from ..channels.choices import FilterFormat
from ..channels.models import Channel, Platform
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import TONES
from ..team.decorators import actor, asking, for_team
from . import rules, workflow
from .forms import FilterListForm, TryForm
from .matching import copied_out, hits
from .models import FilterInstalled, FilterList


@require_safe
@for_team
def filters(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is current, which channel has it, and every version there was."""
    figures = parameters_in_force()
    context = {
        "current": FilterList.objects.current(),
        "drifts": [(row, TONES[row.verdict.level]) for row in rules.drifts(figures)],
        "duty": figures.keyword_filters,
        "versions": FilterList.objects.select_related("made_by")[:50],
        "form": TryForm(),
    }
    return render(request, "socialmedia/filters/filters.html", context)


@asking
@for_team
def new_filter_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new version from the words of the last; somebody quicker is told of, and nothing typed is lost."""
    current = FilterList.objects.current()
    form = FilterListForm(post_data(request), current=current)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            made = workflow.make(**form.cleaned_data, person=request.user, by=actor(request))
            messages.success(
                request, f"Version {made.number} is current. Put it into each channel’s settings."
            )
            return redirect("socialmedia:filter_list", made.number)
        current = FilterList.objects.current()
        form.data = {**form.data.dict(), "seen": current.number if current else 0}
    return render(request, "socialmedia/filters/new_filter_list.html", {"form": form, "current": current})


@require_safe
@for_team
def filter_list(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    """One version: its words as each platform takes them, what it changed, and where it is installed."""
    version = get_object_or_404(FilterList.objects.select_related("made_by"), number=number)
    before = FilterList.objects.before(number)
    there = {row.channel_id: row for row in FilterInstalled.objects.in_place()}
    channels = Channel.objects.open().select_related("platform").order_by("platform__order", SortKey("name"))
    context = {
        "version": version,
        "current": FilterList.objects.current(),
        "before": before,
        "change": rules.change(before, version),
        "copies": _copies(version),
        "channels": [(channel, there.get(channel.pk)) for channel in channels],
    }
    return render(request, "socialmedia/filters/filter_list.html", context)


def _copies(version: FilterList) -> list[dict[str, Any]]:
    """The list in each format, with the names of the platforms that take it so."""
    taking: dict[str, list[str]] = {}
    for platform in Platform.objects.in_use():
        taking.setdefault(platform.filter_format, []).append(platform.name)
    return [
        {"form": form, "platforms": taking[form], "words": copied_out(version.words, form)}
        for form in FilterFormat
        if form in taking
    ]


@require_POST
@for_team
def filter_install(request: AuthenticatedHttpRequest, number: int, channel: str) -> HttpResponse:
    """ "I have put this version into the channel's settings"."""
    version = get_object_or_404(FilterList, number=number)
    row = get_object_or_404(Channel, slug=channel)
    workflow.install(row, version, person=request.user, by=actor(request))
    messages.success(request, f"Version {number} is recorded for {row}.")
    return redirect("socialmedia:filter_list", number)


@asking
@for_team
def filter_tester(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Which words of the current list hit a text; nothing is kept."""
    form = TryForm(post_data(request))
    current = FilterList.objects.current()
    context: dict[str, Any] = {"form": form, "current": current}
    if form.is_bound and form.is_valid() and current:
        context["tried"] = True
        context["found"] = hits(current.words, form.cleaned_data["text"])
    return render(request, "socialmedia/filters/filter_tester.html", context)
