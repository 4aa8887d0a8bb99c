"""What organisers and groups type about a symposium: options, decisions, papers, answers."""

from datetime import time
from typing import Any

from django import forms
from django.utils.timezone import localtime

from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, ModelForm, offer
from lla.forms.fields import FormattedTextField, NumberField, OneLineField, TextField
from lla.forms.optimistic_locking import LockingForm, LockingModelForm, OptimisticLocking
from lla.forms.time_fields import DayField, HourField, typed_moment
from lla.time import clock

from .choices import OptionKind, Voice
from .models import ActionPoint, Invitation, Option, Symposium, Venue
from .rules import PLACES_AT_MOST, why_not_meet_at

LONGEST_REASON = 1_000  # characters; every group reads it, in an email and on its contacts' pages


class MeetingTimes(Form):
    """From when to when a symposium meets, on one day of its quarter; comes out as `starts_at`, `ends_at`."""

    symposium: Symposium

    day = DayField(label="Day")
    starts = HourField(label="Starts at")
    ends = HourField(label="Ends at")

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts_at, ends_at = typed_moment(self, hour="starts"), typed_moment(self, hour="ends")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", "The end has to be after the start.")
        if starts_at and (reasons := why_not_meet_at(self.symposium, starts_at, now=clock.now())):
            self.add_error("day", reasons)
        others = {
            name: value for name, value in self.cleaned_data.items() if name not in MeetingTimes.base_fields
        }
        return {**others, "starts_at": starts_at, "ends_at": ends_at}


class SlotForm(MeetingTimes):
    """A time to ask the groups about."""

    def __init__(self, *args: Any, symposium: Symposium, **options: Any) -> None:
        super().__init__(*args, **options)
        self.symposium = symposium

    def option(self, symposium: Symposium) -> Option:
        return Option(
            symposium=symposium,
            kind=OptionKind.SLOT,
            starts_at=self.cleaned_data["starts_at"],
            ends_at=self.cleaned_data["ends_at"],
        )


class VenueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A venue of the region's register, which the form says by its `venues`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Venue.objects.none(), empty_label="Choose a venue", **options)
        self.error_messages["required"] = "Choose a venue."
        self.error_messages["invalid_choice"] = "Choose one of this region’s venues."


class VenueOptionForm(Form):
    """A venue to ask the groups about."""

    venue = VenueField(label="Venue")

    def __init__(self, *args: Any, symposium: Symposium, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "venue", Venue.objects.filter(region=symposium.region_id))

    def option(self, symposium: Symposium) -> Option:
        return Option(symposium=symposium, kind=OptionKind.VENUE, venue=self.cleaned_data["venue"])


class IdeaForm(Form):
    """An idea for the agenda to ask the groups about."""

    words = OneLineField(max_length=200, label="What could be on the agenda?")

    def __init__(self, *args: Any, symposium: Symposium, **options: Any) -> None:
        super().__init__(*args, **options)

    def option(self, symposium: Symposium) -> Option:
        return Option(symposium=symposium, kind=OptionKind.IDEA, words=self.cleaned_data["words"])


class ConsultForm(Form):
    """Until when the groups answer; comes out as `closes_at`."""

    day = DayField(label="Last day to answer", help_text="At least four days from now.")
    hour = HourField(label="At what time", initial=time(20))

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"closes_at": typed_moment(self)}


class _OptionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Option.objects.none(), empty_label=None, **options)


class DecideForm(Form):
    """The time and the place, and why."""

    slot = _OptionField(label="When", error_messages={"required": "Choose a time."})
    venue = _OptionField(label="Where", error_messages={"required": "Choose a venue."})
    note = TextField(
        max_length=LONGEST_REASON,
        label="Why this time and place?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Every group that was asked can read this.",
    )
    early_reason = TextField(
        max_length=LONGEST_REASON,
        label="Why are you deciding before every group was asked and reminded?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only needed in that case. The groups can read this too.",
    )

    def __init__(self, *args: Any, symposium: Symposium, early: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind in (("slot", OptionKind.SLOT), ("venue", OptionKind.VENUE)):
            offer(self, name, symposium.options.filter(kind=kind).select_related("venue"))
        if not early:
            del self.fields["early_reason"]


class ChangeForm(OptimisticLocking, MeetingTimes):
    """Another time or place for what is confirmed already."""

    venue = VenueField(label="Venue")
    note = TextField(
        max_length=LONGEST_REASON,
        label="Why are you changing it?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Every group can read this.",
    )

    def __init__(self, *args: Any, symposium: Symposium, **options: Any) -> None:
        initial = {}
        if symposium.starts_at and symposium.ends_at:
            starts, ends = localtime(symposium.starts_at), localtime(symposium.ends_at)
            initial = {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        super().__init__(*args, initial={**initial, "venue": symposium.venue_id}, **options)
        self.symposium = symposium
        offer(self, "venue", Venue.objects.filter(region=symposium.region_id))


class CancelForm(Form):
    """Why it is called off."""

    because = OneLineField(
        max_length=300, label="Why?", help_text="One sentence. The groups that were asked can read it."
    )


class PaperForm(LockingForm):
    """The words of an agenda or of notes."""

    words = FormattedTextField(
        max_length=50_000,
        label="Text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": ""}),
        help_text="Everybody can read it once it is published. Do not include private names, addresses or "
        "health details.",
    )


class PointForm(ModelForm[ActionPoint]):
    """Something somebody does before the next symposium."""

    words = OneLineField(max_length=300, label="What has to be done?")
    owner = OneLineField(
        max_length=120,
        label="Who will do it?",
        required=False,
        help_text="A group or a role rather than a name. It is left out of the public notes.",
    )
    due_on = DayField(label="Deadline", required=False)

    class Meta:
        model = ActionPoint
        fields = ("words", "owner", "due_on")


class VenueForm(LockingModelForm[Venue]):
    """A place to meet. A question about access left at "not known" is still open: it is not a no."""

    name = OneLineField(max_length=120, label="Name")
    address = OneLineField(max_length=200, label="Address", required=False)
    website = WebAddressField(label="Website", max_length=300, required=False)
    transport = OneLineField(
        max_length=300, label="How to get there", required=False, help_text="Bus, train, bicycles, parking."
    )
    capacity = NumberField(least=1, most=100_000, label="How many people it has room for", required=False)
    booking_notice_days = NumberField(
        most=1_000,
        label="Days’ notice to book",
        initial=0,
        help_text="You get a warning if you choose the venue too late.",
    )
    cost = OneLineField(max_length=120, label="Cost", required=False, help_text="For example: free, or £40.")

    class Meta:
        model = Venue
        fields = (
            "name", "kind", "address", "website", "capacity", "step_free", "hearing_loop", "accessible_wc",
            "quiet_space", "childcare", "transport", "cost", "booking_notice_days",
        )  # fmt: skip
        widgets = {
            name: forms.RadioSelect(choices=[("", "Not known yet"), (True, "Yes"), (False, "No")])
            for name in ("step_free", "hearing_loop", "accessible_wc", "quiet_space", "childcare")
        }


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
        voices = {f"option_{answer.option_id}": answer.voice for answer in invitation.answers.all()}
        super().__init__(*args, initial=voices, prefix=f"voice-{invitation.pk}", **more)
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
    def reply(self) -> dict[str, Any]:
        """The reply, as the act takes it."""
        data = self.cleaned_data
        return {
            "coming": data["coming"] == "yes",
            "places": data.get("places") or 0,
            "need": data["need"],
            "forget": data.get("forget", False),
        }
