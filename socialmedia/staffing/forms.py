"""What is asked of the staffing check: a platform opened or suspended, somebody away; and reach targets."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate

from lla.forms.base import Form, ModelForm
from lla.forms.fields import NumberField, OneLineField
from lla.forms.time_fields import DayField
from lla.words.folding import sort_key

from ..channels.models import Platform
from . import rules
from .models import ReachTarget

UNKNOWN = "Choose platforms from the list."
NOTHING_ASKED = "Choose a page to open or suspend, or who is away and from when."
NOT_HERE = "Choose somebody who works on one of our channels."


class SupposeForm(Form):
    """What if? It changes nothing."""

    opened = forms.MultipleChoiceField(
        label="Open a page on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    suspended = forms.MultipleChoiceField(
        label="Suspend our page on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    person = forms.ChoiceField(
        label="Somebody is away", required=False, error_messages={"invalid_choice": NOT_HERE}
    )
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False, help_text="Both days are included.")

    def __init__(
        self, data: Any, *, platforms: Iterable[Platform], open_on: Iterable[int], names: Mapping[int, str]
    ) -> None:
        super().__init__(data)
        with_page = set(open_on)
        self._offer("opened", [(each.slug, str(each)) for each in platforms if each.order not in with_page])
        self._offer("suspended", [(each.slug, str(each)) for each in platforms if each.order in with_page])
        people = sorted(((str(pk), name) for pk, name in names.items()), key=lambda one: sort_key(one[1]))
        self._offer("person", [("", "Nobody"), *people])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if not choices:
            del self.fields[name]

    @property
    def asks(self) -> bool:
        """Whether anything at all is supposed."""
        return any(self.cleaned_data.get(name) for name in ("opened", "suspended", "person"))

    def days(self, *, now: datetime, ahead: int) -> tuple[date, date]:
        """Which days are asked about; without any, today and those the roster looks ahead."""
        today = localdate(now)
        first = self.cleaned_data.get("first") or today
        last = self.cleaned_data.get("last") or max(first, today) + timedelta(days=ahead - 1)
        return first, last

    def look(self, *, now: datetime, ahead: int) -> None:
        """Refuse days that cannot be looked at; asked once the rest is well."""
        if not self.asks:
            self.add_error(None, NOTHING_ASKED)
        if self.cleaned_data.get("person") and not self.cleaned_data.get("first"):
            self.add_error("first", "Enter the first day they are away.")
        for reason in rules.why_not_look_at(*self.days(now=now, ahead=ahead), now=now):
            self.add_error("last", reason)


class ReachForm(ModelForm[ReachTarget]):
    """More people that the times call for."""

    extra = NumberField(most=rules.EXTRA_AT_MOST, label="How many more people?")
    why = OneLineField(max_length=200, label="Why?", help_text="For example: the council elections in May.")
    starts_on = DayField(label="From")
    ends_on = DayField(label="To")

    class Meta:
        model = ReachTarget
        fields = ("extra", "why", "starts_on", "ends_on")
