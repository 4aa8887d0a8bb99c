"""The pages of cases: those that are open, one with all that was said, and what is done with it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.forms import sent, told_on
from lla.functions import InOrder
from lla.models import User

from ..choices import Asked, CaseAct, CaseStatus, Opinion
from ..emails import cases as emails
from ..forms.cases import AppealForm, DecideAppealForm, DecideForm, KeepOutForm, NoteForm, OpenForm, ToldForm
from ..models import BreachCase, Channel, Consultation, Participant, SocialEvent
from ..rules import cases as rules
from ..rules import consultations as asking
from ..rules.complaints import people_to_keep_out
from ..rules.guidelines import parameters_in_force
from ..workflow import cases as workflow
from ..workflow.record import key_of
from .consultations import TONES as VIEW_TONES
from .rights import actor, for_readers, for_team, standing_of

taking = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25
TONES = {CaseStatus.OPEN: "bad", CaseStatus.DECIDED: "wait", CaseStatus.APPEALED: "bad"}


@require_safe
@for_readers
def cases(request: DeskRequest) -> HttpResponse:
    """The open cases, and those that are closed."""
    found = BreachCase.objects.visible_to(request.user).with_all()
    closed = found.filter(status=CaseStatus.CLOSED).order_by("-closed_at", "-pk")
    context = {
        "rows": [(one, TONES.get(CaseStatus(one.status), "")) for one in found.standing()],
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/cases.html", context)


@require_safe
@for_readers
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """One case: the breaches, who says what, what the leadership said, the decision and what came of it."""
    found = _found(request, pk)
    context = {
        **_facts(found),
        **_acts(request, found),
        **_views(request, found),
        "breaches": found.moderations.with_all(),
        "leaders": Consultation.objects.filter(about=key_of(found), asked=Asked.LEADERSHIP).first(),
        "kept_out": found.kept_out.order_by(InOrder("name"), "pk"),
        "told": _history(found),
        "until": emails.until(found) if found.outcome else None,
    }
    return render(request, "socialmedia/case.html", context)


@taking
@for_team
def open_case(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    """A member opens one before there is a breach too many."""
    forum = get_object_or_404(Channel.objects.forums(), slug=slug)
    person = get_object_or_404(Participant.objects.filter(moderations__channel=forum).distinct(), pk=pk)
    form = OpenForm(sent(request))
    if form.is_bound and form.is_valid():
        with told_on(form):
            made = workflow.open_case(
                person, forum, **form.cleaned_data, by=actor(request), opened_by=request.user
            )
            return redirect("socialmedia:case", made.pk)
    context = {"form": form, "forum": forum, "person": person}
    return render(request, "socialmedia/open_case.html", context)


@taking
@for_team
def keep_out_of_case(request: DeskRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = KeepOutForm(sent(request), case=found, people=people_to_keep_out(now=clock.now()))
    words = {"heading": "Who is kept out", "button": "Keep out"}
    return _asked(request, found, form, workflow.keep_out, words)


@taking
@for_team
def note_leadership(request: DeskRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    first: dict[str, Any] = {"words": found.leadership_words}
    if found.leadership_consulted is not None:
        first["consulted"] = "yes" if found.leadership_consulted else "no"
    form = NoteForm(sent(request), initial=first)
    why_not = [] if found.status == CaseStatus.OPEN else [rules.DECIDED]
    words = {"heading": "The leadership", "button": "Save", "why_not": why_not}
    return _asked(request, found, form, workflow.note_leadership, words)


@taking
@for_team
def decide_case(request: DeskRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    why_not = [] if found.status == CaseStatus.OPEN else [rules.DECIDED]
    words = {"heading": "Decide the case", "button": "Save the decision", "why_not": why_not}
    return _asked(request, found, DecideForm(sent(request), case=found), workflow.decide, words)


@taking
@for_team
def tell_case(request: DeskRequest, pk: int) -> HttpResponse:
    """The words, with rule, length and how to appeal, to be copied; then the person is marked as told."""
    found = _found(request, pk)
    why_not = rules.why_not_tell(found)
    first = {"words": "" if why_not else emails.told(found)}
    form = ToldForm(sent(request), initial=first)
    words = {"heading": "Tell the person", "button": "Mark as told", "copy": "yes", "why_not": why_not}
    return _asked(request, found, form, workflow.mark_told, words)


@taking
@for_team
def appeal_case(request: DeskRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    words = {"heading": "Record an appeal", "button": "Save", "why_not": rules.why_not_appeal(found)}
    return _asked(request, found, AppealForm(sent(request)), workflow.appeal, words)


@taking
@for_readers
def decide_appeal(request: DeskRequest, pk: int) -> HttpResponse:
    """By the leadership or somebody of the team, but not by who decided the case."""
    found = _found(request, pk)
    why_not = rules.why_not_take_appeal(found, request.user, now=clock.now())
    words = {"heading": "Decide the appeal", "button": "Save the decision", "why_not": why_not}
    return _asked(request, found, DecideAppealForm(sent(request), case=found), workflow.decide_appeal, words)


@require_POST
@for_team
def case_step(request: DeskRequest, pk: int, step: str) -> HttpResponse:
    """The acts that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(_found(request, pk), request.user)
    messages.success(request, said)
    return redirect("socialmedia:case", pk)


