"""A page for one person, never kept by browsers or found by search."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from lla.accounts import decorators

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page for one person: shown, or acted on by POST, never kept by browsers or found by search."""
    return require_http_methods(["GET", "HEAD", "POST"])(decorators.private(view))
