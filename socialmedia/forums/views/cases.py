"""The pages of cases: those that are open, one with all that was said, and what is done with it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.words.functions import SortKey

from ...channels.models import Channel
from ...complaints.rules import people_to_keep_out
from ...consultations import rules as consultations_rules
from ...consultations.choices import Asked
from ...consultations.models import Consultation
from ...consultations.views import views_given
from ...guidelines.selectors import parameters_in_force
from ...record.models import SocialEvent
from ...record.workflow import key_of
from ...team.decorators import actor, for_readers, for_team, standing_of
from .. import papers
from ..choices import CaseAct, CaseStatus
from ..forms import AppealForm, DecideAppealForm, DecideForm, KeepOutForm, NoteForm, OpenForm, ToldForm
from ..models import BreachCase, Participant
from ..rules import cases as forums_rules_cases
from ..workflow import cases as forums_cases

taking = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25
TONES = {CaseStatus.OPEN: "bad", CaseStatus.DECIDED: "wait", CaseStatus.APPEALED: "bad"}


@require_safe
@for_readers
def cases(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The open cases, and those that are closed."""
    found = BreachCase.objects.visible_to(request.user).with_all()
    closed = found.filter(status=CaseStatus.CLOSED).order_by("-closed_at", "-pk")
    context = {
        "rows": [(one, TONES.get(CaseStatus(one.status), "")) for one in found.standing()],
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/forums/cases.html", context)


@require_safe
@for_readers
def case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One case: the breaches, who says what, what the leadership said, the decision and what came of it."""
    found = _found(request, pk)
    context = {
        **_facts(found),
        **_acts(request, found),
        **_views(request, found),
        "breaches": found.moderations.with_all(),
        "leaders": Consultation.objects.filter(about=key_of(found), asked=Asked.LEADERSHIP).first(),
        "kept_out": found.kept_out.order_by(SortKey("name"), "pk"),
        "told": _history(found),
        "until": papers.until(found) if found.outcome else None,
    }
    return render(request, "socialmedia/forums/case.html", context)


@taking
@for_team
def open_case(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """A member opens one before there is a breach too many."""
    forum = get_object_or_404(Channel.objects.forums(), slug=slug)
    person = get_object_or_404(Participant.objects.filter(moderations__channel=forum).distinct(), pk=pk)
    form = OpenForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            made = forums_cases.open_case(
                person, forum, **form.cleaned_data, by=actor(request), opened_by=request.user
            )
            return redirect("socialmedia:case", made.pk)
    context = {"form": form, "forum": forum, "person": person}
    return render(request, "socialmedia/forums/open_case.html", context)


@taking
@for_team
def keep_out_of_case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = KeepOutForm(post_data(request), case=found, people=people_to_keep_out(now=clock.now()))
    words = {"heading": "Who is kept out", "button": "Keep out"}
    return _asked(request, found, form, forums_cases.keep_out, words)


@taking
@for_team
def note_leadership(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    first: dict[str, Any] = {"words": found.leadership_words}
    if found.leadership_consulted is not None:
        first["consulted"] = "yes" if found.leadership_consulted else "no"
    form = NoteForm(post_data(request), initial=first)
    why_not = [] if found.status == CaseStatus.OPEN else [forums_rules_cases.DECIDED]
    words = {"heading": "The leadership", "button": "Save", "why_not": why_not}
    return _asked(request, found, form, forums_cases.note_leadership, words)


@taking
@for_team
def decide_case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    why_not = [] if found.status == CaseStatus.OPEN else [forums_rules_cases.DECIDED]
    words = {"heading": "Decide the case", "button": "Save the decision", "why_not": why_not}
    return _asked(request, found, DecideForm(post_data(request), case=found), forums_cases.decide, words)


@taking
@for_team
def tell_case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The words, with rule, length and how to appeal, to be copied; then the person is marked as told."""
    found = _found(request, pk)
    why_not = forums_rules_cases.why_not_tell(found)
    first = {"words": "" if why_not else papers.words_to_participant(found)}
    form = ToldForm(post_data(request), initial=first)
    words = {"heading": "Tell the person", "button": "Mark as told", "copy": "yes", "why_not": why_not}
    return _asked(request, found, form, forums_cases.mark_told, words)


@taking
@for_team
def appeal_case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    words = {
        "heading": "Record an appeal",
        "button": "Save",
        "why_not": forums_rules_cases.why_not_appeal(found),
    }
    return _asked(request, found, AppealForm(post_data(request)), forums_cases.appeal, words)


@taking
@for_readers
def decide_appeal(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """By the leadership or somebody of the team, but not by who decided the case."""
    found = _found(request, pk)
    why_not = forums_rules_cases.why_not_take_appeal(found, request.user, now=clock.now())
    words = {"heading": "Decide the appeal", "button": "Save the decision", "why_not": why_not}
    return _asked(
        request, found, DecideAppealForm(post_data(request), case=found), forums_cases.decide_appeal, words
    )


@require_POST
@for_team
def case_step(request: AuthenticatedHttpRequest, pk: int, step: str) -> HttpResponse:
    """The acts that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(_found(request, pk), request.user)
    messages.success(request, said)
    return redirect("socialmedia:case", pk)


STEPS: Mapping[str, tuple[Callable[[BreachCase, User], object], str]] = {
    "ask-leadership": (
        lambda one, by: forums_cases.ask_leadership(one, by=by),
        "The leadership has been asked.",
    ),
    "close": (lambda one, by: forums_cases.close(one, by=by), "Case closed."),
}


def _found(request: AuthenticatedHttpRequest, pk: int) -> BreachCase:
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


def _acts(request: AuthenticatedHttpRequest, found: BreachCase) -> dict[str, Any]:
    """Which acts this person may do with it now, and what a ban would still need."""
    in_team, figures = standing_of(request).in_team, parameters_in_force()
    is_open = found.status == CaseStatus.OPEN
    return {
        "is_open": is_open,
        "in_team": in_team,
        "may_tell": in_team and not forums_rules_cases.why_not_tell(found),
        "may_appeal": in_team and not forums_rules_cases.why_not_appeal(found),
        "may_close": in_team and not forums_rules_cases.why_not_close(found),
        "may_decide_appeal": not forums_rules_cases.why_not_take_appeal(found, request.user, now=clock.now()),
        "others": forums_rules_cases.views_of_others(found, request.user) if is_open else 0,
        "figures": figures,
    }


def _views(request: AuthenticatedHttpRequest, found: BreachCase) -> dict[str, Any]:
    asked = found.consultation
    if asked is None:
        return {"views": []}
    answers = consultations_rules.answers(asked, now=clock.now())
    return {
        "views": views_given(asked),
        "silent": answers.silent if asked.is_open else [],
        "may_answer": asked.is_open and request.user in answers.asked,
    }


def _history(found: BreachCase) -> list[dict[str, Any]]:
    steps = dict(CaseAct.choices)
    events = SocialEvent.objects.of(found).filter(act__in=steps)
    return [{"at": event.at, "words": steps[event.act]} for event in events]


def _asked(
    request: AuthenticatedHttpRequest,
    found: BreachCase,
    form: forms.Form,
    act: Callable[..., object],
    words: Mapping[str, Any],
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act(found, **form.cleaned_data, by=request.user)
            return redirect("socialmedia:case", found.pk)
    return render(request, "socialmedia/forums/case_act.html", {**_facts(found), **words, "form": form})
