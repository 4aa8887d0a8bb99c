"""A field for a channel on which something comes in."""

from typing import Any

from django import forms

from lla.words.functions import SortKey

from .choices import ChannelStatus
from .models import Channel


class ChannelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A channel on which something comes in."""

    def __init__(self, **options: Any) -> None:
        shown = Channel.objects.filter(status__in=(ChannelStatus.OPEN, ChannelStatus.SUSPENDED))
        super().__init__(queryset=shown.order_by("platform__order", SortKey("name")), **options)
        self.error_messages["required"] = "Choose a channel."
        self.error_messages["invalid_choice"] = "Choose a channel from the list."
