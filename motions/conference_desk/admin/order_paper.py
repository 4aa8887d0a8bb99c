"""The order paper on the desk: its sessions, its consequences, issuing it and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.stored_values import NOTHING, Stored
from lla.time import clock

from ...agenda.models import Conference
from ...committee.papers import named
from ...order_paper import forms, papers, rules, selectors, workflow
from ...order_paper.models import ConferenceSession
from .pages import conference_of

RULE = "motions.rule_motion"
NOT_PRINTED = " (Not printed: one of the two is not voted on any more.)"
Frame = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def order_paper(request: AuthenticatedHttpRequest, pk: int, *, frame: Frame) -> HttpResponse:
    """All of it: each session with its minutes, what falls with what, and the buttons."""
    conference = conference_of(request, pk, RULE)
    if request.method == "POST":
        try:
            if request.POST.get("step") == "take-back":
                workflow.take_back(conference)
                messages.success(request, "You can change the order paper again. Labels stay as they are.")
            else:
                workflow.issue(conference, by=request.user)
                messages.success(request, "The order paper is issued. Labels no longer change.")
        except NotAllowed as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return redirect("admin:motions_conference_order_paper", pk)
    context = {
        "title": "Order paper",
        "conference": conference,
        "issued": selectors.is_issued(conference),
        "sessions": [_told(session) for session in selectors.sessions(conference)],
        "consequences": list(map(papers.consequence_line, selectors.consequences_to_print(conference))),
        "left_out": list(map(named, selectors.left_out(conference))),
        "why_not_issue": rules.why_not_issue(conference, now=clock.now()),
    }
    return TemplateResponse(request, "motions/conference_desk/order_paper.html", frame | context)


def _told(session: ConferenceSession) -> dict[str, Any]:
    """A session and how its minutes compare with its length."""
    planned = selectors.planned_minutes(session)
    left = session.minutes - planned
    if left < 0:
        told = f"{-left} minutes more than the session has."
    else:
        told = f"{left} minutes are left." if left else "That fills the session."
    return {
        "session": session,
        "line": papers.session_line(session),
        "business": [
            (papers.business_line(business), list(map(named, papers.named_below(business))))
            for business in session.business.all()
        ],
        "minutes": f"{planned} of {session.minutes} minutes are planned. {told}",
        "over": left < 0,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, pk: int, *, frame: Frame, session: int | None = None) -> HttpResponse:
    """Plan a session: its day and hours, and its business with a number typed for each."""
    conference = conference_of(request, pk, RULE)
    row = _session_of(conference, session) if session else None
    typed = post_data(request)
    form = forms.SessionForm(typed, initial=_initial(row), conference=conference)
    rows = forms.business_rows(typed, conference, row)
    if typed is not None and "remove" in typed and row:
        with refusals_as_errors(form):
            workflow.remove_session(conference, pk=row.pk, seen=typed.get("paper", ""))
            return _back(request, conference, "The session is removed.")
    elif typed is not None and form.is_valid() and rows.is_valid():
        planned = workflow.Session(**form.cleaned_data, business=forms.business_typed(rows))
        with refusals_as_errors(form):
            workflow.plan_session(conference, planned, pk=session, seen=typed.get("paper", ""))
            return _back(request, conference, "The session is saved.")
    if row and OVERTAKEN in form.non_field_errors():
        form.saved_now = _stored_of(_session_of(conference, row.pk))
    context = {
        "title": row.title if row else "Add a session",
        "conference": conference,
        "session": row,
        "form": form,
        "rows": rows,
        "seen": selectors.state(conference),
        "reasons": rules.why_not_change(conference),
        "in_place": selectors.in_place(row) if row else [],
    }
    return TemplateResponse(request, "motions/conference_desk/session.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def consequences(request: HttpRequest, pk: int, *, frame: Frame) -> HttpResponse:
    """Type what falls with what."""
    conference = conference_of(request, pk, RULE)
    typed = post_data(request)
    rows = forms.consequence_rows(typed, conference)
    refusals: list[str] = []
    if typed is not None and rows.is_valid():
        falls = forms.consequences_typed(rows)
        try:
            workflow.set_consequences(conference, falls, seen=typed.get("seen", ""))
        except NotAllowed as refusal:
            refusals = refusal.reasons
        else:
            return _back(request, conference, "The consequences are saved.")
    context = {
        "title": "Consequences",
        "conference": conference,
        "rows": rows,
        "refusals": refusals,
        "saved_now": {"stored": _consequences_stored(conference) if OVERTAKEN in refusals else []},
        "seen": selectors.state(conference),
        "reasons": rules.why_not_change(conference),
    }
    return TemplateResponse(request, "motions/conference_desk/consequences.html", frame | context)


def _stored_of(session: ConferenceSession) -> list[Stored]:
    """What is saved now, for somebody whose page is older."""
    business = map(papers.business_line, session.business.all())
    return [Stored("Session", papers.session_line(session)), Stored("Business", "\n".join(business))]


def _consequences_stored(conference: Conference) -> list[Stored]:
    """All of them, for the rows of the page hold those too that are not printed any more."""
    lines = [
        papers.consequence_line(each) + ("" if selectors.can_come(each) else NOT_PRINTED)
        for each in selectors.consequences(conference)
    ]
    return [Stored("Consequences", "\n".join(lines) or NOTHING)]


def _session_of(conference: Conference, pk: int) -> ConferenceSession:
    for session in selectors.sessions(conference):
        if session.pk == pk:
            return session
    raise Http404


def _initial(row: ConferenceSession | None) -> dict[str, Any]:
    fields = ("day", "begins_at", "ends_at", "title")
    return {name: getattr(row, name) for name in fields} if row else {}


def _back(request: HttpRequest, conference: Conference, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("admin:motions_conference_order_paper", conference.pk)
