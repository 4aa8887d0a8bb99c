"""What somebody who was asked to delete lists says: which of them are deleted."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms import Form
from lla.moments import short_day

from ..models import Download


class DeletedForm(Form):
    """The lists that are still open, to tick."""

    lists = forms.MultipleChoiceField(
        label="Which lists have you deleted?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Delete every file and printout, including any you gave to others.",
        error_messages={
            "required": "Tick each list that you have deleted.",
            "invalid_choice": "That list does not have to be deleted any more. Check the page again.",
        },
    )

    def __init__(self, *args: Any, downloads: Sequence[Download], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.pk), f"{one.copy_id}, of {short_day(one.at.date())}") for one in downloads]
        self.fields["lists"].choices = choices  # type: ignore[attr-defined]

    @property
    def keys(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["lists"]]
