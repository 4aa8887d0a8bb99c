"""Who opens a page: somebody signed in, with a second factor, or with a permission."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from lla.accounts import second_factor as accounts_second_factor
from lla.pages import resubmission

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page for one person: never kept by browsers nor found by search."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        response = view(request, *args, **asked)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def private_page(view: View) -> View:
    """A page for one person, shown or acted on by POST: every other method is refused."""
    return require_http_methods(["GET", "HEAD", "POST"])(private(view))


def declare(view: View, *, second_factor: bool) -> View:
    """Write down on a view whether it opens by a second factor; a test asks it of every address."""
    view.second_factor = second_factor  # type: ignore[attr-defined]
    return view


def login_required(view: View) -> View:
    """A page for somebody signed in that shows nothing of other people: an emailed code alone opens it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        return view(request, *args, **asked)

    return declare(private(answer), second_factor=False)


def second_factor_required(view: View) -> View:
    """A page that shows or gives something of other people: it opens once a second factor was shown."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        if not accounts_second_factor.used_second_factor(request):
            return redirect_to_second_factor(request)
        return view(request, *args, **asked)

    return declare(login_required(answer), second_factor=True)


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_and_return(request, reverse("account_login"), "Sign in")


def redirect_to_second_factor(request: HttpRequest) -> HttpResponse:
    """For somebody signed in: to where they show their second factor, or set one up."""
    if accounts_second_factor.has_second_factor(request.user):
        return redirect_and_return(
            request, accounts_second_factor.second_factor_url(request.user), "Enter your second factor"
        )
    if request.method == "POST":
        return redirect_and_return(request, reverse("mfa_index"), "Set up a second factor")
    return render(request, "lla/accounts/second_factor.html", status=403)


def redirect_and_return(request: HttpRequest, where: str, to_do: str) -> HttpResponse:
    """Lead to what has to be done first, such as signing in, and afterwards back to this address.

    What was typed into a form stays in the page it was sent from, in this tab and nowhere else: kept at
    the server, it would wait for whoever signs in next at a shared computer.
    """
    if request.method == "POST":
        return resubmission.offer_again(
            request, "lla/accounts/redirect_and_return.html", {"where": where, "to_do": to_do}, status=403
        )
    return redirect_to_login(request.get_full_path(), where)


def permission_required(permission: str) -> Callable[[View], View]:
    """A page for whoever has a Django permission such as "organisers.oversee"."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
            if not request.user.has_perm(permission):
                return refused(request, ["Only people with the right role can open this page."])
            return view(request, *args, **asked)

        return second_factor_required(answer)

    return decorate


def next_url(request: HttpRequest, *, otherwise: str) -> str:
    """Where the address says to go next, when that is on this site and no less safe than this request."""
    asked_for = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked_for, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked_for if ours else otherwise


def refused(request: HttpRequest, reasons: list[str]) -> HttpResponse:
    """A page that is not open to this person; what they had typed meanwhile is there to be copied."""
    return resubmission.offer_again(request, "lla/accounts/refused.html", {"reasons": reasons}, status=403)
