"""The number of a copy to trace."""

from lla.forms.base import Form
from lla.forms.fields import OneLineField

NUMBER_CHARACTERS = 12


class TraceForm(Form):
    """The number on a copy that turned up where it should not be."""

    copy = OneLineField(
        max_length=NUMBER_CHARACTERS,
        label="Number of a copy",
        help_text="It is in the file and its name, for example K-3F9A or E-7HQ2.",
        required=False,
    )

    def clean_copy(self) -> str:
        return str(self.cleaned_data["copy"]).upper()
