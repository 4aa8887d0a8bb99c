"""What the forms about comments, filters and messages share: when, where on the web, on which channel."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime

from lla import clock
from lla.forms import DayField, Form, HourField, typed_moment
from lla.functions import InOrder

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
        cleaned["at"] = typed_moment(self)
        return cleaned

    @property
    def at(self) -> datetime | None:
        """The moment; none where both fields may be empty and are."""
        found: datetime | None = self.cleaned_data.get("at")
        return found


class ChannelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A channel on which something comes in."""

    def __init__(self, **options: Any) -> None:
        shown = Channel.objects.filter(status__in=(ChannelStatus.OPEN, ChannelStatus.SUSPENDED))
        super().__init__(queryset=shown.order_by("platform__order", InOrder("name")), **options)
        self.error_messages["required"] = "Choose a channel."
        self.error_messages["invalid_choice"] = "Choose a channel from the list."
