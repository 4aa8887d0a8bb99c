"""What is typed to find posts, and about one: a check, a reason, where it is now, a question."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from lla.accounts.models import User
from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField, TextField, YesOrNoField
from lla.forms.time_fields import DayField
from lla.words.functions import SortKey

from ...channels.forms import any_channel
from ..choices import PostKind
from ..models import Post


class FindForm(Form):
    """Which posts to show; what cannot be meant is said beside its field, and the rest still counts."""

    q = OneLineField(
        max_length=200,
        required=False,
        label="Words",
        help_text="In the title or in what is said on a channel.",
    )
    channel = any_channel()
    kind = forms.ChoiceField(
        choices=[("", "Every kind"), *PostKind.choices],
        required=False,
        label="Kind",
        error_messages={"invalid_choice": "Choose a kind from the list."},
    )
    author = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Written by",
        empty_label="Everybody",
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].widget.input_type = "search"
        writers = User.objects.filter(Exists(Post.objects.filter(author=OuterRef("pk"))))
        offer(self, "author", writers.order_by(SortKey("name"), "pk"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the first one.")
        return cleaned

    @property
    def narrows(self) -> bool:
        """Whether more than words is asked for, so that the page shows it."""
        return any(self[name].value() for name in self.fields if name != "q")


class CheckForm(Form):
    """What somebody thinks of the words they have read; each of the two answers is a button."""

    agreed = YesOrNoField(label="Your answer", empty="Choose one of the answers.")
    note = TextField(
        max_length=2_000,
        required=False,
        label="What should change?",
        help_text="The author reads it.",
        rows=4,
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ReasonForm(Form):
    """Why something goes against the guidelines."""

    why = OneLineField(
        max_length=500, label="Why do it anyway?", help_text="It is kept for the coordinator’s report."
    )


class DropForm(Form):
    """Why a post is given up."""

    why = OneLineField(
        max_length=500,
        label="Why?",
        help_text="Its author reads it, and everybody who opens the post.",
        error_messages={"required": "Say why."},
    )


class PostedForm(Form):
    """Where a variant is now; `read` marks the words that were on the page."""

    link = WebAddressField(
        label="Address of the post", help_text="Open the post on the platform, and copy its address."
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ConsultForm(Form):
    """What the team is asked about a post."""

    question = OneLineField(
        max_length=300, label="Your question", help_text="The words of the post are included."
    )
