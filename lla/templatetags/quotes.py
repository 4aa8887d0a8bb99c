"""Words that somebody else typed, as emails quote them: {{ question|quoted }}."""

from django import template

from lla.words import cleaning

register = template.Library()


@register.filter
def quoted(value: object) -> str:
    """Each line behind "> "; it has to begin a line of the email's template."""
    return cleaning.quoted(str(value or ""))
