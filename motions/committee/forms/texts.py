"""A text that the committee writes: begun from the one that stands, which it replaces."""

from typing import Any

from django import forms

from lla.forms.fields import FormattedTextField, OneLineField

from ...motion.texts import BODY_CHARACTERS, TITLE_CHARACTERS
from .base import DecisionForm


class WholeTextForm(DecisionForm):
    """Title, body and appendix; `base` is the number of the text that the writer started from."""

    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
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


class SlipForm(WholeTextForm):
    """The text without its typing errors."""

    why = OneLineField(
        label="What was corrected",
        max_length=200,
        help_text="For example: “recieve” is now “receive”. It is printed with the new text.",
    )
