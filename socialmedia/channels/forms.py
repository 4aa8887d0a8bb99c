"""Fields for what comes in on a channel: where, and from whom."""

from typing import Any

from django import forms

from lla.forms.fields import OneLineField
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


def any_channel() -> forms.ModelChoiceField[Channel]:
    """A field by which a list is narrowed to one channel, a closed one too."""
    return forms.ModelChoiceField(
        Channel.objects.order_by("platform__order", SortKey("name")),
        required=False,
        label="Channel",
        empty_label="Every channel",
        error_messages={"invalid_choice": "Choose a channel from the list."},
    )


def who_wrote_it(help_text: str) -> OneLineField:
    """A field for the name of whoever wrote what came in."""
    return OneLineField(label="Who wrote it?", required=False, help_text=help_text)
