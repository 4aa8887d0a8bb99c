"""The public form to complain, the team's pages of complaints, and what is done with one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.decorators import private, refused
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.emails.models import Email
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import standing
from lla.time import clock
from lla.words.functions import SortKey

from ..consultations import rules as consultations_rules
from ..consultations.views import views_given
from ..record.models import SocialEvent
from ..team import selectors as team_selectors
from ..team.decorators import for_readers, standing_of
from . import rules, workflow
from .choices import ComplaintAct, ComplaintStatus
from .forms import CloseForm, ComplainForm, HoldForm, KeepOutForm, LeadershipForm, TriageForm
from .models import Complaint

RECEIPT = "complaint receipt"


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    form = ComplainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            complaint = form.complaint
            if complaint.email:
                rate_limits.spend("complain", complaint.email)
            rate_limits.spend("complain from", rate_limits.client_address(request))
            complaint = workflow.receive_once(complaint)
            return redirect("socialmedia:complaint_sent", standing.key(RECEIPT, complaint.pk))
    return render(request, "socialmedia/complaints/complain.html", {"form": form})


@require_safe
@private
def complaint_sent(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt: the reference and what happens next, and nothing of what was written."""
    pk, _ = standing.read_key(RECEIPT, key)
    complaint = get_object_or_404(Complaint, pk=pk)
    return render(request, "socialmedia/complaints/complaint_sent.html", {"complaint": complaint})


A_PAGE = 25
TONES = {ComplaintStatus.RECEIVED: "bad", ComplaintStatus.CONSULTING: "wait", ComplaintStatus.CLOSED: "good"}


