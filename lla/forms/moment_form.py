"""A form that asks for a day and an hour."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from lla.forms.base import Form
from lla.forms.time_fields import DayField, HourField, typed_moment
from lla.time import clock


class MomentForm(Form):
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
