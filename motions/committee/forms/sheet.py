"""The forms that stand on the sheet of a motion: a note, the checklist, two texts to compare."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.safestring import SafeString

from lla.forms.base import Form
from lla.forms.fields import TextField

from ...motion.models import Motion
from ..choices import Finding, Point
from ..models import Check
from .base import DeskForm

SAY_NOTE = "Write the note first."
NOT_LOOKED_AT = "Not checked"


class NoteForm(DeskForm):
    words = TextField(label="Note to the other committee members", max_length=5_000)


class ChecklistForm(Form):
    """One question for each point of the checklist, how each was marked when it was shown, and a note.

    They stand apart on the sheet and are one form: neither button leaves behind what belongs to the other.
    """

    ID, ADD = "marks", "add"
    words = TextField(
        label="Note to the other committee members",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "form": ID}),
    )

    def __init__(
        self, *args: Any, motion: Motion, hints: dict[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.motion = motion
        findings = [("", NOT_LOOKED_AT), *Finding.choices]
        marked = {check.point: check.finding for check in motion.checks.all()}
        for point in Point:
            self.fields[point.value] = forms.ChoiceField(
                label=point.label,
                choices=findings,
                required=False,
                widget=forms.RadioSelect,
                initial=marked.get(point.value, ""),
                show_hidden_initial=True,
                help_text=(hints or {}).get(point.value, ""),
            )

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(*Point.values)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.ADD in self.data and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", SAY_NOTE)
        return cleaned

    @property
    def findings(self) -> dict[str, str]:
        """What the person changed, so that marks made by others meanwhile stay."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in Point.values}

    @property
    def shown(self) -> dict[str, str]:
        return {name: self.data.get(self.add_initial_prefix(name), "") for name in Point.values}

    @property
    def hidden(self) -> list[SafeString]:
        return [self[name].as_hidden(only_initial=True) for name in Point.values]

    def refuse(self, reasons: list[str]) -> None:
        """Say why not on top of what was ticked; how the points are marked by now counts as shown."""
        for reason in reasons:
            self.add_error(None, reason)
        present = dict(Check.objects.filter(motion=self.motion).values_list("point", "finding"))
        typed: Any = self.data
        typed = typed.copy()
        for name in Point.values:
            typed[self.add_initial_prefix(name)] = present.get(name, "")
        self.data = typed


class ComparisonForm(Form):
    """Which two texts of a motion to compare, by their numbers."""

    earlier = forms.TypedChoiceField(label="From revision", coerce=int)
    later = forms.TypedChoiceField(label="to revision", coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        number_field: Any
        for number_field in self.fields.values():
            number_field.choices = [(number, str(number)) for number in numbers]
