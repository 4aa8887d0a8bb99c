"""The cells of a list of the desk, each with the words of its column, which a phone shows before it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def labelled(cells: Iterable[str], heads: Iterable[Mapping[str, Any]]) -> list[SafeString]:
    """Cells as Django's admin drew them; the first of a row is named by itself, and is no `td`."""
    return [
        _with_label(cell, escape(capfirst(head["text"]))) for cell, head in zip(cells, heads, strict=False)
    ]


def _with_label(cell: str, words: str) -> SafeString:
    if words and not words.startswith("&lt;"):  # that is the box which ticks every row
        empty = " data-empty" * cell.endswith(">-</td>")
        cell = cell.replace("<td ", f'<td data-label="{words}"{empty} ', 1)
    return mark_safe(cell)  # noqa: S308  Django's admin drew the cell, the words are escaped
