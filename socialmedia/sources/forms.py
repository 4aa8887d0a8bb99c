"""What is typed of a source: one of its addresses, what a look at it found, which page of ours likes it."""

from typing import Any

from django import forms

from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField, TextField, YesOrNoField
from lla.forms.optimistic_locking import SEEN, Marked
from lla.pages.converters import row_key

from ..channels.models import Channel
from .models import Source, Vetting


class SourceForm(Form):
    """Somebody whose material may be shared."""

    name = OneLineField(max_length=120, label="Who is it?", help_text="The name people know it by.")
    address = WebAddressField(
        label="One of its addresses",
        help_text="Any page of its site, or its account on a platform. Its other addresses are recognised "
        "from it.",
    )


class VettingForm(Marked, Form):
    """What somebody found who looked into a source, of which `look` is the latest review by now."""

    reliable = YesOrNoField(label="Are its facts reliable?", empty="Say whether its facts are reliable.")
    conflicts = YesOrNoField(
        label="Does it conflict with our principles?", empty="Say whether it conflicts with our principles."
    )
    note = TextField(
        max_length=2_000,
        label="What did you look at?",
        help_text="Who publishes and pays for it, what else it says, and who else reports the same.",
        rows=5,
    )

    def __init__(self, *args: Any, look: Vetting | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._look = look

    @property
    def state(self) -> str:
        return str(self._look.pk) if self._look else ""

    def clean(self) -> dict[str, Any]:
        """Adds `seen`, the latest review that was on the page."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop(SEEN, None)
        return {**cleaned, SEEN: row_key(self.data.get(SEEN, self.state))}


class LikeForm(Form):
    """Which of our pages likes it."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="Which page of ours?",
        empty_label=None,
        error_messages={
            "required": "Choose one of our pages.",
            "invalid_choice": "Choose one of our open pages that does not like it yet.",
        },
    )

    def __init__(self, *args: Any, source: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "channel", Channel.objects.open().pages().exclude(likes__source=source))
