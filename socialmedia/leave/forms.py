"""What is typed about leave: whose, and which days."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lla.accounts.models import User
from lla.forms.base import Form, offer
from lla.forms.time_fields import DayField
from lla.time import clock
from lla.time.ranges import ENDS_BEFORE_START
from lla.words.functions import SortKey

from ..team.models import Leave
from . import rules


class LeaveForm(Form):
    """From when to when somebody is away; `people` are those whom the coordinator may enter, too."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who is away",
        empty_label=None,
        error_messages={"invalid_choice": "Choose somebody in the team."},
    )
    starts_on = DayField(label="First day away")
    ends_on = DayField(label="Last day away", help_text="This day is included.")

    def __init__(self, *args: Any, user: User, people: Iterable[User] = (), **options: Any) -> None:
        first = {"person": user.pk, **options.pop("initial", {})}
        super().__init__(*args, initial=first, **options)
        self.user = user
        keys = [person.pk for person in people]
        if keys:
            offer(self, "person", User.objects.filter(pk__in=keys).order_by(SortKey("name"), "pk"))
        else:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in rules.why_not_enter(self.leave(), now=clock.now()):
                self.add_error("ends_on" if reason == ENDS_BEFORE_START else None, reason)
        return cleaned

    def leave(self) -> Leave:
        typed = self.cleaned_data
        return Leave(
            user=typed.get("person") or self.user, starts_on=typed["starts_on"], ends_on=typed["ends_on"]
        )
