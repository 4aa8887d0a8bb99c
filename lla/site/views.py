"""Pages that belong to no app: front page, your work, health, privacy, security, broken requests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lla.accounts import second_factor, sessions
from lla.accounts.decorators import login_required
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.site import health
from lla.time import clock
from motions.agenda.deadlines import deadlines
from motions.agenda.models import Conference
from motions.reading import content_versions
from motions.reading.views import page_cache
from organisers.appointments.models import Appointment
from socialmedia.team import rules as team_rules

IN_A_REGION = "Its groups and their contacts, contact lists, the directory and this quarter’s symposium."
SECURITY_CONTACT_COUNTS_FOR = timedelta(days=180)
OFFICES = (  # each by its address, in the order of the page
    ("admin:index", "The committee’s desk", "The committee’s tasks, and all lists."),
    (
        "organisers:board",
        "Regions by quarter",
        "Organisers, groups covered and symposia of every region, in numbers.",
    ),
    ("organisers:all_lists", "All downloaded lists", "Who downloaded which contact details, when and why."),
    (
        "socialmedia:board",
        "Social media team board",
        "Your tasks, who is on duty today, and the next seven days.",
    ),
)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever watches the site: 503 as soon as somebody has to look."""
    report = health.report()
    return JsonResponse(report, status=200 if report["status"] == "ok" else 503)


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """For what starts and stops this process: it answers, whatever became of the database."""
    return JsonResponse({"status": "ok"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who this is, what one can do, and the next conference or the last: dates, agenda, newest motions."""
    now = clock.now()
    past = list(Conference.objects.over(now=now)[:10])
    coming = list(Conference.objects.current(now=now)[:10])
    conference = next(iter([*coming, *past]), None)
    context: dict[str, Any] = {
        "conference": conference,
        "others": [one for one in [*coming, *past] if one != conference],
    }
    if conference:
        dates = deadlines(conference, now=now)
        ahead = [date for date in dates if not date.closed]
        context |= {
            **page_cache.cached_front_page(*content_versions.of_conference(conference.slug)),
            "over": conference in past,
            "next": next(iter(ahead), None),
            "later": ahead[1:],
            "closed": [date for date in dates if date.closed],
        }
    return render(request, "lla/site/home.html", context)


@dataclass(frozen=True, slots=True)
class WorkLink:
    """What an office opens: where it leads, and one line of what is there."""

    words: str
    url: str
    behind: str


@require_safe
@login_required
def your_work(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is open today to whoever has signed in; each door asks for the second factor itself."""
    doors = _work_links(request.user, now=clock.now())
    context = {
        "doors": doors,
        "in_team": reverse("socialmedia:board") in [door.url for door in doors],
        "has_second_factor": second_factor.has_second_factor(request.user),
    }
    return render(request, "lla/site/your_work.html", context)


@require_POST
@login_required
def forget_devices(request: AuthenticatedHttpRequest) -> HttpResponse:
    sessions.forget_devices(request, request.user)
    messages.success(request, "All devices are forgotten. You are signed out everywhere except here.")
    return redirect("mfa_index")


def _work_links(user: User, *, now: datetime) -> list[WorkLink]:
    """Their regions first, then the committee’s desk and what is read by many."""
    held = Appointment.objects.in_force(on=localdate(now)).of(user).select_related("region")
    regions = [
        WorkLink(f"Desk for {one.region}", reverse("organisers:desk", args=[one.region.slug]), IN_A_REGION)
        for one in held
    ]
    opened = {
        "admin:index": user.is_staff,
        "organisers:board": user.has_perm("organisers.oversee"),
        "organisers:all_lists": user.has_perm("organisers.protect"),
        "socialmedia:board": not team_rules.why_not_read(user, now=now),
    }
    return regions + [
        WorkLink(words, reverse(name), behind) for name, words, behind in OFFICES if opened[name]
    ]


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, as RFC 9116 has it; the answer is asked for anew within half a year."""
    expires = (clock.now() + SECURITY_CONTACT_COUNTS_FOR).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.ORGANISATION['url']}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "lla/site/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "lla/site/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without asking the database anything: it may be what broke."""
    return HttpResponseServerError(render_to_string("500.html", {"organisation": settings.ORGANISATION}))
