"""The public form to complain, the team's pages of complaints, and what is done with one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.decorators import private
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.emails.models import Email
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import standing
from lla.pages.converters import row_key
from lla.time import clock
from lla.words.functions import SortKey

from ..comments.models import Incident
from ..consultations.views import question, views_given
from ..deliberations.rules import people_to_keep_out
from ..messages.models import Message
from ..record.models import SocialEvent
from ..team import selectors as team_selectors
from ..team.decorators import actor, asking, for_readers, for_team, standing_of
from . import forms, rules, workflow
from .choices import ComplaintAct, ComplaintStatus
from .models import Complaint

RECEIPT = "complaint receipt"
PASSED_ON = "Passed on to the people who handle complaints. It is no longer shown here."
NAMED = {ComplaintAct.HELD, ComplaintAct.LEADERSHIP_DECIDED}  # the steps of which the history says by whom
TO_COMPLAINANT = [f"socialmedia/complaint_{name}" for name in ("received", "held", "closed")]


@asking
def complain(request: HttpRequest) -> HttpResponse:
    form = forms.ComplainForm(post_data(request))
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


WRITTEN: Mapping[str, tuple[QuerySet[Incident] | QuerySet[Message], str]] = {  # by what an address says
    "comment": (Incident.objects.select_related("channel"), "socialmedia:comment"),
    "message": (Message.objects.select_related("channel"), "socialmedia:message"),
}


@asking
@for_team
def complain_from(request: AuthenticatedHttpRequest, what: str, pk: int) -> HttpResponse:
    """A comment or a message that is a complaint goes to those who handle complaints, as it was written."""
    if what not in WRITTEN:
        raise Http404
    rows, page = WRITTEN[what]
    # Of two who pass it on at once the second learns nothing; afterwards its words are shown to nobody here.
    shown = rows.all() if request.method == "POST" else rows.filter(passed_on_at=None)
    row: Any = get_object_or_404(shown, pk=pk)
    people = people_to_keep_out(now=clock.now())
    form = forms.FromConversationForm(post_data(request), words=row.words, people=people)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.receive_from(row, **form.cleaned_data, by=actor(request))
            messages.success(request, PASSED_ON)
            return redirect(f"{page}s")
    refused_now = [] if form.is_bound else rules.why_not_pass_on(row)
    context = {"form": form, "row": row, "what": what, "back": reverse(page, args=[pk])}
    return render(
        request, "socialmedia/complaints/complain_from.html", {**context, "refused_now": refused_now}
    )


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
        "unread": unread,
        "asked": asked,
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/complaints/complaints.html", context)


@require_safe
@for_readers
def complaint(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One complaint: what was written, what is missing, what everybody says, what has happened."""
    now = clock.now()
    complaint = complaint_for(request, pk, now=now)
    known = facts(request, complaint, now=now)
    failed = Email.objects.failed().filter(about=complaint.reference)
    shown = question(complaint.consultation, request.user, now=now)
    context = {
        **known,
        **shown,
        "missing": rules.lacks(complaint, shown["answers"], now=now) if shown["answers"] else [],
        "handlers": [] if known["handles"] or complaint.is_closed else rules.handlers(complaint, now=now),
        "kept_out": complaint.kept_out.select_related("user").order_by(SortKey("user__name")),
        "told": _history(complaint, handles=known["handles"]),
        # The desk's list of emails does not show those to who complained.
        "undelivered": failed.filter(kind__in=TO_COMPLAINANT).exists(),
    }
    return render(request, "socialmedia/complaints/complaint.html", context)