STEPS: Mapping[str, tuple[Callable[[BreachCase, User], object], str]] = {
    "ask-leadership": (lambda one, by: workflow.ask_leadership(one, by=by), "The leadership has been asked."),
    "close": (lambda one, by: workflow.close(one, by=by), "Case closed."),
}


def _found(request: DeskRequest, pk: int) -> BreachCase:
    """A case this person may know of; any other is not there."""
    related = (
        "participant__platform", "channel", "consultation", "rule", "decided_by", "opened_by",
        "appeal_decided_by",
    )  # fmt: skip
    return get_object_or_404(BreachCase.objects.visible_to(request.user).select_related(*related), pk=pk)


def _facts(found: BreachCase) -> dict[str, Any]:
    """What every page of one case says."""
    return {
        "case": found,
        "person": found.participant,
        "forum": found.channel,
        "tone": TONES.get(CaseStatus(found.status), ""),
    }


def _acts(request: DeskRequest, found: BreachCase) -> dict[str, Any]:
    """Which acts this person may do with it now, and what a ban would still need."""
    in_team, figures = standing_of(request).in_team, parameters_in_force()
    is_open = found.status == CaseStatus.OPEN
    return {
        "is_open": is_open,
        "in_team": in_team,
        "may_tell": in_team and not rules.why_not_tell(found),
        "may_appeal": in_team and not rules.why_not_appeal(found),
        "may_close": in_team and not rules.why_not_close(found),
        "may_decide_appeal": not rules.why_not_take_appeal(found, request.user, now=clock.now()),
        "others": rules.views_of_others(found, request.user) if is_open else 0,
        "figures": figures,
    }


def _views(request: DeskRequest, found: BreachCase) -> dict[str, Any]:
    asked = found.consultation
    if asked is None:
        return {"views": []}
    given = asked.views.filter(given_at__isnull=False).select_related("user").order_by("given_at")
    answers = asking.answers(asked, now=clock.now())
    return {
        "views": [(view, VIEW_TONES.get(Opinion(view.opinion), "")) for view in given],
        "silent": answers.silent if asked.is_open else [],
        "may_answer": asked.is_open and request.user in answers.asked,
    }


def _history(found: BreachCase) -> list[dict[str, Any]]:
    steps = dict(CaseAct.choices)
    events = SocialEvent.objects.of(found).filter(act__in=steps)
    return [{"at": event.at, "words": steps[event.act]} for event in events]


def _asked(
    request: DeskRequest,
    found: BreachCase,
    form: forms.Form,
    act: Callable[..., object],
    words: Mapping[str, Any],
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with told_on(form):
            act(found, **form.cleaned_data, by=request.user)
            return redirect("socialmedia:case", found.pk)
    return render(request, "socialmedia/case_act.html", {**_facts(found), **words, "form": form})
