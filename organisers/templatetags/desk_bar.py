"""The bar of an organiser's desk: {% desk_bar region %}, the same on every page of it."""

from typing import Any

from django import template
from django.urls import reverse

from lla.pages.menus import Page, bar

from ..regions.models import Region

register = template.Library()
PARTS = {
    "Desk": (("Desk", "desk", ()),),
    "Groups": (("Groups", "groups", ("verify-groups/", "offers/", "ring/")),),
    "Contacts": (("Contacts", "contacts", ()),),
    "Lists": (("Contact lists", "lists", ()), ("Directory", "editions", ())),
    "Symposia": (("Symposia", "desk_symposia", ()), ("Venues", "venues", ())),
}


@register.inclusion_tag("components/parts.html", takes_context=True)
def desk_bar(context: template.Context, region: Region) -> dict[str, Any]:
    desk = reverse("organisers:desk", args=[region.slug])
    parts = {
        part: [
            Page(words, reverse(f"organisers:{name}", args=[region.slug]), tuple(desk + end for end in below))
            for words, name, below in pages
        ]
        for part, pages in PARTS.items()
    }
    return {"name": f"Desk for {region}", "rows": bar(parts, context["request"].path)}
