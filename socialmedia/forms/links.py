"""Addresses on the web as people paste them."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse

from lla.forms import Bounded
from lla.words import one_line

from ..addresses import parts

MOTION = re.compile(r"m[1-9]\d{0,17}", re.ASCII)
NO_LINK = "This is not a link. Copy the whole address, such as https://example.org/news."
NO_DECISION_LINK = "Write a whole address, such as https://example.org/motions/m42/, or a motion’s reference."


class LinkField(Bounded, forms.URLField):
    """An address on the web that shows where it leads; without its beginning it is taken as https."""

    def __init__(self, *, max_length: int = 500, **options: Any) -> None:
        messages = {"invalid": NO_LINK} | options.pop("error_messages", {})
        super().__init__(max_length=max_length, assume_scheme="https", error_messages=messages, **options)
        self.validators = [one for one in self.validators if not isinstance(one, URLValidator)] + [
            URLValidator(schemes=["http", "https"], message=messages["invalid"])
        ]
        self.widget.attrs.update(spellcheck="false", autocomplete="off")

    def clean(self, value: Any) -> str:
        link = str(super().clean(value) or "")
        if link and parts(link) is None:
            raise ValidationError(self.error_messages["invalid"])
        return link


class DecisionLinkField(LinkField):
    """The address of a decision; the reference of a motion, such as m42, becomes its address."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=300, required=False, error_messages={"invalid": NO_DECISION_LINK}, **options
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        words = one_line(value).lower() if isinstance(value, str) else value
        if words and MOTION.fullmatch(words):
            return settings.ORGANISATION["url"] + reverse("motions:motion", args=[words])
        return super().to_python(value)
