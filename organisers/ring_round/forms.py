"""What is typed while groups are rung."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField, TextField
from lla.forms.time_fields import DayField

from ..contacts.models import Contact
from ..conversations import rules as conversations_rules
from ..conversations.choices import Outcome
from ..conversations.forms import IN_SHORT
from ..conversations.models import LONGEST
from . import rules

STOP = "stop"
BESIDE = dict.fromkeys(
    (conversations_rules.DUE_OVER, conversations_rules.DUE_TOO_LATE, conversations_rules.NO_DAY), "again_on"
)
NOTE_FIRST = f"Write it before you press the result. {IN_SHORT}"
NO_OUTCOME = "Press one of the buttons that say what the result was."


class StartForm(Form):
    why = OneLineField(label="What are you ringing about?", help_text="For example: the symposium in May.")


class OutcomeForm(Form):
    """The result of one call: each result is a button."""

    contact = forms.ModelChoiceField(
        label="Who did you ring?",
        queryset=Contact.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    words = TextField(label="Note", max_length=LONGEST, rows=2, required=False, help_text=NOTE_FIRST)
    again_on = DayField(label="Call back on", required=False)

    def __init__(self, *args: Any, ringable: Sequence[Contact], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "contact", Contact.objects.filter(pk__in=[contact.pk for contact in ringable]))
        if len(ringable) == 1:
            self.fields["contact"].initial = ringable[0].pk
            self.fields["contact"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        outcome = self.data.get("outcome", "")
        if outcome == STOP:
            if typed.get("words"):
                self.add_error("words", rules.STOP_FIRST)
        elif outcome not in Outcome.values:
            self.add_error(None, NO_OUTCOME)
        elif outcome == Outcome.CALL_BACK and "again_on" in typed and not typed["again_on"]:
            self.add_error("again_on", conversations_rules.NO_DAY)
        elif outcome != Outcome.CALL_BACK and typed.get("again_on"):
            self.add_error("again_on", rules.OTHER_RESULT)
        return {**typed, "outcome": outcome}
