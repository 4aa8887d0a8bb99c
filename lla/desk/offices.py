"""Who holds which office, on one page of the desk; each app says it of its own offices."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, Self, TypeVar

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from lla.desk.panels import Line, Link, Panel, panel


class Appointed(Protocol):
    """A row that says who holds an office, from which day to which, and on which decision."""

    user: Any
    starts_on: Any
    ends_on: Any
    decision: Any
    decision_link: Any


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
    """An office or a body, and where somebody is given it, for whoever may do that."""

    name: str
    holders: list[Holder] = field(default_factory=list)
    give: Link | None = None

    @property
    def vacant(self) -> bool:
        return not self.holders


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
    count = sum(office.vacant for office in told)
    return Panel("Offices", [Line("vacant", count, address)], links=[Link("Who holds which office", address)])
