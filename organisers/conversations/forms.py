"""What is typed of a conversation with a group."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.forms.base import Form, offer
from lla.forms.fields import TextField
from lla.forms.time_fields import DayField
from lla.time import clock

from ..appointments.selectors import organisers_of
from ..groups.models import Group
from . import rules
from .choices import WRITTEN_BY_HAND, How, Outcome
from .models import LONGEST, Note
from .rules import Said

GUIDANCE = (
    "Write about the group: what was agreed, and what comes next. Name nobody. Never write what somebody "
    "believes or belongs to, or anything about their health. The other organisers of the region read this, "
    "and so does whoever it names if they ask for their data. It is deleted after a year. At most 500 "
    "characters."
)

BESIDE = {
    rules.NOT_YET: "on",
    rules.TOO_LONG_AGO: "on",
    **dict.fromkeys((rules.DUE_OVER, rules.DUE_TOO_LATE, rules.NO_DAY), "due_on"),
}
IN_SHORT = "About the group: name nobody, and write nothing about beliefs or health."


class NoteForm(Form):
    """A few words about one conversation, and what is to follow."""

    how = forms.ChoiceField(label="How did you talk?", choices=How)
    outcome = forms.ChoiceField(
        label="What was the result?",
        choices=[("", "Choose one"), *((each.value, each.label) for each in WRITTEN_BY_HAND)],
    )
    on = DayField(label="On which day?")
    words = TextField(label="Note", max_length=LONGEST, rows=4, required=False, help_text=GUIDANCE)
    due_on = DayField(label="Follow up by", required=False)
    owner = forms.ModelChoiceField(
        label="Who follows up?", queryset=User.objects.none(), required=False, empty_label="You"
    )

    def __init__(self, *args: Any, group: Group, by: User, note: Note | None = None, **options: Any) -> None:
        initial = {"on": localdate(clock.now()), "how": How.TELEPHONE}
        if note:
            kept = {name: getattr(note, name) for name in ("how", "outcome", "on", "words", "due_on")}
            initial = {**kept, "owner": None if note.owner_id == by.pk else note.owner_id}
        super().__init__(*args, initial=initial, **options)
        self.by = by
        others = [person.pk for person in organisers_of(group.region) if person.pk != by.pk]
        if not others:
            del self.fields["owner"]
        else:
            offer(self, "owner", User.objects.filter(pk__in=others).order_by("name", "pk"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("outcome") == Outcome.CALL_BACK and "due_on" in typed and not typed["due_on"]:
            self.add_error("due_on", rules.NO_DAY)
        elif typed.get("owner") and "due_on" in typed and not typed["due_on"]:
            self.add_error("due_on", rules.NO_DUE_DAY)
        return typed

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(
            on=typed["on"],
            how=typed["how"],
            outcome=typed["outcome"],
            words=typed["words"],
            due_on=typed["due_on"],
            owner=(typed.get("owner") or self.by) if typed["due_on"] else None,
        )
