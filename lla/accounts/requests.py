"""What a request is once somebody has signed in."""

from django.http import HttpRequest

from lla.accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request that the desk has let in: somebody is signed in."""

    user: User
