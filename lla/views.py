"""Pages that belong to no app: front page, health, privacy, development's mail, broken requests."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lla import clock, devmail, health
from motions.models import Conference
from motions.views import kept, stamps
from motions.views.deadlines import deadlines
from motions.views.stamps import stamp


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    found = health.report()
    return JsonResponse(found, status=503 if found["status"] == "down" else 200)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The current conference, or the last one while none is called: deadlines, agenda, newest motions."""
    now = clock.now()
    past = list(Conference.objects.over(now=now)[:10])
    conference = Conference.objects.current(now=now).first() or next(iter(past), None)
    context: dict[str, Any] = {
        "conference": conference,
        "earlier": [one for one in past if one != conference],
    }
    if conference:
        context |= {
            **kept.front(*stamp(stamps.CONFERENCE, conference.slug)),
            "over": conference in past,
            "deadlines": deadlines(conference, now=now),
        }
    return render(request, "lla/home.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "lla/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "lla/accessibility.html")


@require_safe
@never_cache
def dev_mail(request: HttpRequest) -> HttpResponse:
    """Every letter of this machine; there is no such page anywhere but in development."""
    if not settings.DEBUG:
        raise Http404
    context = {"letters": devmail.delivered(), "second_factors": devmail.second_factors()}
    return render(request, "lla/dev_mail.html", context)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without asking the database anything: it may be what broke."""
    return HttpResponseServerError(render_to_string("500.html", {"organisation": settings.ORGANISATION}))
