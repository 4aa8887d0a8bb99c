"""What is typed about contact lists: what somebody asks for, and which lists are deleted."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField
from lla.time.wording import short_day

from ..contacts.choices import LIST_PURPOSES, ContactRole, Detail
from ..groups.models import Group
from ..regions.models import Region
from .choices import ListPurpose
from .models import Download
from .workflow.downloads import Wanted


class ListForm(Form):
    """A list of one's own regions: what for, of which groups and roles, with which details."""

    regions = forms.ModelMultipleChoiceField(
        Region.objects.none(),
        label="Which region?",
        widget=forms.CheckboxSelectMultiple,
        help_text="A list of several regions needs a second person’s approval.",
        error_messages={"required": "Choose a region."},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=[(purpose.value, ListPurpose(purpose).label) for purpose in LIST_PURPOSES],
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
    roles = forms.MultipleChoiceField(
        label="Only these roles",
        choices=ContactRole,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none for everybody. A role counts only if the person shares it on lists.",
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label="Only these groups",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none for every group.",
    )

    def __init__(self, *args: Any, regions: Sequence[Region], here: Region, **options: Any) -> None:
        initial = {"regions": [here.pk], "columns": [Detail.NAME, Detail.EMAIL]}
        super().__init__(*args, initial=initial, **options)
        self._here = here
        offer(self, "groups", Group.objects.affiliated().filter(region__in=regions))
        if len(regions) == 1:
            del self.fields["regions"]
        else:
            offer(self, "regions", Region.objects.filter(pk__in=[region.pk for region in regions]))

    @property
    def is_narrowed(self) -> bool:
        """Whether roles or groups are ticked, which are folded otherwise."""
        return any(self[name].value() or self[name].errors for name in ("roles", "groups"))

    @property
    def shown(self) -> Wanted | None:
        """What is wanted as far as it can be previewed: without the words, which it does not hang on."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return self._wanted(given) if {*self.fields} - {"words"} <= {*given} else None

    @property
    def wanted(self) -> Wanted:
        return self._wanted(self.cleaned_data)

    def _wanted(self, given: dict[str, Any]) -> Wanted:
        return Wanted(
            regions=list(given.get("regions") or [self._here]),
            purpose=given["purpose"],
            words=given.get("words", ""),
            columns=[Detail(column) for column in given["columns"]],
            roles=given["roles"],
            groups=[group.pk for group in given["groups"]],
        )


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
        offer(self, "lists", choices)

    @property
    def keys(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["lists"]]
