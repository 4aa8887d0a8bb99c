"""What is typed about a meeting of the team."""

from typing import Any

from django.utils.timezone import localdate

from lla.forms.fields import FormattedTextField, NumberField, RadioField
from lla.forms.optimistic_locking import LockingModelForm
from lla.forms.time_fields import DayField
from lla.time import clock

from .models import Meeting, MeetingKind
from .rules import why_not_note


class MeetingForm(LockingModelForm[Meeting]):
    """A meeting that was held, or one that is planned."""

    kind = RadioField(label="What kind of meeting?", choices=MeetingKind)
    on = DayField(label="On which day?")
    present = NumberField(label="How many were there?", required=False, least=1, most=500)
    notes = FormattedTextField(
        label="Notes",
        required=False,
        max_length=50_000,
        help_text="What was agreed, and who does what. The whole team and the leadership can read this.",
    )

    class Meta:
        model = Meeting
        fields = ("kind", "on", "present", "notes")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "on" in cleaned and "present" in cleaned:
            wrong = why_not_note(cleaned["on"], present=cleaned["present"], today=localdate(clock.now()))
            for field, words in wrong.items():
                self.add_error(field, words)
        return cleaned
