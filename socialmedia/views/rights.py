"""What opens the pages of social media: a role of today or the leadership's permission, a second factor."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse

from lla import clock
from lla.actors import Actor
from lla.desk import DeskRequest
from lla.doors import View, declare, private, refused, sign_in_first, signed_in, with_second_factor
from lla.models import User

from ..rules import team as rules

Rule = Callable[..., list[str]]


class TeamRequest(DeskRequest):
    """A request of which it is known what its reader is to the team."""

    standing: rules.Standing


def open_to(why_not: Rule, *, second_factor: bool = True) -> Callable[[View], View]:
    """A page for whom a rule lets in: `why_not(user, now=…, known=…)` says the sentences that refuse them.

    Without `second_factor` it is a page that shows nothing of people outside the team.
    """

    def decorate(view: View) -> View:
        opened = with_second_factor(view) if second_factor else signed_in(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
            if not isinstance(request.user, User):
                return sign_in_first(request)
            if reasons := why_not(request.user, now=clock.now(), known=standing_of(request)):
                return refused(request, reasons)
            return opened(request, *args, **asked)

        return declare(private(answer), second_factor=second_factor)

    return decorate


for_team = open_to(rules.why_not_take_part)
for_readers = open_to(rules.why_not_read)
planning_for_team = open_to(rules.why_not_take_part, second_factor=False)
planning_for_readers = open_to(rules.why_not_read, second_factor=False)
for_coordinator = open_to(rules.why_not_coordinate)
for_manager = open_to(rules.why_not_manage)
for_leadership = open_to(rules.why_not_lead)


def actor(request: DeskRequest) -> Actor:
    """Who does something, as the record keeps it."""
    found = standing_of(request)
    role = "leadership"
    if found.in_team:
        role = "manager" if found.manages else "coordinator" if found.coordinates else "team"
    return Actor.user(request.user, role=role)


def standing_of(request: HttpRequest, *, now: datetime | None = None) -> rules.Standing:
    """What the person at this page is to the team: looked up once, and known to its templates."""
    page = cast(TeamRequest, request)
    if not hasattr(page, "standing"):
        page.standing = rules.standing(page.user, now=now or clock.now())
    return page.standing
