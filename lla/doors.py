"""What opens pages that are not everybody's: the sign-in, the second factor, a permission."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from lla import accounts

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


def with_second_factor(view: View) -> View:
    """A page for somebody signed in who has used their second factor; everybody else is led there first."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if accounts.used_second_factor(request):
            return view(request, *args, **asked)
        if not accounts.has_second_factor(request.user):
            return render(request, "second_factor.html", status=403)
        return redirect(f"{accounts.where_to_show_it(request.user)}?{back(request)}")

    return private(answer)


def with_permission(permission: str) -> Callable[[View], View]:
    """A page for whoever has a Django permission such as "organisers.oversee"."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
            if not request.user.has_perm(permission):
                return refused(request, ["This page is for the people whose office it is."])
            return view(request, *args, **asked)

        return with_second_factor(answer)

    return decorate


def refused(request: HttpRequest, reasons: list[str]) -> HttpResponse:
    return render(request, "refused.html", {"reasons": reasons}, status=403)


def back(request: HttpRequest) -> str:
    """Where to go on afterwards; a form that was sent is not sent again by itself."""
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
    return urlencode({"next": here})
