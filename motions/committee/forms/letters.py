"""What the committee writes to the movers of motions."""

from lla.forms.base import Form
from lla.forms.fields import OneLineField, TextField

from .base import DecisionForm


class LetterForm(Form):
    """Words that go to the movers of one motion or of many, typed once."""

    subject = OneLineField(label="Subject", max_length=40)
    words = TextField(
        label="Your message",
        max_length=5_000,
        help_text="It is included word for word. The subject begins with the reference, for example m42.",
    )


class WriteForm(LetterForm, DecisionForm):
    """The same about one motion."""
