"""What opens a copy of the directory for half an hour: its link, or the page of a contact of its group."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lla.accounts.decorators import private
from lla.pages import resubmission
from lla.time import clock

from . import rules
from .models import Copy

SESSION_KEY = "copy"
OPEN_FOR = timedelta(minutes=30)

View = Callable[..., HttpResponse]


def open_copy(request: HttpRequest, copy: Copy) -> None:
    """Open a copy in this browser."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"key": copy.pk, "until": (clock.now() + OPEN_FOR).isoformat()}


def forget_copy(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def copy_open_until(request: HttpRequest) -> datetime:
    return datetime.fromisoformat(request.session[SESSION_KEY]["until"])


def copy_in_session(request: HttpRequest) -> Copy | None:
    """The copy that is open in this browser."""
    held = request.session.get(SESSION_KEY)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    return Copy.objects.select_related("group", "edition__region").filter(pk=held["key"]).first()


def copy_required(view: View) -> View:
    """Give the view the copy open here; nobody else sees anything, and what was typed is not lost.

    A copy that was recalled or has run out closes at once, however it was opened.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        copy = copy_in_session(request)
        if copy is None:
            return resubmission.offer_again(request, "organisers/editions/copy_closed.html", {}, status=403)
        if reasons := rules.why_not_open(copy, now=clock.now()):
            return resubmission.offer_again(
                request, "organisers/editions/copy_ended.html", {"reasons": reasons}, status=410
            )
        return view(request, copy, *args, **asked)

    return private(require_http_methods(["GET", "HEAD", "POST"])(answer))
