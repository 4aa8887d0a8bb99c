"""A text that the committee writes: begun from the one that stands, which it replaces."""

from typing import Any

from django import forms

from lla.acts.refusals import OVERTAKEN
from lla.forms.fields import FormattedTextField, OneLineField, ReadField
from lla.forms.stored_values import NOTHING, Stored

from ...motion.texts import BODY_CHARACTERS, TITLE_CHARACTERS
from .base import DecisionForm


class WholeTextForm(DecisionForm):
    """Title, body and appendix; `base` is the number of the text that the writer started from."""

    base = ReadField()
    title = OneLineField(max_length=TITLE_CHARACTERS, label="Title")
    body = FormattedTextField(
        max_length=BODY_CHARACTERS, label="Text", widget=forms.Textarea(attrs={"rows": 16})
    )
    appendix = FormattedTextField(
        max_length=BODY_CHARACTERS,
        label="Appendix",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        text = self.motion.text
        self.initial = {
            "base": text.number,
            "title": text.title,
            "body": text.body,
            "appendix": text.appendix,
            **self.initial,
        }

    @property
    def stored(self) -> list[Stored]:
        """What of a newer text is not what was typed."""
        sent, now = self.data.get("base", ""), self.motion.text
        if not self.is_bound or sent == str(now.number):
            return []
        present = {"title": now.title, "body": now.body, "appendix": now.appendix}
        return [
            Stored(str(self[name].label), words or NOTHING)
            for name, words in present.items()
            if name in self.fields and words != self[name].value()
        ]

    def clean(self) -> dict[str, Any]:
        """Of a text that came meanwhile its writer is told at once, for the page shows it from then on."""
        cleaned = super().clean() or self.cleaned_data
        if "base" in cleaned and cleaned["base"] != self.motion.text.number:
            self.add_error(None, OVERTAKEN)
        return cleaned


class SlipForm(WholeTextForm):
    """The text without its typing errors."""

    why = OneLineField(
        label="What was corrected",
        max_length=200,
        help_text="For example: “recieve” is now “receive”. It is printed with the new text.",
    )
