"""The pages of what somebody may do with one kind of row: each a view, made of its action."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from lla.accounts.decorators import View, refused
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action, action_page
from lla.forms.optimistic_locking import Marked, hold_when_sent
from lla.time import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPages:
    """How the pages of acts on one kind of row find it, what they say of it, and where they lead back to.

    `find` takes the request and what is in the address, and answers a row that its reader may know of.
    `facts(request, row)` is what every page says, `back(request, row)` where an act that is done leads, and
    `by(request)` who does it. `opens` decorates the views, and `template` draws them. Before a form compares
    what was typed with what is stored, the row is locked, and what `asks(row)` answers of questions about it.
    """

    find: Callable[..., Any]
    facts: Callable[[AuthenticatedHttpRequest, Any], Mapping[str, Any]]
    back: Callable[[AuthenticatedHttpRequest, Any], HttpResponse]
    opens: Callable[[View], View]
    template: str
    by: Callable[[AuthenticatedHttpRequest], object] = lambda request: request.user
    asks: Callable[[Any], Iterable[Model]] = lambda row: ()

    def page(
        self,
        action: Action,
        options: Callable[..., dict[str, Any]] = lambda row, user: {},
        *,
        opens: Callable[[View], View] | None = None,
        why_not_open: Callable[..., list[str]] = lambda row, user, now: [],
        **how: Any,
    ) -> View:
        """The view of one act: `options` go to its form, `why_not_open` keeps it from somebody who signed in.

        `opens`, and what `show` takes, may differ from those of the other acts.
        """

        compares = isinstance(action.form, type) and issubclass(action.form, Marked)

        @transaction.atomic
        def answer(request: AuthenticatedHttpRequest, *place: Any, **address: Any) -> HttpResponse:
            row = self.find(request, *place, **address)
            for held in (row, *self.asks(row)) if compares else ():
                hold_when_sent(request, held)
            if reasons := why_not_open(row, request.user, now=clock.now()):
                return refused(request, reasons)
            return self.show(request, action, row, **how, **options(row, request.user))

        return require_http_methods(["GET", "HEAD", "POST"])((opens or self.opens)(answer))

    def show(
        self,
        request: AuthenticatedHttpRequest,
        action: Action,
        row: Any,
        *,
        template: str = "",
        context: Mapping[str, Any] | None = None,
        back: Callable[[AuthenticatedHttpRequest, Any], HttpResponse] | None = None,
        **options: Any,
    ) -> HttpResponse:
        """The page of an act on a row that was found; `context` is what only this page says."""
        return action_page(
            request,
            action,
            row,
            by=self.by(request),
            template=template or self.template,
            back=lambda: (back or self.back)(request, row),
            context={**self.facts(request, row), **(context or {})},
            **options,
        )
