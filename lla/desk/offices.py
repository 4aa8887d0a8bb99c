"""Who holds which office, on one page of the desk; each app says it of its own offices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, Self, TypeVar
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate

from lla.desk.panels import Line, Link, Panel, panel
from lla.time import clock


class Appointed(Protocol):
    """A row that says who holds an office, from which day to which, and on which decision."""

    user: Any
    starts_on: Any
    ends_on: Any
    decision: Any
    decision_link: Any


A = TypeVar("A", bound=Appointed)


@dataclass(frozen=True)
class Holder:
    """Who holds an office, from which day, to which if it is known, and on which decision.

    `url` is where that is changed, `end_url` where it is ended at once, for whoever may.
    """

    name: str
    since: date | None = None
    until: date | None = None
    decision: str = ""
    decision_link: str = ""
    url: str = ""
    end_url: str = ""

    @classmethod
    def of(cls, appointment: Appointed, *, url: str, end_url: str = "") -> Self:
        """Whoever was appointed; `url` is where the appointment is changed."""
        return cls(
            str(appointment.user),
            since=appointment.starts_on,
            until=appointment.ends_on,
            decision=appointment.decision,
            decision_link=appointment.decision_link,
            url=url,
            end_url=end_url,
        )


@dataclass(frozen=True)
class Office:
    """An office or a body, who holds it and who begins later; where it is given, for whoever may do that."""

    name: str
    holders: list[Holder] = field(default_factory=list)
    give: Link | None = None
    coming: list[Holder] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, given: Iterable[A], *, holder: Callable[[A], Holder], give: Link | None) -> Self:
        """As the appointments tell it that have not ended, each as its `holder`."""
        today = localdate(clock.now())
        told = [(each.starts_on > today, holder(each)) for each in given]
        held, coming = ([one for later, one in told if later is wanted] for wanted in (False, True))
        return cls(name, held, give, coming)

    @property
    def vacant(self) -> bool:
        return not self.holders


def give(words: str, name: str, **initial: object) -> Link:
    """To the desk's form that gives an office, and from there back to the page of offices."""
    return Link(words, f"{reverse(name)}?{urlencode({**initial, _FROM: 'offices'})}")


class FromOffices(admin.ModelAdmin[Any]):
    """An admin whose form, once saved, leads back to the page of offices if one came from there."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        answer = super().response_add(request, obj, post_url_continue)
        goes_on = {"_continue", "_addanother", "_popup"} & set(request.POST)
        back = request.GET.get(_FROM) == "offices" and not goes_on
        return redirect("admin:offices") if back else answer


_FROM = "from"
Tell = Callable[[HttpRequest], list[Office]]
T = TypeVar("T", bound=Tell)

# By their places; each answers the offices that this person may see.
_offices: dict[int, Tell] = {}


def offices(place: int) -> Callable[[T], T]:
    """Put offices on the page, the lowest place first; an app's admin.py decorates with it."""

    def put(tell: T) -> T:
        if place in _offices:
            raise ValueError(f"The page of offices has some at {place} already.")
        _offices[place] = tell
        return tell

    return put


def offices_for(request: HttpRequest) -> list[Office]:
    """The offices this person may see, in their places."""
    return [office for _, tell in sorted(_offices.items()) for office in tell(request)]


def page(request: HttpRequest, frame: dict[str, object]) -> TemplateResponse:
    """The page; `frame` is what Django's admin gives every page."""
    told = offices_for(request)
    return TemplateResponse(request, "admin/offices.html", {**frame, "title": "Offices", "offices": told})


@panel(25)
def vacant(request: HttpRequest) -> Panel | None:
    """How many are vacant, for whoever sees any."""
    told, address = offices_for(request), reverse("admin:offices")
    if not told:
        return None
    empty = [office for office in told if office.vacant]
    given = sum(bool(office.coming) for office in empty)
    lines = [Line("vacant", len(empty) - given, address)]
    if given:
        lines.append(Line("vacant, with somebody who begins later", given, address, task=False))
    return Panel("Offices", lines, links=[Link("Who holds which office", address)])
