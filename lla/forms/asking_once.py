"""Forms that ask once about what may be a slip, and take it when it is sent again."""

from hashlib import sha256
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from lla.forms.base import Form
from lla.forms.fields import Bounded

SURE = "sure"


class _SureField(Bounded, forms.CharField):
    widget = forms.HiddenInput


class AskingOnceForm(Form):
    """What `ask_once` refuses is taken when the very same is sent again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[SURE] = _SureField(required=False, max_length=64)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.render_hidden_fields = True
        return helper

    def ask_once(self, field: str, sentence: str, *, about: object) -> None:
        """Refuse a field with a sentence, unless its writer has read it for the same `about`."""
        mark = sha256(repr(about).encode()).hexdigest()
        if self.data.get(SURE, "") == mark:
            return
        self.add_error(field, sentence)
        if isinstance(self.data, QueryDict):
            asked = self.data.copy()
            asked[SURE] = mark
            self.data = asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop(SURE, None)
        return cleaned
