"""Giving back what was typed when a form could not be taken: a page whose button sends it again."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
LONG = 60  # characters
WORDS = 4  # so many are somebody's sentence
MARK = re.compile(r"[0-9a-f]{64}")  # of what was stored when a form was shown, and nobody's words


class Gone(Http404):
    """A page of something that is gone; its words say who removed it, to somebody who may know of it."""


def offer_again(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """A page with `typed` (pairs of name and value, to be sent once more) and `long` (texts worth copying).

    Files cannot be given back; `had_files` says that there were some. No browser keeps the page.
    """
    typed = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    long = [value for _, value in typed if _is_worth_copying(value)]
    given = {"typed": typed, "long": long, "had_files": bool(request.FILES)}
    response = render(request, template, {**context, **given}, status=status)
    add_never_cache_headers(response)
    return response


def _is_worth_copying(value: str) -> bool:
    return len(value.split()) >= WORDS or (len(value) > LONG and not MARK.fullmatch(value))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django answers to a form without a valid token: from our own page it may be sent once more.

    The browser itself says which site a form came from; words from anywhere else are not offered again.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if ours:
        return offer_again(request, "403_csrf.html", {"ours": True}, status=403)
    return render(request, "403_csrf.html", status=403)