def complaint_for(request: AuthenticatedHttpRequest, pk: int, *, now: datetime) -> Complaint:
    """A complaint this person may know of; any other is not there."""
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    related = ("consultation", "leadership_by", "closed_by", "taken_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def facts(request: AuthenticatedHttpRequest, complaint: Complaint, *, now: datetime) -> dict[str, Any]:
    """What every page of one complaint says."""
    return {
        "complaint": complaint,
        "tone": TONES[ComplaintStatus(complaint.status)],
        "handles": rules.handles(complaint, request.user, now=now),
        "may_lead": standing_of(request, now=now).leads
        and not rules.why_not_decide_as_leadership(complaint, request.user, now=now),
        "crumbs": "socialmedia/complaints/_complaint_crumbs.html",
        "beside": "socialmedia/complaints/_beside_complaint.html",
        "back_url": reverse("socialmedia:complaint", args=[complaint.pk]),
        "kicker": complaint.reference,
    }


def _history(complaint: Complaint, *, handles: bool) -> list[dict[str, Any]]:
    """The steps, with the reasons given: why nobody was complained of is for those who handle it.

    Whom the team's emails went to is no step of the complaint.
    """
    steps = set(ComplaintAct) - {ComplaintAct.TOLD}
    reasons = {
        ComplaintAct.CLOSED: "Without {names}: {words}",
        ComplaintAct.LEADERSHIP_DECIDED: "{by}: {words}",
    }
    if handles:
        reasons[ComplaintAct.TRIAGED] = "About nobody in the team, because: {words}"
        reasons[ComplaintAct.HELD] = "{by}: {words}"
    events = list(SocialEvent.objects.of(complaint).filter(act__in=steps))
    people = _people_of(events)
    lines = []
    for event in events:
        names = team_selectors.names(people[pk] for pk in event.details.get("silent", ()))
        reason = reasons.get(ComplaintAct(event.act), "") if event.words else ""
        because = reason.format(names=names, words=event.words, by=people.get(_actor_of(event), "Somebody"))
        label = ComplaintAct(event.act).label
        if complaint.came_from and event.act == ComplaintAct.RECEIVED:
            label = "It was passed on from a channel of ours"
        lines.append({"at": event.at, "words": label, "because": because})
    return lines


def _people_of(events: Sequence[SocialEvent]) -> dict[int, User]:
    """Whom the steps name: those who gave no view, and whoever replied, or decided for the leadership."""
    keys = {pk for event in events for pk in event.details.get("silent", ())}
    keys |= {_actor_of(event) for event in events if event.act in NAMED}
    return User.objects.in_bulk(keys) if keys else {}


def _actor_of(event: SocialEvent) -> int:
    """The key of the person who did something; 0 is nobody of ours."""
    return row_key(event.actor_key.removeprefix("user:"))


def _back(request: AuthenticatedHttpRequest, complaint: Complaint) -> HttpResponse:
    """To the complaint, unless this very act has taken it out of sight."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    if seen.filter(pk=complaint.pk).exists():
        return redirect("socialmedia:complaint", complaint.pk)
    return redirect("socialmedia:complaints")


ACTS = ActPages(
    find=lambda request, pk: complaint_for(request, pk, now=clock.now()),
    facts=lambda request, complaint: {
        **facts(request, complaint, now=clock.now()),
        "views": views_given(complaint.consultation),
    },
    back=_back,
    opens=for_readers,
    template="socialmedia/consultations/act.html",
    asks=lambda complaint: complaint.questions.standing(),
)
_page = partial(ACTS.page, why_not_open=rules.why_not_handle)


triage_complaint = _page(
    Action(
        label="Read the complaint first",
        button="Ask the team",
        done="The team has been asked.",
        form=forms.TriageForm,
        why_not=lambda complaint, by: rules.why_not_triage(complaint),
        do=workflow.triage,
    ),
    lambda complaint, user: {"complaint": complaint, "people": people_to_keep_out(now=clock.now())},
)
keep_out = _page(
    Action(
        label="Keep somebody out",
        explains="They will no longer see this or be asked about it. Anything they said about it is deleted.",
        button="Keep out",
        done="They are now kept out.",
        form=forms.KeepOutForm,
        do=workflow.keep_out,
    ),
    lambda complaint, user: {"people": people_to_keep_out(now=clock.now())},
)
hold_complaint = _page(
    Action(
        label="Send a holding reply",
        button="Send",
        done="Holding reply sent.",
        form=forms.HoldForm,
        why_not=lambda complaint, by: rules.why_not_hold(complaint),
        do=workflow.send_holding_reply,
    )
)
lead_complaint = _page(
    Action(
        label="The leadership’s decision",
        button="Save",
        done="Decision saved.",
        form=forms.LeadershipForm,
        do=workflow.decide_as_leadership,
    ),
    lambda complaint, user: (
        {"initial": {"words": complaint.leadership_words}} if complaint.leadership_at else {}
    ),
    why_not_open=rules.why_not_decide_as_leadership,
)
close_complaint = _page(
    Action(
        label="Close the complaint",
        button="Close the complaint",
        done="Complaint closed.",
        form=forms.CloseForm,
        why_not=lambda complaint, by: rules.why_not_close(complaint, now=clock.now(), without_because="?"),
        do=workflow.close,
    ),
    lambda complaint, user: {"complaint": complaint, "silent": rules.too_late(complaint, now=clock.now())},
)


@asking
@for_readers
def recuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Somebody wants no part in it; afterwards it is not there for them."""
    complaint = complaint_for(request, pk, now=clock.now())
    if request.method == "POST":
        workflow.recuse(complaint, by=request.user)
        messages.success(request, "You take no further part in that complaint.")
        return redirect("socialmedia:complaints")
    return render(request, "socialmedia/complaints/recuse.html", facts(request, complaint, now=clock.now()))
