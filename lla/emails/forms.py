"""The form on which a reader turns kinds of emails off."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lla.forms.base import Form


class EmailsForm(Form):
    """A list of boxes for each circle of readers; ticked is what comes."""

    def __init__(self, data: Any, *, offered: Mapping[str, Mapping[str, str]], off: set[str]) -> None:
        super().__init__(data)
        self.offered = {kind for of_readers in offered.values() for kind in of_readers}
        for number, (heading, of_readers) in enumerate(offered.items()):
            self.fields[f"emails_{number}"] = forms.MultipleChoiceField(
                label=heading,
                required=False,
                choices=list(of_readers.items()),
                initial=[kind for kind in of_readers if kind not in off],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def wanted(self) -> set[str]:
        return {kind for ticked in self.cleaned_data.values() for kind in ticked}
