"""What an organiser does with one symposium: offer, ask, decide, move, cancel, write, publish, note."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.actors import Actor
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ...appointments.decorators import organiser_required
from ...appointments.views import organiser_actor
from ...regions.models import Region
from .. import rules
from ..forms import (
    CancelForm,
    ChangeForm,
    ConsultForm,
    DecideForm,
    IdeaForm,
    PaperForm,
    PointForm,
    SlotForm,
    VenueOptionForm,
)
from ..models import ActionPoint, Option, Symposium
from ..selectors import consultation_of
from ..workflow import lifecycle
from .desk import facts, get_symposium

asking = require_http_methods(["GET", "HEAD", "POST"])


@asking
@organiser_required
def symposium_options(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    """The times, venues and ideas the groups will be asked about, and a form for each kind."""
    symposium = get_symposium(region, quarter)
    forms = _option_forms(request, symposium)
    for form in forms.values():
        if form.is_bound and form.is_valid():
            with refusals_as_errors(form):
                lifecycle.add_option(symposium, form.option(symposium))
                return redirect("organisers:symposium_options", region.slug, quarter)
    context = {
        **facts(symposium, now=clock.now()),
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "options": consultation_of(symposium).options,
        "refused": rules.why_not_remove_option(symposium),
    }
    return render(request, "organisers/symposia/symposium_options.html", context)


def _option_forms(request: HttpRequest, symposium: Symposium) -> dict[str, Any]:
    """One form for each kind of option; the one that was sent is filled."""
    sent = request.POST.get("kind") if request.method == "POST" else None
    return {
        "slot": SlotForm(request.POST if sent == "slot" else None, prefix="slot"),
        "venue": VenueOptionForm(
            request.POST if sent == "venue" else None, prefix="venue", symposium=symposium
        ),
        "idea": IdeaForm(request.POST if sent == "idea" else None, prefix="idea"),
    }


@require_POST
@organiser_required
def symposium_option_gone(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, pk: int
) -> HttpResponse:
    option = get_object_or_404(Option, pk=pk, symposium__region=region, symposium__quarter=quarter)
    lifecycle.remove_option(option)
    return redirect("organisers:symposium_options", region.slug, quarter)


@asking
@organiser_required
def symposium_consult(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    symposium = get_symposium(region, quarter)

    def act(said: Mapping[str, Any], by: Actor) -> None:
        lifecycle.open_consultation(symposium, closes_at=said["closes_at"], by=by)

    words = {
        "heading": "Ask the groups",
        "button": "Open the consultation",
        "words": "We email every affiliated group of the region straight away. You cannot change the options "
        "after that. We remind groups that have not answered once, three days before closing or half-way.",
    }
    return _asked(request, symposium, ConsultForm, act, words)


@asking
@organiser_required
def symposium_decide(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    """The best choices and what they mean, and the decision itself."""
    symposium, now = get_symposium(region, quarter), clock.now()
    early = rules.why_early(symposium, now=now)
    form = DecideForm(post_data(request), symposium=symposium, early=bool(early))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            lifecycle.decide(symposium, **form.cleaned_data, by=organiser_actor(request))
            messages.success(request, "Symposium confirmed. The groups have been told.")
            return redirect("organisers:desk_symposium", region.slug, quarter)
    suggestions = consultation_of(symposium).suggestions()
    context = {**facts(symposium, now=now), "form": form, "early": early, "suggestions": suggestions}
    return render(request, "organisers/symposia/symposium_decide.html", context)


@asking
@organiser_required
def symposium_change(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    symposium = get_symposium(region, quarter)
    keys = ("starts_at", "ends_at", "venue", "note")

    def act(said: Mapping[str, Any], by: Actor) -> None:
        lifecycle.change(symposium, **{key: said[key] for key in keys}, by=by)

    words = {
        "heading": "Change time or venue",
        "button": "Save and tell the groups",
        "words": "We email every group, and calendars update automatically.",
    }
    return _asked(request, symposium, ChangeForm, act, words, symposium=symposium)


@asking
@organiser_required
def symposium_cancel(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    symposium = get_symposium(region, quarter)

    def act(said: Mapping[str, Any], by: Actor) -> None:
        lifecycle.cancel(symposium, because=said["because"], by=by)

    words = {
        "heading": "Cancel the symposium",
        "button": "Cancel the symposium",
        "tone": "final",
        "words": "You cannot undo this. We tell the groups why. You can plan another one for the same "
        "quarter.",
    }
    return _asked(request, symposium, CancelForm, act, words)


@asking
@organiser_required
def symposium_paper(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, paper: str
) -> HttpResponse:
    """Writing the agenda, or the notes."""
    symposium = get_symposium(region, quarter)

    def act(said: Mapping[str, Any], by: Actor) -> None:
        lifecycle.write(symposium, paper=paper, words=said["words"])

    words = {"heading": f"The {paper}", "button": f"Save the {paper}", "warn": "yes"}
    return _asked(request, symposium, PaperForm, act, words, initial={"words": getattr(symposium, paper)})


@asking
@organiser_required
def symposium_point(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    symposium = get_symposium(region, quarter)

    def act(said: Mapping[str, Any], by: Actor) -> None:
        lifecycle.add_point(symposium, ActionPoint(**said))

    words = {"heading": "Add an action point", "button": "Add the action point"}
    return _asked(request, symposium, PointForm, act, words)


@require_POST
@organiser_required
def symposium_point_done(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, pk: int
) -> HttpResponse:
    """Tick a point off, or put it back."""
    points = ActionPoint.objects.filter(symposium__region=region, symposium__quarter=quarter)
    lifecycle.mark_point_done(get_object_or_404(points, pk=pk), done=request.POST.get("done") == "yes")
    return redirect("organisers:desk_symposium", region.slug, quarter)


@require_POST
@organiser_required
def symposium_step(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, step: str
) -> HttpResponse:
    """The acts that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(get_symposium(region, quarter), organiser_actor(request))
    messages.success(request, said)
    return redirect("organisers:desk_symposium", region.slug, quarter)


STEPS: Mapping[str, tuple[Callable[[Symposium, Actor], object], str]] = {
    "held": (lambda one, by: lifecycle.mark_held(one, by=by), "Recorded as held."),
    "publish-agenda": (
        lambda one, by: lifecycle.publish(one, paper="agenda", by=by),
        "Agenda published.",
    ),
    "publish-notes": (
        lambda one, by: lifecycle.publish(one, paper="notes", by=by),
        "Notes published.",
    ),
    "carry": (lambda one, by: lifecycle.carry_over_points(one), "Unfinished action points carried over."),
}


def _asked(
    request: AuthenticatedHttpRequest,
    about: Symposium,
    form_class: Any,
    act: Callable[[Mapping[str, Any], Actor], None],
    words: Mapping[str, str],
    **options: Any,
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    form = form_class(post_data(request), **options)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act(form.cleaned_data, organiser_actor(request))
            return redirect("organisers:desk_symposium", about.region.slug, about.quarter)
    context = {**facts(about, now=clock.now()), **words, "form": form}
    return render(request, "organisers/symposia/symposium_act.html", context)
