"""Addresses on the web as people paste them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ..addresses import parts

NO_LINK = "This is not a link. Copy the whole address, such as https://example.org/news."


class LinkField(forms.URLField):
    """An address on the web that shows where it leads; without its beginning it is taken as https."""

    def __init__(self, *, max_length: int = 500, **options: Any) -> None:
        messages = {"invalid": NO_LINK} | options.pop("error_messages", {})
        super().__init__(max_length=max_length, assume_scheme="https", error_messages=messages, **options)
        self.validators = [one for one in self.validators if not isinstance(one, URLValidator)] + [
            URLValidator(schemes=["http", "https"], message=NO_LINK)
        ]
        self.widget.attrs.update(spellcheck="false", autocomplete="off")

    def clean(self, value: Any) -> str:
        link = str(super().clean(value) or "")
        if link and parts(link) is None:
            raise ValidationError(NO_LINK)
        return link
