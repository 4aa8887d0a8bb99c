"""The team's pages of complaints: those a person may know of, and one with all that is its."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.functions import InOrder
from lla.models import Email, User

from ..choices import ComplaintAct, ComplaintStatus, Opinion
from ..models import Complaint, SocialEvent, View
from ..rules import complaints as rules
from ..rules import consultations as asking
from .consultations import TONES as VIEW_TONES
from .rights import for_readers, standing_of

A_PAGE = 25
TONES = {ComplaintStatus.RECEIVED: "bad", ComplaintStatus.CONSULTING: "wait", ComplaintStatus.CLOSED: "good"}


@require_safe
@for_readers
def complaints(request: DeskRequest) -> HttpResponse:
    """What waits for a first reader, what is open, and what is closed."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    unread = seen.filter(status=ComplaintStatus.RECEIVED).order_by("received_at")
    asked = seen.filter(status=ComplaintStatus.CONSULTING).order_by("due_on", "received_at")
    closed = seen.filter(status=ComplaintStatus.CLOSED).order_by("-closed_at", "pk")
    context = {
        "unread": [_line(one, now=now) for one in unread],
        "asked": [_line(one, now=now) for one in asked],
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/complaints.html", context)


@require_safe
@for_readers
def complaint(request: DeskRequest, pk: int) -> HttpResponse:
    """One complaint: what was written, what is missing, what everybody says, what has happened."""
    now = clock.now()
    found = found_for(request, pk, now=now)
    said = facts(request, found, now=now)
    context = {
        **said,
        **_consulted(request, found, now=now),
        "kept_out": found.kept_out.select_related("user").order_by(InOrder("user__name")),
        "told": _history(found, handles=said["handles"]),
        "undelivered": _undelivered(found),
    }
    return render(request, "socialmedia/complaint.html", context)


def found_for(request: DeskRequest, pk: int, *, now: datetime) -> Complaint:
    """A complaint this person may know of; any other is not there."""
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    related = ("consultation", "leadership_by", "closed_by", "taken_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def facts(request: DeskRequest, found: Complaint, *, now: datetime) -> dict[str, Any]:
    """What every page of one complaint says."""
    return {
        "complaint": found,
        "tone": TONES[ComplaintStatus(found.status)],
        "days_left": _days_left(found, now=now),
        "handles": not rules.why_not_handle(found, request.user, now=now),
        "may_lead": not rules.why_not_decide_as_leadership(found, request.user, now=now),
    }


def _consulted(request: DeskRequest, found: Complaint, *, now: datetime) -> dict[str, Any]:
    """The views given, who is silent, and whether this person is asked."""
    asked = found.consultation
    if asked is None or found.is_closed:
        return {"views": _views(found), "missing": []}
    answers = asking.answers(asked, now=now)
    return {
        "views": _views(found),
        "silent": answers.silent,
        "away": answers.away,
        "missing": rules.lacks(found, answers, now=now),
        "overdue": now >= asked.closes_at,
        "may_answer": request.user in answers.asked,
        "has_answered": request.user not in answers.silent + answers.away,
    }


def _views(found: Complaint) -> list[tuple[View, str]]:
    """The views given, each with its tone."""
    if found.consultation is None:
        return []
    given = found.consultation.views.filter(given_at__isnull=False).select_related("user")
    return [(view, VIEW_TONES.get(Opinion(view.opinion), "")) for view in given.order_by("given_at")]


def _line(found: Complaint, *, now: datetime) -> tuple[Complaint, int | None]:
    return found, _days_left(found, now=now)


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
        remark, said = getattr(event, "remark", None), reasons.get(ComplaintAct(event.act), "")
        names = asking.names(people[pk] for pk in event.details.get("silent", ()))
        because = said.format(names=names, words=remark.words) if remark and said else ""
        told.append({"at": event.at, "words": steps[event.act], "because": because})
    return told


def _undelivered(found: Complaint) -> bool:
    """Whether an email to who complained could not be delivered; the desk's list does not show it."""
    kinds = ["socialmedia/complaint_received", "socialmedia/complaint_held", "socialmedia/complaint_closed"]
    return Email.objects.failed().filter(about=found.reference, kind__in=kinds).exists()
