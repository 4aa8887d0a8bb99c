"""What happens around every request: headers, its id and log line, its size, refusals, history."""

import logging
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from pghistory.middleware import HistoryMiddleware

from lla.acts.refusals import NotAllowed
from lla.emails import recipients
from lla.limits.rate_limits import TooMany
from lla.links.exceptions import LinkRefused
from lla.pages import resubmission
from lla.pages.resubmission import Gone
from lla.site import logs
from lla.time import clock

log = logging.getLogger(__name__)


class Headers(MiddlewareMixin):
    """Tells the browser what no page of ours needs, and that pages about an account are kept nowhere."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(reverse("your_work")):
            add_never_cache_headers(response)
        return response


class RequestId:
    """Gives each request an id of ours, tells it in `X-Request-ID`, and writes one log line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = uuid.uuid4().hex[:16]
        before = logs.request_id.set(given)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            what = {"method": request.method, "path": request.path, "status": response.status_code}
            log.info("request", extra={**what, "ms": round((time.perf_counter() - began) * 1000)})
        finally:
            logs.request_id.reset(before)
        response.headers["X-Request-ID"] = given
        return response


class Bodies(MiddlewareMixin):
    """Refuses a body that no form of ours sends, by its type or its size, before a byte of it is read."""

    FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_BODY:
            return render(request, "413.html", status=413)
        if length not in {"", "0"} and request.content_type not in self.FORMS:
            return render(request, "415.html", status=415)
        return None


class Refusals(MiddlewareMixin):
    """Turns a refusal that no view answered into a page of ours that gives back what was typed."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return resubmission.offer_again(request, "409.html", {"reasons": exception.reasons}, status=409)
        if isinstance(exception, LinkRefused):
            return resubmission.offer_again(request, "410.html", {"reason": exception.reason}, status=410)
        if isinstance(exception, TooMany):
            response = resubmission.offer_again(request, "429.html", {"until": exception.until}, status=429)
            seconds = (exception.until - clock.now()).total_seconds()
            response.headers["Retry-After"] = str(max(1, round(seconds)))
            return response
        if isinstance(exception, Gone) or (isinstance(exception, Http404) and request.method == "POST"):
            said = {"gone": True, "why": str(exception) if isinstance(exception, Gone) else ""}
            return resubmission.offer_again(request, "404.html", said, status=404)
        if isinstance(exception, PermissionDenied) and request.method == "POST":
            return resubmission.offer_again(request, "403.html", {}, status=403)
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not isinstance(response, HttpResponseNotAllowed) or request.method != "GET":
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class Proof(MiddlewareMixin):
    """Remembers that an address is its reader's: a form was sent with a token that was emailed there.

    Opening a link is no proof, for mail scanners open links too. An invitation may be sent on to somebody
    else, so its part of the address has another name, and its view compares the addresses.
    """

    def process_view(self, request: HttpRequest, view: object, args: object, asked: dict[str, str]) -> None:
        """A form that was refused before its view proves nothing."""
        if request.method == "POST":
            vars(request)["proving"] = asked.get("token", "")

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if token := vars(request).get("proving"):
            recipients.prove_by(token)
        return response


class History(HistoryMiddleware):
    """Tells the database who changes a row that it keeps the history of: people do so at the desk alone."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)  # type: ignore[no-any-return]
        return super().__call__(request)  # type: ignore[no-any-return, no-untyped-call]
