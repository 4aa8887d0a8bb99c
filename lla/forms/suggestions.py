"""A line that is typed freely, with suggestions to choose from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class SuggestionsInput(forms.TextInput):
    """A plain line; browsers offer the suggestions that begin with or hold what is typed."""

    suggestions: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offered = f"{(attrs or {}).get('id', name)}-suggestions"
        line = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((words,) for words in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', line, offered, options)
