"""What the acts ask for that place a motion elsewhere or compare it with another."""

from typing import Any

from django import forms

from lla.forms.fields import OneLineField, TextField
from lla.forms.time_fields import DayField

from ...agenda.models import AgendaItem
from ...motion import numbering
from ...motion.models import Motion
from ...placing import rules as placing_rules
from ...placing import selectors as placing_selectors
from .base import DecisionForm
from .cited_rules import CitedRuleForm

MOST = 9_999


class MoveForm(DecisionForm):
    item = forms.ModelChoiceField(
        label="To which agenda item?",
        queryset=AgendaItem.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose an agenda item.",
            "invalid_choice": "Choose one of the agenda items on this page.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        items: Any = self.fields["item"]
        others = AgendaItem.objects.filter(conference=self.motion.conference_id, takes_motions=True)
        items.queryset = others.exclude(pk=self.motion.item_id)


class RenumberForm(DecisionForm):
    number = OneLineField(
        label="New number", max_length=6, error_messages={"required": "Write the new number."}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field, gaps = self.fields["number"], placing_selectors.gaps(self.motion) if self.motion.number else []
        free = ", ".join(map(self._printed, [*gaps, placing_selectors.highest_number(self.motion) + 1]))
        own = f"This {self.motion.noun} has {self._printed(self.motion.number or 0)}. These are free: {free}."
        if self._lettered:
            field.label = "New letter or number"
            field.error_messages["required"] = "Write the new letter or number."
            own = f"A is 1, B is 2 and so on. {own}"
        field.help_text = own

    @property
    def _lettered(self) -> bool:
        """Whether what is counted in this series is printed as letters."""
        return placing_rules.has_letters(self.motion)

    def _printed(self, number: int) -> str:
        return numbering.letters(number) if self._lettered else str(number)

    def clean_number(self) -> int:
        typed = str(self.cleaned_data["number"])
        letters = "a letter such as B, or " if self._lettered else ""
        try:
            number = numbering.number(typed) if self._lettered else int(typed)
        except ValueError:
            raise forms.ValidationError(f"Enter {letters}a number such as 2.") from None
        if not 1 <= number <= MOST:
            raise forms.ValidationError(f"Enter a number from 1 to {MOST:,}.")
        return number


class EmergencyForm(DecisionForm):
    event_on = DayField(
        label="Day of the event",
        help_text="It is after motions closed, and makes this an emergency.",
        error_messages={"required": "Enter the day of the event."},
    )


class OverrideForm(CitedRuleForm):
    reason = TextField(
        label="Public reason",
        max_length=5_000,
        help_text="It is printed with the {noun} and sent to its mover.",
    )
    lifts_limit = forms.BooleanField(
        label="The word limit is set aside",
        required=False,
        help_text="Its mover can then revise it to more words than the limit as well.",
    )


class DuplicateForm(DecisionForm):
    other = OneLineField(
        label="The other {noun}",
        max_length=20,
        help_text="Its reference, for example m42.",
        error_messages={"required": "Write the reference of the other {noun}."},
    )

    def clean_other(self) -> Motion:
        asked = self.cleaned_data["other"]
        known = Motion.objects.any_nature().filter(conference=self.motion.conference_id)
        motions = list(known.called(asked)[:2])
        if len(motions) != 1:
            raise forms.ValidationError(
                f"No motion at this conference is called “{asked}”."
                if not motions
                else f"Several motions are called “{asked}”. Write the reference, for example m42."
            )
        return motions[0]


class UnmarkForm(DecisionForm):
    other = forms.ModelChoiceField(
        label="Which is not a duplicate?",
        queryset=Motion.objects.any_nature().none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which.",
            "invalid_choice": "Choose one of those on this page.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others: Any = self.fields["other"]
        marked = self.motion.duplicates.values("other")
        others.queryset = Motion.objects.any_nature().filter(pk__in=marked).select_related("current")
