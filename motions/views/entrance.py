"""What opens a page that is not for everybody: the key of a draft, and the two hours of "my motions"."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from lla import again, clock, links
from lla.refusals import LinkRefused

from ..models import Backing, Draft

SESSION = "mine"
STAY = timedelta(hours=2)
GONE = "This draft has been deleted. You can start a new one."

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page for one person: shown, or acted on by POST, never kept by browsers or found by search."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(answer)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


def draft_of(key: str) -> Draft:
    """The draft behind its address."""
    pk, version = links.read_key("draft", key)
    return _kept(pk if version == 1 else 0)


def draft_by_link(token: str) -> Draft:
    """The draft behind an emailed link."""
    return _kept(links.read("draft", token).target)


def _kept(pk: int) -> Draft:
    draft = Draft.objects.select_related("conference").filter(pk=pk).first()
    if draft is None:
        raise LinkRefused(GONE)
    return draft


def enter_as(request: HttpRequest, email: str) -> None:
    """Open "my motions" for somebody who has shown that an address is theirs."""
    if request.session.session_key:  # a new session is given its key when it is saved
        request.session.cycle_key()
    request.session[SESSION] = {"email": email, "until": (clock.now() + STAY).isoformat()}


def leave_mine(request: HttpRequest) -> None:
    request.session.pop(SESSION, None)


def email_of(request: HttpRequest) -> str:
    """Whose motions are open in this browser; empty when nobody's are, or no longer."""
    held = request.session.get(SESSION)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return ""
    return str(held["email"])


def for_its_people(view: View) -> View:
    """Give the view the backing by which this browser's person stands behind motion `pk`.

    Everybody else is shown the way in, whether or not there is such a motion, and keeps what they typed.
    """

    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        email = email_of(request)
        people = Backing.objects.filter(motion_id=pk, withdrawn_at=None).select_related(
            "motion__conference", "motion__item", "motion__current", "revision"
        )
        backing = people.filter(email__iexact=email).first() if email else None
        if backing is None:
            return again.offer(request, "motions/closed.html", {}, status=403)
        return view(request, backing)

    return private(answer)
