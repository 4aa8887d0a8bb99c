"""Decorators that open a page to a role of today or to the leadership, with a second factor."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lla.accounts import decorators
from lla.accounts.decorators import View
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.actors import Actor
from lla.time import clock

from . import rules

Rule = Callable[..., list[str]]
# For a page with a form, which is opened and sent.
asking = require_http_methods(["GET", "HEAD", "POST"])


class TeamRequest(AuthenticatedHttpRequest):
    """A request of which it is known what its reader is to the team."""

    standing: rules.Standing


def open_to(why_not: Rule, *, second_factor: bool = True) -> Callable[[View], View]:
    """A page for whom a rule lets in: `why_not(user, now=…, known=…)` says the sentences that refuse them.

    Without `second_factor` it is a page that shows nothing of people outside the team.
    """

    def decorate(view: View) -> View:
        opened = decorators.second_factor_required(view) if second_factor else decorators.login_required(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
            if not isinstance(request.user, User):
                return decorators.redirect_to_sign_in(request)
            if reasons := why_not(request.user, now=clock.now(), known=standing_of(request)):
                return decorators.refused(request, reasons)
            return opened(request, *args, **asked)

        return decorators.declare(decorators.private(answer), second_factor=second_factor)

    return decorate


for_team = open_to(rules.why_not_take_part)
for_readers = open_to(rules.why_not_read)
planning_for_team = open_to(rules.why_not_take_part, second_factor=False)
planning_for_readers = open_to(rules.why_not_read, second_factor=False)
for_coordinator = open_to(rules.why_not_coordinate)
for_manager = open_to(rules.why_not_manage)


def actor(request: AuthenticatedHttpRequest) -> Actor:
    """Who does something, as the record keeps it."""
    return Actor.user(request.user, role=standing_of(request).acts_as)


def standing_of(request: HttpRequest, *, now: datetime | None = None) -> rules.Standing:
    """What the person at this page is to the team: looked up once, and known to its templates."""
    page = cast(TeamRequest, request)
    if not hasattr(page, "standing"):
        page.standing = rules.standing(page.user, now=now or clock.now())
    return page.standing
