"""What is typed about comments: what was written, and what was done about it."""

from datetime import timedelta
from typing import Any

from django import forms

from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, offer
from lla.forms.fields import NumberField, OneLineField, RadioField, TextField
from lla.forms.moment_form import MomentForm
from lla.forms.time_fields import DayField
from lla.time import clock

from ..channels.forms import ChannelField, any_channel, who_wrote_it
from ..posts.models import Variant
from .choices import Response
from .models import Incident

SAY_WHAT = "Choose what was done."
POSTS_OFFERED = timedelta(days=7)


class ThreadForm(Form):
    """How a comment stands in its thread, by which the guidelines suggest what to do."""

    hostile = forms.BooleanField(label="It is hostile", required=False)
    harmful = forms.BooleanField(
        label="It threatens somebody, gives private details or breaks the law", required=False
    )
    earlier = NumberField(
        label="How many hostile comments came before it in this thread?",
        most=1_000,
        initial=0,
        required=False,
    )


class CommentForm(ThreadForm, MomentForm):
    """A comment that somebody has to think about."""

    channel = ChannelField(label="On which channel?", empty_label="Choose a channel")
    variant = forms.ModelChoiceField(
        queryset=Variant.objects.none(),
        required=False,
        label="Under which post?",
        empty_label="An older one, or none of ours",
        error_messages={"invalid_choice": "Choose a post from the list."},
    )
    link = WebAddressField(label="Address of the comment", required=False)
    person = who_wrote_it("The name they use there. It is deleted 90 days after the comment.")
    words = TextField(
        max_length=5_000,
        label="What does it say?",
        required=False,
        rows=4,
        help_text="What the team needs to know. It is deleted 90 days after the comment.",
    )
    field_order = (
        "channel",
        "variant",
        "hostile",
        "harmful",
        "earlier",
        "words",
        "person",
        "link",
        "day",
        "hour",
    )

    def __init__(self, *args: Any, variant: Variant | None = None, **options: Any) -> None:
        chosen = {"variant": variant.pk, "channel": variant.channel_id} if variant else {}
        super().__init__(*args, initial=chosen, **options)
        now = clock.now()
        recent = Variant.objects.posted_in(now - POSTS_OFFERED, now + timedelta(seconds=1))
        offered = recent | Variant.objects.filter(pk=variant.pk) if variant else recent
        offer(self, "variant", offered.select_related("post", "channel").order_by("-posted_at"))
        self.fields["day"].label, self.fields["hour"].label = "Day it was written", "Time it was written"
        self.fields["earlier"].help_text = "Enter 0 if it is the first."

    @property
    def given(self) -> dict[str, Any]:
        """What `workflow.note` takes."""
        names = ("channel", "variant", "link", "person", "words", "hostile", "harmful")
        typed = {name: self.cleaned_data[name] for name in names}
        return {**typed, "earlier": self.cleaned_data["earlier"] or 0, "happened_at": self.at}


class DecideForm(Form):
    """What was done; `seen` is what had been done when the form was opened."""

    done = RadioField(label="What have you done?", choices=Response, empty=SAY_WHAT, wrong=SAY_WHAT)
    note = OneLineField(
        max_length=500,
        label="Why",
        required=False,
        help_text="Needed if the guidelines suggest something else, or if you change what was done.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=6)

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, initial={"seen": incident.done}, **options)


class FindForm(Form):
    """Which comments to show."""

    channel = any_channel()
    day = DayField(label="Day", required=False)
