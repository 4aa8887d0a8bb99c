"""Pages that belong to no app: front page, your work, health, privacy, security, broken requests."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lla.accounts import second_factor, sessions
from lla.accounts.decorators import login_required, private
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.site import health
from lla.site import privacy as facts_of_privacy
from lla.site.your_work import waiting, work_links
from lla.time import clock
from motions.agenda.deadlines import deadlines
from motions.agenda.models import Conference
from motions.reading import content_versions
from motions.reading.views import page_cache

SECURITY_CONTACT_COUNTS_FOR = timedelta(days=180)


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
    if not request.user.is_authenticated:
        return render(request, "lla/site/home.html", context)
    return _home_of(cast(AuthenticatedHttpRequest, request), context, now=now)


@private
def _home_of(request: AuthenticatedHttpRequest, context: dict[str, Any], *, now: datetime) -> HttpResponse:
    """The front page of somebody who has signed in begins with what waits for them."""
    links = work_links(request, with_tasks=second_factor.used_second_factor(request), now=now)
    return render(request, "lla/site/home.html", {**context, "waiting": waiting(links)})


@require_safe
@login_required
def your_work(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is open today to whoever has signed in; each door asks for the second factor itself."""
    shown = second_factor.used_second_factor(request)
    doors = work_links(request, with_tasks=shown, now=clock.now())
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
    """What is kept about people, on what basis, for how long, and what they can ask for."""
    context = {"bases": facts_of_privacy.BASES, "retention": facts_of_privacy.retention()}
    return render(request, "lla/site/privacy.html", context)


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
