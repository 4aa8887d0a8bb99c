"""What is typed of a session and its business, and of what falls with what: rows of plain fields.

Motions are typed as people call them: 3A, EM1 or m42, with commas between those that are debated together.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from lla.forms.fields import NumberField, OneLineField
from lla.forms.optimistic_locking import LockingForm
from lla.forms.rows_in_line import LineForm, in_line
from lla.forms.stored_values import Stored
from lla.forms.time_fields import DayField, HourField
from lla.time.wording import short_day

from ..agenda.models import Conference
from ..motion.models import Motion
from . import selectors
from .models import ConferenceSession
from .workflow import Fall, Part

SPARE = 3
_BETWEEN = re.compile(r"[,;]")
Named = dict[str, list[Motion]]


class MotionsField(OneLineField):
    """Motions by their labels or references, in the order in which they are typed."""

    named: Named

    def clean(self, value: Any) -> list[Motion]:
        typed = super().clean(value)
        return [self._motion(name) for part in _BETWEEN.split(typed) if (name := part.strip())]

    def _motion(self, name: str) -> Motion:
        motions = self.named.get(name.casefold(), [])
        if not motions:
            raise ValidationError(f"There is no motion {name}.")
        if len(motions) > 1:
            raise ValidationError(
                f"Several motions are called {name}. Type {' or '.join(map(_full, motions))}."
            )
        return motions[0]


class MotionField(MotionsField):
    """One motion."""

    def clean(self, value: Any) -> Any:
        motions = super().clean(value)
        if len(motions) > 1:
            raise ValidationError("Type one motion.")
        return next(iter(motions), None)


def _full(motion: Motion) -> str:
    return motion.full_label


class SessionForm(LockingForm):
    saved_now: Sequence[Stored] = ()  # of a session that somebody saved meanwhile

    day = DayField(label="Day")
    begins_at = HourField(label="From")
    ends_at = HourField(label="To")
    title = OneLineField(label="Title", max_length=120)

    def __init__(self, *args: Any, conference: Conference, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conference = conference

    @property
    def stored(self) -> list[Stored]:
        """The whole session with its business."""
        return list(self.saved_now)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.conference.starts_on <= day <= self.conference.ends_on:
            days = f"{short_day(self.conference.starts_on)} to {short_day(self.conference.ends_on)}"
            raise ValidationError(f"The conference lasts from {days}. Enter one of its days.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins_at, ends_at = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins_at and ends_at and ends_at <= begins_at:
            self.add_error("ends_at", "The session ends before it begins.")
        return cleaned


class _Row(LineForm):
    """A row of a table that is left out where nothing is typed in it."""

    def __init__(self, *args: Any, named: Named, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, MotionsField):
                field.named = named


class BusinessForm(_Row):
    detail = "minutes"
    order = NumberField(label="Number", required=False, most=999)
    motions = MotionsField(label="Motions", required=False, max_length=300)
    words = OneLineField(
        label="Words",
        required=False,
        max_length=300,
        help_text="What is printed, for example “Welcome”. Enter motions, words or both.",
    )
    minutes = NumberField(
        label="Minutes", required=False, most=600, help_text="Needed for every row with motions or words."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_typed and cleaned.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", "Enter how many minutes this takes.")
        return cleaned

    @property
    def is_typed(self) -> bool:
        return bool(self.cleaned_data.get("motions") or self.cleaned_data.get("words"))

    @property
    def part(self) -> Part:
        typed = self.cleaned_data
        return Part(typed["words"], typed["motions"], typed["minutes"])


class ConsequenceForm(_Row):
    detail = "words"
    carried = MotionField(label="If carried", required=False, max_length=20)
    falls = MotionField(label="Falls", required=False, max_length=20)
    words = OneLineField(label="Words", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("carried")) != bool(cleaned.get("falls")) and not self.errors:
            self.add_error(None, "Name both motions, or leave the row blank.")
        return cleaned

    @property
    def fall(self) -> Fall:
        typed = self.cleaned_data
        return Fall(typed["carried"], typed["falls"], typed["words"])


BusinessFormSet = formset_factory(BusinessForm, extra=SPARE)
ConsequenceFormSet = formset_factory(ConsequenceForm, extra=SPARE)


def business_rows(data: Any, conference: Conference, session: ConferenceSession | None) -> BaseFormSet[Any]:
    """The rows of a session's business as they stand, and some to spare."""
    initial = [
        {
            "order": at,
            "motions": ", ".join(vote.motion.full_label for vote in part.votes.all()),
            "words": part.words,
            "minutes": part.minutes,
        }
        for at, part in enumerate(session.business.all() if session else (), start=1)
    ]
    named = selectors.by_name(conference)
    return in_line(BusinessFormSet, data, initial, prefix="business", named=named)


def consequence_rows(data: Any, conference: Conference) -> BaseFormSet[Any]:
    initial = [
        {"carried": row.carried.full_label, "falls": row.falls.full_label, "words": row.words}
        for row in selectors.consequences(conference)
    ]
    named = selectors.by_name(conference)
    return in_line(ConsequenceFormSet, data, initial, prefix="consequences", named=named)


def business_typed(rows: BaseFormSet[Any]) -> list[Part]:
    """The business in the order of the numbers typed; rows without one come last, as they stand."""
    typed = [row for row in rows.forms if row.is_typed]
    typed.sort(key=lambda row: (row.cleaned_data["order"] is None, row.cleaned_data["order"] or 0))
    return [row.part for row in typed]


def consequences_typed(rows: BaseFormSet[Any]) -> list[Fall]:
    return [row.fall for row in rows.forms if row.cleaned_data.get("carried")]
