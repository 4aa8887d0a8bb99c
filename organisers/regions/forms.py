"""Postcodes and constituencies, as they are typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from lla.forms.base import Form
from lla.forms.fields import Bounded, OneLineField

from . import postcodes
from .models import Constituency
from .workflow import spelt


class PostcodeField(Bounded, forms.CharField):
    """A postcode of the United Kingdom, kept as HU1 2AA; `elsewhere` says what to do without one."""

    def __init__(
        self,
        *,
        elsewhere: str = "If you have none in our regions, leave it blank and choose a region.",
        **options: Any,
    ) -> None:
        super().__init__(max_length=20, **options)
        self.elsewhere = elsewhere
        self.widget.attrs.update(autocomplete="postal-code", spellcheck="false")

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return postcodes.normalise(typed) if typed else ""
        except postcodes.OutsideOurRegions as wrong:
            raise ValidationError(f"{wrong} {self.elsewhere}") from None
        except postcodes.NotAPostcode as wrong:
            raise ValidationError(str(wrong)) from None


class ConstituenciesField(Bounded, forms.CharField):
    """Constituencies by their names, one on a line."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2_000, required=False, **options)
        self.widget.attrs.update(rows=3)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(str(constituency) for constituency in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A browser ends lines in its own way."""
        return super().has_changed(self.prepare_value(initial), "\n".join(str(data or "").splitlines()))

    def clean(self, value: Any) -> list[Constituency]:
        lines = [spelt(line) for line in str(super().clean(value)).splitlines()]
        names = {line.casefold(): line for line in lines if line}
        known = Constituency.objects.annotate(lower=Lower("name")).select_related("region")
        found = {row.name.casefold(): row for row in known.filter(lower__in=[name.lower() for name in names])}
        if unknown := [line for key, line in names.items() if key not in found]:
            raise ValidationError([f"“{name[:80]}” is not a current constituency." for name in unknown[:5]])
        return [found[key] for key in names]


class FindForm(Form):
    place = OneLineField(
        max_length=60,
        label="Your town, district or postcode",
        help_text="Half a postcode is enough, such as HU5. Many constituencies are known too. We find your "
        "region with it, and do not keep it.",
        error_messages={"required": "Type a place or a postcode, or choose your region from the list."},
    )