@require_safe
@for_readers
def complaints(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for a first reader, what is open, and what is closed."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    unread = seen.filter(status=ComplaintStatus.RECEIVED).order_by("received_at")
    asked = seen.filter(status=ComplaintStatus.CONSULTING).order_by("due_on", "received_at")
    closed = seen.filter(status=ComplaintStatus.CLOSED).order_by("-closed_at", "pk")
    context = {
        "unread": [(one, _days_left(one, now=now)) for one in unread],
        "asked": [(one, _days_left(one, now=now)) for one in asked],
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/complaints/complaints.html", context)


@require_safe
@for_readers
def complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One complaint: what was written, what is missing, what everybody says, what has happened."""
    now = clock.now()
    found = found_for(request, pk, now=now)
    said = facts(request, found, now=now)
    context = {
        **said,
        **_consulted(request, found, now=now),
        "kept_out": found.kept_out.select_related("user").order_by(SortKey("user__name")),
        "told": _history(found, handles=said["handles"]),
        "undelivered": _undelivered(found),
    }
    return render(request, "socialmedia/complaints/complaint.html", context)


def found_for(request: AuthenticatedHttpRequest, pk: int, *, now: datetime) -> Complaint:
    """A complaint this person may know of; any other is not there."""
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    related = ("consultation", "leadership_by", "closed_by", "taken_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def facts(request: AuthenticatedHttpRequest, found: Complaint, *, now: datetime) -> dict[str, Any]:
    """What every page of one complaint says."""
    return {
        "complaint": found,
        "tone": TONES[ComplaintStatus(found.status)],
        "days_left": _days_left(found, now=now),
        "handles": not rules.why_not_handle(found, request.user, now=now),
        "may_lead": not rules.why_not_decide_as_leadership(found, request.user, now=now),
    }


def _consulted(request: AuthenticatedHttpRequest, found: Complaint, *, now: datetime) -> dict[str, Any]:
    """The views given, who is silent, and whether this person is asked."""
    asked = found.consultation
    if asked is None or found.is_closed:
        return {"views": views_given(asked), "missing": []}
    answers = consultations_rules.answers(asked, now=now)
    return {
        "views": views_given(asked),
        "silent": answers.silent,
        "away": answers.away,
        "missing": rules.lacks(found, answers, now=now),
        "overdue": now >= asked.closes_at,
        "may_answer": request.user in answers.asked,
        "has_answered": request.user not in answers.silent + answers.away,
    }


def _days_left(found: Complaint, *, now: datetime) -> int | None:
    """Days until it has to be answered; None once somebody has replied, or where there is no clock."""
    if found.due_on is None or found.held_at or found.is_closed:
        return None
    return (found.due_on - localdate(now)).days


def _history(found: Complaint, *, handles: bool) -> list[dict[str, Any]]:
    """The steps, with the reasons given: why nobody was complained of is for those who handle it."""
    steps = dict(ComplaintAct.choices)
    reasons = {ComplaintAct.CLOSED: "Without {names}: {words}"}
    if handles:
        reasons[ComplaintAct.TRIAGED] = "About nobody in the team, because: {words}"
    events = list(SocialEvent.objects.of(found).filter(act__in=steps))
    silent = {pk for event in events for pk in event.details.get("silent", ())}
    people = {user.pk: user for user in User.objects.filter(pk__in=silent)} if silent else {}
    told = []
    for event in events:
        names = team_selectors.names(people[pk] for pk in event.details.get("silent", ()))
        reason = reasons.get(ComplaintAct(event.act), "") if event.words else ""
        because = reason.format(names=names, words=event.words)
        told.append({"at": event.at, "words": steps[event.act], "because": because})
    return told


def _undelivered(found: Complaint) -> bool:
    """Whether an email to who complained could not be delivered; the desk's list does not show it."""
    kinds = ["socialmedia/complaint_received", "socialmedia/complaint_held", "socialmedia/complaint_closed"]
    return Email.objects.failed().filter(about=found.reference, kind__in=kinds).exists()


asking = require_http_methods(["GET", "HEAD", "POST"])


@asking
@for_readers
def triage_complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The first reader says what it is and whom it is about; then everybody else is asked at once."""
    found = found_for(request, pk, now=clock.now())
    form = TriageForm(post_data(request), complaint=found, people=rules.people_to_keep_out(now=clock.now()))
    words = {
        "heading": "Read the complaint first",
        "button": "Ask the team",
        "said": "The team has been asked.",
        "why_not": rules.why_not_triage(found),
    }
    return _handled(request, found, form, workflow.triage, words)


@asking
@for_readers
def keep_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    form = KeepOutForm(post_data(request), people=rules.people_to_keep_out(now=clock.now()))
    words = {
        "heading": "Keep somebody out",
        "button": "Keep out",
        "lede": "They will no longer see this or be asked about it. Anything they said about it is deleted.",
        "said": "They are now kept out.",
    }
    return _handled(request, found, form, workflow.keep_out, words)


@asking
@for_readers
def recuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Somebody wants no part in it; afterwards it is not there for them."""
    found = found_for(request, pk, now=clock.now())
    if request.method == "POST":
        workflow.recuse(found, by=request.user)
        messages.success(request, "You take no further part in that complaint.")
        return redirect("socialmedia:complaints")
    return render(request, "socialmedia/complaints/recuse.html", facts(request, found, now=clock.now()))


@asking
@for_readers
def hold_complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    words = {
        "heading": "Send a holding reply",
        "button": "Send",
        "said": "Holding reply sent.",
        "why_not": rules.why_not_hold(found),
    }
    return _handled(request, found, HoldForm(post_data(request)), workflow.send_holding_reply, words)


@asking
@for_readers
def lead_complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The leadership's word, written down by one of them."""
    found = found_for(request, pk, now=clock.now())
    if why_not := rules.why_not_decide_as_leadership(found, request.user, now=clock.now()):
        return refused(request, why_not)
    first = {"words": found.leadership_outcome}
    form = LeadershipForm(post_data(request), initial=first)
    words = {"heading": "The leadership’s decision", "button": "Save", "said": "Decision saved."}
    return _asked(request, found, form, workflow.decide_as_leadership, words)


@asking
@for_readers
def close_complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    found = found_for(request, pk, now=clock.now())
    silent = rules.too_late(found, now=clock.now())
    form = CloseForm(post_data(request), complaint=found, silent=silent)
    words = {
        "heading": "Close the complaint",
        "button": "Close it",
        "said": "Complaint closed.",
        "why_not": rules.why_not_close(found, now=clock.now(), without_because="?"),
    }
    return _handled(request, found, form, workflow.close, words)


def _handled(
    request: AuthenticatedHttpRequest,
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
    request: AuthenticatedHttpRequest,
    found: Complaint,
    form: forms.Form,
    act: Callable[..., object],
    words: Mapping[str, Any],
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act(found, **form.cleaned_data, by=request.user)
            messages.success(request, words["said"])
            return _back(request, found)
    context = {**facts(request, found, now=clock.now()), **words, "form": form}
    return render(request, "socialmedia/complaints/complaint_act.html", context)


def _back(request: AuthenticatedHttpRequest, found: Complaint) -> HttpResponse:
    """To the complaint, unless this very act has taken it out of sight."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    if seen.filter(pk=found.pk).exists():
        return redirect("socialmedia:complaint", found.pk)
    return redirect("socialmedia:complaints")
