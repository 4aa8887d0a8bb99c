"""A page for one person, never kept by browsers or found by search."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

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
