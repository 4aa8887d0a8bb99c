"""Direct messages: the inbox by its clocks, one message, and what is done with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from organisers.appointments.models import Appointment

from ..guidelines.choices import Level
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import Versions
from ..record.models import SocialEvent
from ..team.decorators import actor, for_team
from . import rules, workflow
from .choices import MessageKind, MessageStatus
from .clocks import late_before
from .forms import AnswerForm, MessageForm, PassOnForm, ReopenForm, SortForm
from .models import Message
from .querysets import waits_late

asking = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25
SHOWN = {"waiting": "Waiting", "late": "Late", "done": "Dealt with"}
STEPS = {
    "received": "Recorded",
    "answered": "Answered",
    "set_aside": "No answer needed",
    "sorted": "Its kind was changed",
    "passed_on": "Referred to a region’s organiser",
    "reopened": "Reopened",
    "told_late": "The team was emailed because it was late",
}


@require_safe
@for_team
def messages(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for an answer, possible recruits first; or what was dealt with, the newest first."""
    versions, now = Versions.known(), clock.now()
    before, show = late_before(now, versions.figures_on(localdate(now))), request.GET.get("show", "")
    show = show if show in SHOWN else "waiting"
    counts = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(status=MessageStatus.OPEN)),
        late=Count("pk", filter=waits_late(before)),
        done=Count("pk", filter=~Q(status=MessageStatus.OPEN)),
    )
    page = Paginator(_found(show, before), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [
            rules.line_of(message, figures=_figures(message, versions, now), now=now) for message in page
        ],
        "show": show,
        "shown": [(name, words, counts[name]) for name, words in SHOWN.items()],
    }
    return render(request, "socialmedia/messages/messages.html", context)


def _figures(message: Message, versions: Versions, now: datetime) -> Parameters:
    """What was dealt with is judged by the figures of the day on which it came in."""
    waits = message.status == MessageStatus.OPEN
    return versions.figures_on(localdate(now if waits else message.came_at))


def _found(show: str, before: datetime) -> QuerySet[Message]:
    every = Message.objects.select_related("channel", "answered_by")
    if show == "done":
        return every.dealt_with().order_by("-answered_at", "-pk")
    found = every.late(before=before) if show == "late" else every.waiting()
    return found.possible_recruits_first()


@asking
@for_team
def new_message(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = MessageForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            message = workflow.receive(**form.given, by=actor(request))
            notices.success(request, "Message recorded.")
            return redirect("socialmedia:message", message.pk)
    return render(request, "socialmedia/messages/new_message.html", {"form": form})


@require_safe
@for_team
def message(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One message: how it stands, what to do next, and for a possible recruit whose region it is."""
    found = _find(pk)
    return render(request, "socialmedia/messages/message.html", {**_facts(found), "form": AnswerForm()})


def _facts(found: Message) -> dict[str, Any]:
    """What the page of a message says; an answer that was refused stands there with its reasons."""
    versions, now = Versions.known(), clock.now()
    figures = versions.figures_on(localdate(now))
    line = rules.line_of(found, figures=_figures(found, versions, now), now=now)
    return {
        "message": found,
        "line": line,
        "open": found.status == MessageStatus.OPEN,
        "is_article": found.kind == MessageKind.ARTICLE,
        "refused": rules.why_not_answer(found, answered_at=now, figures=figures, now=now),
        "cautions": _cautions(found, figures),
        "may_set_aside": not rules.why_not_set_aside(found),
        "may_reopen": not rules.why_not_reopen(found, because="-"),
        "steps": _steps(found),
        **(_passing_on(found) if found.kind == MessageKind.RECRUIT else {}),
    }


def _cautions(found: Message, figures: Parameters) -> list[str]:
    """What the guidelines would rather see first, though it stands in nobody's way."""
    if found.kind != MessageKind.ARTICLE or found.status != MessageStatus.OPEN:
        return []
    said = rules.of_source(found.source, figures=figures, now=clock.now())
    return [f"{one.sentence} {one.todo}".strip() for one in said if one.level == Level.WARN]


def _passing_on(found: Message) -> dict[str, Any]:
    organisers = Appointment.objects.in_force(on=localdate(clock.now())).filter(region=found.region_id)
    people = [held.user for held in organisers.select_related("user")] if found.region_id else []
    return {"pass_on_form": PassOnForm(message=found), "organisers": people}


def _steps(found: Message) -> list[dict[str, Any]]:
    """What has happened to it, the newest first, with what was said."""
    return [
        {
            "at": event.at,
            "words": STEPS.get(event.act, event.act),
            "note": event.words,
        }
        for event in SocialEvent.objects.of(found)[:20]
    ]


@asking
@for_team
def message_answer(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Noting that it was answered; the form stands on the message's own page too."""
    found = _find(pk)
    form = AnswerForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            given = {"note": form.cleaned_data["note"], "answered_at": form.at}
            workflow.answer(found, **given, person=request.user, by=actor(request))
            notices.success(request, "Saved as answered.")
            return redirect("socialmedia:messages")
    return render(request, "socialmedia/messages/message.html", {**_facts(_find(pk)), "form": form})


@require_POST
@for_team
def message_set_aside(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    workflow.set_aside(_find(pk), person=request.user, by=actor(request))
    notices.success(request, "Saved: no answer needed.")
    return redirect("socialmedia:messages")


@asking
@for_team
def message_sort(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    words = {"heading": "Change the kind", "button": "Save the kind"}

    def act(said: dict[str, Any]) -> None:
        workflow.sort(found, kind=said["kind"], source=said["source"], by=actor(request))

    return _asked(request, found, SortForm(post_data(request), message=found), act, words)


@asking
@for_team
def message_pass_on(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Which region somebody who may join lives in, so that the page shows whom to point them to."""
    found = _find(pk)
    words = {"heading": "Where do they live?", "button": "Show its organiser"}

    def act(said: dict[str, Any]) -> None:
        workflow.pass_on(found, said["region"], by=actor(request))

    return _asked(request, found, PassOnForm(post_data(request), message=found), act, words)


@asking
@for_team
def message_reopen(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _find(pk)
    words = {"heading": "Reopen the message", "button": "Move back to the inbox"}

    def act(said: dict[str, Any]) -> None:
        workflow.reopen(found, because=said["because"], by=actor(request))

    return _asked(request, found, ReopenForm(post_data(request)), act, words)


def _asked(
    request: AuthenticatedHttpRequest,
    found: Message,
    form: Any,
    act: Callable[[dict[str, Any]], None],
    words: dict[str, str],
) -> HttpResponse:
    """A page with one form whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act(form.cleaned_data)
            return redirect("socialmedia:message", found.pk)
    return render(request, "socialmedia/messages/message_act.html", {"message": found, "form": form, **words})


def _find(pk: int) -> Message:
    every = Message.objects.select_related("channel", "source", "region", "answered_by")
    return get_object_or_404(every, pk=pk)
