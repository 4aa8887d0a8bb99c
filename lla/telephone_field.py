"""The form field of a telephone number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lla import telephones
from lla.forms import Bounded


class PhoneField(Bounded, forms.CharField):
    """A telephone number as people write it; kept in one international form, shown as it is dialled."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=telephones.LONGEST_TYPED, **options)
        self.widget.attrs.update(autocomplete="tel", inputmode="tel")

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return telephones.read(typed) if typed else ""
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None
