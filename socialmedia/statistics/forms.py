"""What is typed of a week: each channel's figures as its platform shows them."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout

from lla.forms.fields import NumberField
from lla.forms.optimistic_locking import LockingForm

from ..channels.models import Channel
from .models import WeekFigures

MOST = 2_000_000_000
FIELDS = (
    ("followers", "Followers or members"),
    ("reach", "People reached"),
    ("responses", "Reactions, comments and shares"),
)


class WeekForm(LockingForm):
    """All channels at once; a channel whose fields are blank has no figures for the week."""

    def __init__(
        self, *args: Any, channels: Sequence[Channel], known: dict[int, WeekFigures], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._channels = channels
        for channel in channels:
            row = known.get(channel.pk)
            for name, label in FIELDS:
                key = self._name(channel, name)
                self.fields[key] = NumberField(label=label, of=channel.name, required=False, most=MOST)
                self.initial[key] = getattr(row, name, None)

    @staticmethod
    def _name(channel: Channel, field: str) -> str:
        return f"{channel.slug}-{field}"

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        parts = [
            Fieldset(channel.name, *(self._name(channel, name) for name, _ in FIELDS), css_class="group--row")
            for channel in self._channels
        ]
        helper.layout = Layout(*parts)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for channel in self._channels:
            values = [cleaned.get(self._name(channel, name)) for name, _ in FIELDS]
            followers = self._name(channel, "followers")
            typed = any(value is not None for value in values)
            if values[0] is None and typed and followers not in self.errors:
                self.add_error(followers, f"Say how many followers or members {channel} has.")
        return cleaned

    @property
    def entries(self) -> list[WeekFigures]:
        """A row for each channel, without followers where its fields are blank."""
        return [
            WeekFigures(
                channel=channel,
                **{name: self.cleaned_data[self._name(channel, name)] for name, _ in FIELDS},
            )
            for channel in self._channels
        ]
