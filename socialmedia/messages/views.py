"""Direct messages: the inbox by its clocks, one message, and what is done with it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.pages.filters import filter_tags
from lla.time import clock
from organisers.appointments.models import Appointment

from ..guidelines.choices import Level
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import Versions
from ..record.models import SocialEvent
from ..team.decorators import actor, asking, for_team
from . import rules, workflow
from .choices import MessageAct, MessageKind, MessageStatus
from .clocks import late_before
from .forms import AnswerForm, MessageForm, NoteForm, PassOnForm, ReopenForm, SortForm
from .models import Message, waits_late

A_PAGE = 25
SHOWN = {"waiting": "Waiting", "late": "Late", "done": "Dealt with"}
STEPS = dict(MessageAct.choices)


@require_safe
@for_team
def messages(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for an answer, possible recruits first; or what was dealt with, the newest first."""
    versions, now = Versions.known(), clock.now()
    before, show = late_before(now, versions.figures_on(localdate(now))), request.GET.get("show", "")
    show = show if show in SHOWN else "waiting"
    counts = Message.objects.for_the_team().aggregate(
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
        "filters": filter_tags(request, SHOWN.items(), shown=show, counts=counts),
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
    waiting = every.late(before=before) if show == "late" else every.waiting()
    return waiting.possible_recruits_first()


@asking
@for_team
def new_message(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = MessageForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            receive = partial(workflow.receive, **form.given, by=actor(request))
            same = Message.objects.filter(words=form.given["words"])
            message = once(request, receive, again=partial(same.latest, "pk"))
            notices.success(request, "Message recorded.")
            return redirect("socialmedia:message", message.pk)
    return render(request, "socialmedia/messages/new_message.html", {"form": form})


@require_safe
@for_team
def message(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One message: how it stands, what to do next, and for a possible recruit whose region it is."""
    message = _find(pk)
    return render(request, "socialmedia/messages/message.html", {**_facts(message), "form": AnswerForm()})


def _facts(message: Message) -> dict[str, Any]:
    """What the page of a message says; an answer that was refused stands there with its reasons."""
    versions, now = Versions.known(), clock.now()
    figures = versions.figures_on(localdate(now))
    line = rules.line_of(message, figures=_figures(message, versions, now), now=now)
    return {
        "message": message,
        "line": line,
        "open": message.status == MessageStatus.OPEN,
        "is_article": message.kind == MessageKind.ARTICLE,
        "refused": rules.why_not_answer(message, answered_at=now, figures=figures, now=now),
        "cautions": _cautions(message, figures),
        "may_set_aside": not rules.why_not_set_aside(message),
        "may_reopen": not rules.why_not_reopen(message, because="-"),
        "steps": [
            {"at": event.at, "words": STEPS.get(event.act, event.act), "note": event.words}
            for event in SocialEvent.objects.of(message)[:20]
        ],
        **(_passing_on(message) if message.kind == MessageKind.RECRUIT else {}),
    }


def _cautions(message: Message, figures: Parameters) -> list[str]:
    """What the guidelines would rather see first, though it stands in nobody's way."""
    if message.kind != MessageKind.ARTICLE or message.status != MessageStatus.OPEN:
        return []
    verdicts = rules.of_source(message.source, figures=figures, now=clock.now())
    return [f"{each.sentence} {each.todo}".strip() for each in verdicts if each.level == Level.WARN]


def _passing_on(message: Message) -> dict[str, Any]:
    organisers = Appointment.objects.in_force(on=localdate(clock.now())).filter(region=message.region_id)
    people = [role.user for role in organisers.select_related("user")] if message.region_id else []
    return {"pass_on_form": PassOnForm(message=message), "organisers": people}


@asking
@for_team
def message_answer(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Noting that it was answered; the form stands on the message's own page too."""
    message = _find(pk)
    form = AnswerForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            given = {"note": form.cleaned_data["note"], "answered_at": form.at}
            workflow.answer(message, **given, person=request.user, by=actor(request))
            notices.success(request, "Saved as answered.")
            return redirect("socialmedia:messages")
    return render(request, "socialmedia/messages/message.html", {**_facts(_find(pk)), "form": form})


@require_POST
@for_team
def message_set_aside(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Noting that it needs no answer, with what was typed beside; a note that is wrong comes back."""
    message, form = _find(pk), NoteForm(request.POST)
    if not form.is_valid():
        context = {**_facts(message), "form": AnswerForm(request.POST)}
        return render(request, "socialmedia/messages/message.html", context)
    workflow.set_aside(message, **form.cleaned_data, person=request.user, by=actor(request))
    notices.success(request, "Saved: no answer needed.")
    return redirect("socialmedia:messages")


ACTS = ActPages(
    find=lambda request, pk: _find(pk),
    facts=lambda request, message: {"message": message},
    back=lambda request, message: redirect("socialmedia:message", message.pk),
    opens=for_team,
    template="socialmedia/messages/message_act.html",
    by=actor,
)
message_sort = ACTS.page(
    Action(label="Change the kind", button="Save the kind", form=SortForm, do=workflow.sort),
    lambda message, user: {"message": message},
)
# So that the page shows whom to point them to.
message_pass_on = ACTS.page(
    Action(
        label="Where do they live?",
        button="Refer them to its organiser",
        form=PassOnForm,
        do=workflow.pass_on,
    ),
    lambda message, user: {"message": message},
)
message_reopen = ACTS.page(
    Action(label="Reopen the message", button="Move back to the inbox", form=ReopenForm, do=workflow.reopen)
)


def _find(pk: int) -> Message:
    every = Message.objects.for_the_team().select_related("channel", "source", "region", "answered_by")
    return get_object_or_404(every, pk=pk)
