"""Forms that notice when somebody else saved their row while they were being filled in."""

from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from lla.forms import ModelForm
from lla.models import Timestamped

Row = TypeVar("Row", bound=Timestamped)
OVERTAKEN = (
    "Somebody saved this while you were writing. What you typed is below and not saved: look at what they "
    "wrote in another window, bring the two together, and save again."
)


class SeenForm(ModelForm[Row]):
    """A form of a row that carries the state it was opened in."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["seen"] = self.instance.state if self.instance.pk else ""
        self._state = self.initial["seen"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("seen", "") != self._state:
            self.add_error(None, OVERTAKEN)
            self._know_of_the_other()
        return cleaned

    def _know_of_the_other(self) -> None:
        """The next try counts: whoever has read the sentence knows of the other's words."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("seen")] = self._state
            self.data = data
