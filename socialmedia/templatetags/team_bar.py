"""The bar of the team's pages: {% team_bar %}; a page that is not for its reader is not in it."""

from typing import Any

from django import template
from django.urls import reverse

from lla.pages.menus import Page, bar

from ..team.decorators import standing_of
from ..team.rules import Standing

CONVERSATIONS = (("Messages", "messages"), ("Comments", "comments"), ("What we did", "what_we_did"))
register = template.Library()


@register.inclusion_tag("components/parts.html", takes_context=True)
def team_bar(context: template.Context) -> dict[str, Any]:
    request = context["request"]
    return {"name": "Social media", "rows": bar(_parts(standing_of(request)), request.path)}


def _parts(standing: Standing) -> dict[str, list[Page]]:
    in_team, reports = standing.in_team, standing.coordinates or standing.leads
    return {
        "Today": [_page("Today", "board")],
        "Posts": [
            Page("Planner", reverse("socialmedia:planner"), below=(reverse("socialmedia:posts"),)),
            _page("Positions", "positions"),
            _page("Sources", "sources"),
            _page("Pictures", "media"),
            _page("Guidelines", "guidelines"),
        ],
        "Conversations": [
            *(_page(*page) for page in CONVERSATIONS if in_team),
            _page("Forums", "forums"),
            _page("Cases", "cases"),
            _page("Complaints", "complaints"),
            *([_page("Filters", "filters")] if in_team else []),
        ],
        "Team": [
            _page("Roster", "roster"),
            _page("People", "team"),
            _page("Staffing", "staffing"),
            Page("Channels", reverse("socialmedia:channels"), below=(reverse("socialmedia:platforms"),)),
            _page("Meetings", "meetings"),
            _page("Consultations", "consultations"),
        ],
        "Reports": [*([_page("Reports", "reports")] if reports else []), _page("Figures", "figures")],
    }


def _page(words: str, name: str) -> Page:
    return Page(words, reverse(f"socialmedia:{name}"))
