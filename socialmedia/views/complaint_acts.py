"""What is done with one complaint: reading it first, keeping somebody out, answering, closing."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lla import clock
from lla.desk import DeskRequest
from lla.doors import refused
from lla.forms import sent, told_on

from ..forms.complaints import CloseForm, HoldForm, KeepOutForm, LeadershipForm, TriageForm
from ..models import Complaint
from ..rules import complaints as rules
from ..workflow import complaints as workflow
from .complaints import facts, found_for
from .rights import for_readers, standing_of

asking = require_http_methods(["GET", "HEAD", "POST"])


@asking
@for_readers
def triage_complaint(request: DeskRequest, pk: int) -> HttpResponse:
    """The first reader says what it is and whom it is about; then everybody else is asked at once."""
    found = found_for(request, pk, now=clock.now())
    form = TriageForm(sent(request), complaint=found, people=rules.people_to_keep_out(now=clock.now()))
    words = {
        "heading": "Read the complaint first",
        "button": "Ask the team",
        "said": "The team has been asked.",
        "why_not": rules.why_not_triage(found),
    }
    return _handled(request, found, form, workflow.triage, words)


@asking
@for_readers
def keep_out(request: DeskRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    form = KeepOutForm(sent(request), people=rules.people_to_keep_out(now=clock.now()))
    words = {
        "heading": "Keep somebody out",
        "button": "Keep out",
        "lede": "They will no longer see this or be asked about it. Anything they said about it is deleted.",
        "said": "They are now kept out.",
    }
    return _handled(request, found, form, workflow.keep_out, words)


@asking
@for_readers
def recuse(request: DeskRequest, pk: int) -> HttpResponse:
    """Somebody wants no part in it; afterwards it is not there for them."""
    found = found_for(request, pk, now=clock.now())
    if request.method == "POST":
        workflow.recuse(found, by=request.user)
        messages.success(request, "You take no further part in that complaint.")
        return redirect("socialmedia:complaints")
    return render(request, "socialmedia/recuse.html", facts(request, found, now=clock.now()))


@asking
@for_readers
def hold_complaint(request: DeskRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    words = {
        "heading": "Send a holding reply",
        "button": "Send",
        "said": "Holding reply sent.",
        "why_not": rules.why_not_hold(found),
    }
    return _handled(request, found, HoldForm(sent(request)), workflow.send_holding_reply, words)


@asking
@for_readers
def lead_complaint(request: DeskRequest, pk: int) -> HttpResponse:
    """The leadership's word, written down by one of them."""
    found = found_for(request, pk, now=clock.now())
    if why_not := rules.why_not_decide_as_leadership(found, request.user, now=clock.now()):
        return refused(request, why_not)
    first = {"words": found.leadership_outcome}
    form = LeadershipForm(sent(request), initial=first)
    words = {"heading": "The leadership’s decision", "button": "Save", "said": "Decision saved."}
    return _asked(request, found, form, workflow.decide_as_leadership, words)


@asking
@for_readers
def close_complaint(request: DeskRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    silent = rules.too_late(found, now=clock.now())
    form = CloseForm(sent(request), complaint=found, silent=silent)
    words = {
        "heading": "Close the complaint",
        "button": "Close it",
        "said": "Complaint closed.",
        "why_not": rules.why_not_close(found, now=clock.now(), without_because="?"),
    }
    return _handled(request, found, form, workflow.close, words)


def _handled(
    request: DeskRequest,
    found: Complaint,
    form: forms.Form,
    act: Callable[..., object],
    words: Mapping[str, Any],
) -> HttpResponse:
    """A page for whoever handles this complaint; those who may only read it are told so."""
    if why_not := rules.why_not_handle(found, request.user, now=clock.now()):
        return refused(request, why_not)
    return _asked(request, found, form, act, words)


def _asked(
    request: DeskRequest,
    found: Complaint,
    form: forms.Form,
    act: Callable[..., object],
    words: Mapping[str, Any],
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with told_on(form):
            act(found, **form.cleaned_data, by=request.user)
            messages.success(request, words["said"])
            return _back(request, found)
    context = {**facts(request, found, now=clock.now()), **words, "form": form}
    return render(request, "socialmedia/complaint_act.html", context)


def _back(request: DeskRequest, found: Complaint) -> HttpResponse:
    """To the complaint, unless this very act has taken it out of sight."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    if seen.filter(pk=found.pk).exists():
        return redirect("socialmedia:complaint", found.pk)
    return redirect("socialmedia:complaints")
