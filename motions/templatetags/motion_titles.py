"""Titles on pages that are not the committee's: {{ motion|own_titled }}, {{ motion.amends|titled }}."""

from django import template

from ..motion import visibility
from ..motion.models import Motion

register = template.Library()
register.filter("own_title", visibility.own_title)
register.filter("own_titled", visibility.own_titled)
register.filter("titled", visibility.titled)


@register.filter
def readers_title(motion: Motion) -> str:
    """The title as readers see it, without a label."""
    return visibility.visible_text(motion).title
