"""What is asked of a picture or film: the file first, then, seeing it, what it shows and whose it is."""

from typing import Any

from django import forms

from lla.acts.refusals import NotAllowed
from lla.forms.base import Form
from lla.forms.fields import OneLineField, RadioField, TextField
from lla.forms.optimistic_locking import LockingModelForm

from . import reading, rules
from .choices import Ground, People
from .models import MediaFile
from .pictures import Cleaned

SAID = ("title", "alternative_text", "owner", "ground", "ground_words", "people")
MEGABYTES = reading.LARGEST // 1024 // 1024


class UploadForm(Form):
    """The file alone, so that nothing else has to be typed again if it is not taken."""

    file = forms.FileField(
        label="Picture or film",
        allow_empty_file=True,
        help_text=f"A JPEG, PNG or WebP picture, or an MP4 film, of up to {MEGABYTES} MB.",
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,video/mp4,video/quicktime"}),
    )

    def clean_file(self) -> Cleaned:
        try:
            return reading.read(self.cleaned_data["file"])
        except NotAllowed as refused:
            raise forms.ValidationError(refused.reasons) from refused


class DescribeForm(LockingModelForm[MediaFile]):
    """What it shows, for those who cannot see it, and with what right we use it."""

    title = OneLineField(max_length=120, label="Name", help_text="To find it by in the library.")
    alternative_text = TextField(
        max_length=2_000,
        rows=3,
        label="Description",
        help_text="What it shows, for people who use a screen reader. It is published with every post.",
    )
    owner = OneLineField(max_length=120, label="Whose is it?", help_text="Who made it.")
    ground = RadioField(label="Why may we use it?", choices=Ground, empty="Say why we may use it.")
    ground_words = OneLineField(
        max_length=300,
        required=False,
        label="Which permission or licence?",
        help_text="Who gave permission and when, or which licence and where it says so.",
    )
    people = RadioField(label="Who is in it?", choices=People, empty="Say who is in it.")

    class Meta:
        model = MediaFile
        fields = SAID

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "ground" in cleaned and "ground_words" in cleaned:
            for reason in rules.why_not_say(cleaned):
                self.add_error("ground_words", reason)
        return cleaned


class RemoveForm(Form):
    """Why a picture or film may no longer be used."""

    why = OneLineField(
        max_length=300,
        label="Why is it removed?",
        help_text="It is shown on posts that used it. Name nobody.",
    )
