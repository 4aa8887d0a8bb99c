"""What is typed about contact lists: what somebody asks for, and the number of a copy to trace."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms import Form, OneLineField

from ..choices import LISTED, Detail, ListFormat, ListPurpose
from ..models import Region
from ..workflow.lists import Wanted

NUMBER_CHARACTERS = 12


class ListForm(Form):
    """A list of one's own regions: what for, with which details, as what kind of file."""

    regions = forms.ModelMultipleChoiceField(
        Region.objects.none(),
        label="Which region?",
        widget=forms.CheckboxSelectMultiple,
        help_text="A list across regions needs a second person’s yes.",
        error_messages={"required": "Choose a region."},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=[(purpose.value, ListPurpose(purpose).label) for purpose in LISTED],
        widget=forms.RadioSelect,
        help_text="The list contains the people who agreed to this purpose, with the details they share.",
        error_messages={"required": "Choose what the list is for."},
    )
    words = OneLineField(
        max_length=300,
        label="What exactly do you need it for?",
        help_text="One sentence. The people in the list can read it on their own pages.",
    )
    columns = forms.MultipleChoiceField(
        label="Which details?",
        choices=Detail,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose as few as you need. Details somebody does not share are blank. People who share "
        "none are left out.",
        error_messages={"required": "Choose at least one detail."},
    )
    format = forms.ChoiceField(
        label="What kind of file?",
        choices=ListFormat,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a kind of file."},
    )

    def __init__(self, *args: Any, regions: Sequence[Region], here: Region, **options: Any) -> None:
        initial = {"regions": [here.pk], "columns": [Detail.NAME, Detail.EMAIL], "format": ListFormat.CSV}
        super().__init__(*args, initial=initial, **options)
        self._here = here
        if len(regions) == 1:
            del self.fields["regions"]
        elif isinstance(field := self.fields["regions"], forms.ModelChoiceField):
            field.queryset = Region.objects.filter(pk__in=[region.pk for region in regions])

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            regions=list(given.get("regions") or [self._here]),
            purpose=given["purpose"],
            words=given["words"],
            columns=[Detail(column) for column in given["columns"]],
            format=given["format"],
        )


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
