"""What is typed about direct messages: what came in, how it was answered, what kind it is after all."""

from typing import Any

from django import forms

from lla.forms.base import Form
from lla.forms.fields import OneLineField, RadioField, TextField
from lla.forms.moment_form import MomentForm
from lla.forms.optimistic_locking import LockingForm
from lla.forms.time_fields import DayField, HourField
from organisers.regions.models import Region

from ..channels.forms import ChannelField, who_wrote_it
from ..sources.models import Source
from .choices import MessageKind
from .models import Message

KIND = "Choose what kind of message it is."
BOTH = "Enter both the day and the time, or leave both blank."


class SourceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A source of the list, needed for an article or event only."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Source.objects.all(),
            required=False,
            label="Source of the article or event",
            empty_label="None, or not in the list yet",
            help_text="You can give a thumbs up once the source has been reviewed.",
        )
        self.error_messages["invalid_choice"] = "Choose a source from the list."


class MessageForm(MomentForm):
    """A message that came in, with no more of its writer than an answer needs."""

    channel = ChannelField(label="Where did it come in?", empty_label="Choose a channel")
    kind = RadioField(label="What kind is it?", choices=MessageKind, empty=KIND, wrong=KIND)
    person = who_wrote_it("The name they use there is enough. Leave out contact details and health.")
    words = TextField(
        max_length=2_000,
        label="What do they ask?",
        required=False,
        rows=4,
        help_text="In your own words, briefly. It is deleted a month after the message is dealt with.",
    )
    source = SourceField()
    field_order = ("channel", "kind", "person", "words", "source", "day", "hour")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].label, self.fields["hour"].label = "Day received", "Time received"

    @property
    def given(self) -> dict[str, Any]:
        """What `workflow.receive` takes."""
        typed = {name: self.cleaned_data[name] for name in ("channel", "kind", "person", "words", "source")}
        return {**typed, "came_at": self.at}


def _note_field() -> OneLineField:
    """What whoever deals with a message writes for the others."""
    return OneLineField(
        max_length=300,
        label="Note for the team",
        required=False,
        help_text="The note is deleted with the message.",
    )


class NoteForm(Form):
    """The note alone, with what needs no answer."""

    note = _note_field()


class AnswerForm(MomentForm):
    """That a message was answered; empty day and time mean just now."""

    day = DayField(label="Day you answered", required=False)
    hour = HourField(
        label="Time you answered", required=False, help_text="Leave both blank if it was just now."
    )
    note = _note_field()
    field_order = ("note", "day", "hour")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, initial={"day": None, "hour": None}, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = [cleaned.get("day"), cleaned.get("hour")]
        if not self.errors and given.count(None) == 1:
            self.add_error("day" if given[0] is None else "hour", BOTH)
        return cleaned


class SortForm(LockingForm):
    """What kind a message is after all."""

    kind = RadioField(label="What kind is it?", choices=MessageKind, empty=KIND, wrong=KIND)
    source = SourceField()

    def __init__(self, *args: Any, message: Message, **options: Any) -> None:
        super().__init__(*args, initial={"kind": message.kind, "source": message.source_id}, **options)


class PassOnForm(Form):
    """Whose region somebody who may join lives in."""

    region = forms.ModelChoiceField(
        queryset=Region.objects.all(),
        label="Region",
        empty_label="Choose a region",
        error_messages={"required": "Choose a region.", "invalid_choice": "Choose a region from the list."},
    )
    note = _note_field()

    def __init__(self, *args: Any, message: Message, **options: Any) -> None:
        super().__init__(*args, initial={"region": message.region_id}, **options)


class ReopenForm(Form):
    """Why a message waits again."""

    because = OneLineField(max_length=300, label="Why are you reopening it?")
