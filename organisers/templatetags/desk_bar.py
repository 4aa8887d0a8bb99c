"""The bar of an organiser's desk: {% desk_bar region %}, the same on every page of it."""

from typing import Any

from django import template
from django.urls import reverse

from lla.pages.menus import Page, bar

from ..regions.models import Region

register = template.Library()
PARTS = (
    ("Desk", "desk"),
    ("Groups", "groups"),
    ("Contacts", "contacts"),
    ("Directory", "editions"),
    ("Lists", "lists"),
    ("Symposia", "desk_symposia"),
    ("Venues", "venues"),
)


@register.inclusion_tag("components/parts.html", takes_context=True)
def desk_bar(context: template.Context, region: Region) -> dict[str, Any]:
    parts = {words: [Page(words, reverse(f"organisers:{name}", args=[region.slug]))] for words, name in PARTS}
    return {"name": f"Desk for {region}", "rows": bar(parts, context["request"].path)}
