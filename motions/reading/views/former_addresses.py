"""Addresses that conferences and agenda items had before, each leading to the present one for ever."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from ...agenda.models import AgendaItem, Conference


def follow_former_address(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Where nothing is at an address, redirect to what was there last, at the same kind of page or file."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except Http404:
            present = _present(kwargs)
            if present is None or present == kwargs or request.resolver_match is None:
                raise
        address = reverse(request.resolver_match.view_name, kwargs=present)
        query = request.META.get("QUERY_STRING", "")
        response = redirect(f"{address}?{query}" if query else address, permanent=True)
        # Browsers ask again, for the former address may be given to another.
        response.headers["Cache-Control"] = "no-cache"
        return response

    return answer


def _present(kwargs: dict[str, str]) -> dict[str, str] | None:
    """The arguments of the present address; None where nothing ever was."""
    conference = _conference(kwargs["conference"])
    if conference is None:
        return None
    if "item" not in kwargs:
        return {**kwargs, "conference": conference.slug}
    item = _item(conference, kwargs["item"])
    if item is None:
        return None
    return {**kwargs, "conference": item.conference.slug, "item": item.slug}


def _conference(slug: str) -> Conference | None:
    """Whose address it is, or was last."""
    conferences = Conference.objects.opened()
    former = conferences.filter(events__slug=slug).order_by("-events__pgh_id")
    return conferences.filter(slug=slug).first() or former.first()


def _item(conference: Conference, slug: str) -> AgendaItem | None:
    """Whose address it is at this conference, or was last."""
    items = AgendaItem.objects.filter(conference__opened_at__isnull=False).select_related("conference")
    former = items.filter(events__conference=conference, events__slug=slug).order_by("-events__pgh_id")
    return items.filter(conference=conference, slug=slug).first() or former.first()
