"""What the forms about comments, filters and messages share: when, where on the web, on which channel."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.timezone import localtime

from lla import clock
from lla.forms import Bounded, DayField, Form, HourField, moment

from ..choices import ChannelStatus
from ..models import Channel


class WhenForm(Form):
    """A day and an hour in London, as `cleaned_data["at"]`; it opens with the present moment."""

    day = DayField(label="Day")
    hour = HourField(label="Time")

    def __init__(self, *args: Any, **options: Any) -> None:
        here = localtime(clock.now())
        initial = {"day": here.date(), "hour": here.time().replace(second=0, microsecond=0)}
        super().__init__(*args, initial={**initial, **options.pop("initial", {})}, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("hour") is not None:
            try:
                cleaned["at"] = moment(cleaned["day"], cleaned["hour"])
            except (ValidationError, OverflowError) as wrong:
                self.add_error("hour", wrong if isinstance(wrong, ValidationError) else "Write a real day.")
        return cleaned

    @property
    def at(self) -> datetime | None:
        """The moment; none where both fields may be empty and are."""
        found: datetime | None = self.cleaned_data.get("at")
        return found


class LinkField(Bounded, forms.URLField):
    """An address on the web; without its beginning it is taken as https."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=500, assume_scheme="https", **options)
        self.validators = [URLValidator(schemes=["http", "https"]), *self.validators[1:]]
        self.error_messages["invalid"] = "Write a whole address, such as https://social.example.org/post/7."


class ChannelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A channel on which something comes in."""

    def __init__(self, **options: Any) -> None:
        shown = Channel.objects.filter(status__in=(ChannelStatus.OPEN, ChannelStatus.SUSPENDED))
        super().__init__(queryset=shown.order_by("platform__order", "name"), **options)
        self.error_messages["required"] = "Choose a channel."
        self.error_messages["invalid_choice"] = "Choose a channel of the list."
