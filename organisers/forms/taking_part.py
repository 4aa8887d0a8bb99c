"""What a group's contact says of a symposium: its voice on each option, and whether it comes."""

from typing import Any

from django import forms

from lla.forms import Form, NumberField, TextField

from ..choices import OptionKind, Voice
from ..models import Invitation, Option
from ..rules.symposia import PLACES_AT_MOST

VOICES = [(Voice.YES, "Yes"), (Voice.IF_NEED_BE, "If need be"), (Voice.NO, "No")]
COMING = [("yes", "Yes"), ("no", "No")]
ASKED = {
    OptionKind.SLOT: "Can you come: {}?",
    OptionKind.VENUE: "Is this venue suitable: {}?",
    OptionKind.IDEA: "Should this be on the agenda: {}?",
}


class VoicesForm(Form):
    """A group's voice on each option; every line or none, when it stands on a page with other things."""

    def __init__(self, *args: Any, invitation: Invitation, options: list[Option], **more: Any) -> None:
        said = {f"option_{one.option_id}": one.voice for one in invitation.answers.all()}
        super().__init__(*args, initial=said, prefix=f"voice-{invitation.pk}", **more)
        for option in options:
            self.fields[f"option_{option.pk}"] = forms.TypedChoiceField(
                label=ASKED[OptionKind(option.kind)].format(option),
                choices=VOICES,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose yes, if need be, or no for “{option}”."},
            )

    @property
    def voices(self) -> dict[int, int]:
        return {int(name.removeprefix("option_")): voice for name, voice in self.cleaned_data.items()}


class ReplyForm(Form):
    """Whether a group comes, with how many, and what they need."""

    coming = forms.ChoiceField(
        label="Is your group coming?",
        choices=COMING,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether your group is coming."},
    )
    places = NumberField(label="How many people?", required=False, least=1, most=PLACES_AT_MOST)
    need = TextField(
        max_length=2_000,
        label="Does anybody have access needs?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the region’s organisers can see this. We delete it two weeks after the symposium.",
    )
    forget = forms.BooleanField(label="Delete the access needs entered before", required=False)

    def __init__(self, *args: Any, noted: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if noted:
            self.fields["need"].help_text += " What you write here replaces the needs already entered."
        else:
            del self.fields["forget"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("coming") == "yes" and not cleaned.get("places") and "places" not in self.errors:
            self.add_error("places", "Enter how many people are coming.")
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """The reply, as the act takes it."""
        given = self.cleaned_data
        return {
            "coming": given["coming"] == "yes",
            "places": given.get("places") or 0,
            "need": given["need"],
            "forget": given.get("forget", False),
        }
