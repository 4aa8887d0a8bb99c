"""Pages that belong to no app: front page, your work, health, privacy, security, broken requests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lla import accounts, clock, devmail, health
from lla.desk import DeskRequest
from lla.doors import signed_in
from lla.models import User
from motions.models import Conference
from motions.views import kept, stamps
from motions.views.deadlines import deadlines
from organisers.models import Appointment
from socialmedia.rules import team

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
    """The current conference, or the last one while none is called: deadlines, agenda, newest motions."""
    now = clock.now()
    past = list(Conference.objects.over(now=now)[:10])
    coming = list(Conference.objects.current(now=now)[:10])
    conference = next(iter([*coming, *past]), None)
    context: dict[str, Any] = {
        "conference": conference,
        "others": [one for one in [*coming, *past] if one != conference],
    }
    if conference:
        context |= {
            **kept.front(*stamps.of_conference(conference.slug)),
            "over": conference in past,
            "deadlines": deadlines(conference, now=now),
        }
    return render(request, "lla/home.html", context)


@dataclass(frozen=True, slots=True)
class Door:
    """What an office opens: where it leads, and one line of what is there."""

    words: str
    url: str
    behind: str


@require_safe
@signed_in
def your_work(request: DeskRequest) -> HttpResponse:
    """What is open today to whoever has signed in; each door asks for the second factor itself."""
    doors = _doors(request.user, now=clock.now())
    context = {
        "doors": doors,
        "in_team": reverse("socialmedia:board") in [door.url for door in doors],
        "has_second_factor": accounts.has_second_factor(request.user),
    }
    return render(request, "lla/your_work.html", context)


@require_POST
@signed_in
def forget_devices(request: DeskRequest) -> HttpResponse:
    accounts.forget_devices(request, request.user)
    messages.success(request, "All devices are forgotten. You are signed out everywhere except here.")
    return redirect("mfa_index")


def _doors(user: User, *, now: datetime) -> list[Door]:
    """Their regions first, then the committee’s desk and what is read by many."""
    held = Appointment.objects.in_force(on=localdate(now)).of(user).select_related("region")
    regions = [
        Door(f"Desk for {one.region}", reverse("organisers:desk", args=[one.region.slug]), IN_A_REGION)
        for one in held
    ]
    opened = {
        "admin:index": user.is_staff,
        "organisers:board": user.has_perm("organisers.oversee"),
        "organisers:all_lists": user.has_perm("organisers.protect"),
        "socialmedia:board": not team.why_not_read(user, now=now),
    }
    return regions + [Door(words, reverse(name), behind) for name, words, behind in OFFICES if opened[name]]


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
    return render(request, "lla/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "lla/accessibility.html")


@require_safe
@never_cache
def dev_mail(request: HttpRequest) -> HttpResponse:
    """Every email of this machine; there is no such page anywhere but in development."""
    if not settings.DEBUG:
        raise Http404
    context = {"emails": devmail.delivered(), "second_factors": devmail.second_factors()}
    return render(request, "lla/dev_mail.html", context)


@require_safe
@never_cache
def dev_mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """One of them as a mail program draws it; the page is the email's own."""
    email = devmail.named(name) if settings.DEBUG else None
    if email is None:
        raise Http404
    return HttpResponse(email.html, headers={"Content-Security-Policy": email.policy})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without asking the database anything: it may be what broke."""
    return HttpResponseServerError(render_to_string("500.html", {"organisation": settings.ORGANISATION}))
