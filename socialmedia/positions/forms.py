"""What is typed about a position."""

from typing import Any

from django.utils.timezone import localdate

from lla.forms.decision_links import DecisionLinkField
from lla.forms.fields import OneLineField, RadioField
from lla.forms.optimistic_locking import LockingModelForm
from lla.forms.time_fields import DayField
from lla.time import clock

from ..channels.choices import Basis
from . import rules
from .choices import PositionKind
from .models import Position

BASES = [(basis.value, basis.label) for basis in Basis if basis]


class PositionForm(LockingModelForm[Position]):
    """One sentence, what it rests on, and from when to when it holds."""

    kind = RadioField(label="What is it?", choices=PositionKind, initial=PositionKind.POSITION)
    sentence = OneLineField(
        label="The priority or position",
        max_length=300,
        help_text="One sentence that a post can state, such as “Councils should set rents”.",
    )
    basis = RadioField(label="What does it rest on?", choices=BASES, empty="Choose what it rests on.")
    basis_words = OneLineField(
        label="Which decision, statement or rule?",
        max_length=200,
        error_messages={"required": rules.SAY_WHICH},
    )
    basis_link = DecisionLinkField(
        label="Address of the decision",
        help_text="For a decision of conference: the motion that was carried, or its reference such as m42.",
    )
    basis_on = DayField(
        label="Date of the statement", required=False, help_text="For a statement of the leadership."
    )
    since = DayField(label="Since when?", initial=lambda: localdate(clock.now()))
    until = DayField(
        label="Until when?", required=False, help_text="Its last day. Leave it blank if it has no end yet."
    )

    class Meta:
        model = Position
        fields = (
            "kind", "sentence", "basis", "basis_words", "basis_link", "basis_on", "since", "until",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = ("basis", "basis_words", "basis_link", "since", "until")
        if set(asked) <= cleaned.keys():
            typed = {name: cleaned[name] for name in asked}
            for field, words in rules.why_not_save(**typed).items():
                self.add_error(field, words)
        return cleaned
