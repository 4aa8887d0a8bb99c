"""What is typed about a channel: a form for each kind, its functions in use, and why it opens or rests."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from lla.folding import InOrder
from lla.forms import Form, ModelForm, NumberField, OneLineField, TextField, WebAddressField
from lla.models import User

from ..choices import ChannelKind, ForumPost, Function
from ..models import Appointment, Channel, Platform
from ..rules import channels as rules
from .links import DecisionLinkField


class PlatformField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Platform.objects.all(),
            empty_label=None,
            error_messages={"invalid_choice": "Choose a platform of the list."},
            **options,
        )


class ChannelForm(ModelForm[Channel]):
    """What every kind of channel has."""

    name = OneLineField(max_length=80, label="Name", help_text="As the team calls it.")
    platform = PlatformField(label="Platform", help_text="The most preferred one comes first.")
    address = WebAddressField(label="Its address there", max_length=300, required=False)
    members = NumberField(most=rules.MEMBERS_AT_MOST, label="Members or followers", initial=0)

    field_order = ("name", "platform", "also_on", "address", "members")

    class Meta:
        model = Channel
        fields: tuple[str, ...] = ("name", "platform", "address", "members")

    @property
    def further(self) -> list[Platform]:
        """The further platforms, without the one it lives on."""
        return [one for one in self.cleaned_data.get("also_on", ()) if one != self.instance.platform]

    def _post_clean(self) -> None:
        """The rules speak once the row has what was typed; each sentence stands beside its field."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for field, words in rules.wrong_with(self.instance, also_on=self.further).items():
                self.add_error(field if field in self.fields else None, words)


class AlsoOnField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def __init__(self) -> None:
        super().__init__(
            queryset=Platform.objects.all(),
            required=False,
            label="Also on",
            widget=forms.CheckboxSelectMultiple,
            help_text="Further platforms that the same forum is on.",
            error_messages={"invalid_choice": "Choose from the platforms of the list."},
        )


class PageForm(ChannelForm):
    """A public page."""


class DiscussionForm(ChannelForm):
    """A discussion forum."""

    also_on = AlsoOnField()
    extra_seats = NumberField(
        most=rules.EXTRA_AT_MOST,
        label="More people, for activity",
        initial=0,
        help_text="Beyond those that the guidelines ask for.",
    )

    class Meta(ChannelForm.Meta):
        fields = (*ChannelForm.Meta.fields, "extra_seats")


class OrganisingForm(DiscussionForm):
    """An organising forum."""

    allowed_posts = forms.MultipleChoiceField(
        label="What is it for?",
        choices=ForumPost,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say what is posted there: at least one of these."},
    )
    decision = OneLineField(
        max_length=200,
        required=False,
        label="Decision of the leadership",
        help_text="Needed only away from the most preferred platform.",
    )
    decision_link = DecisionLinkField(
        label="Where the decision is", help_text="An address, or a reference such as m42."
    )

    class Meta(DiscussionForm.Meta):
        fields = (*DiscussionForm.Meta.fields, "allowed_posts", "decision", "decision_link")


class CommitteeForm(ChannelForm):
    """A committee forum."""

    named = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label="Who looks after it?",
        empty_label="The officers",
        error_messages={"invalid_choice": "Choose somebody of the list."},
    )

    class Meta(ChannelForm.Meta):
        fields = (*ChannelForm.Meta.fields, "named")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        held = Appointment.objects.in_force(on=today)
        here = Q(pk__in=held.values("user")) | Q(is_staff=True) | Q(pk=self.instance.named_id)
        field = self.fields["named"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = User.objects.filter(here, is_active=True).order_by(InOrder("name"), "pk")


FORMS: Mapping[str, type[ChannelForm]] = {
    ChannelKind.PAGE: PageForm,
    ChannelKind.ORGANISING: OrganisingForm,
    ChannelKind.DISCUSSION: DiscussionForm,
    ChannelKind.COMMITTEE: CommitteeForm,
}


def form_for(channel: Channel, data: Any, *, today: date) -> ChannelForm:
    """The form of a channel's kind, filled with what is known of it."""
    form_class = FORMS[channel.kind]
    more: dict[str, Any] = {"today": today} if form_class is CommitteeForm else {}
    initial = {"also_on": channel.also_on.all()} if channel.pk else {}
    return form_class(data, instance=channel, initial=initial, **more)


class FunctionsForm(Form):
    """Which functions of its platform a channel has in use."""

    in_use = forms.MultipleChoiceField(
        label="In use",
        choices=Function,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Look at the channel itself, not at what you remember.",
        error_messages={"invalid_choice": "Choose from the functions on the list."},
    )


class WhyForm(Form):
    """Why a channel opens, rests or closes."""

    why = TextField(
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Those who work on it get this by email, and the record keeps it.",
        error_messages={"required": "Say why."},
    )

    def __init__(self, data: Any, *, label: str, required: bool) -> None:
        super().__init__(data)
        self.fields["why"].label, self.fields["why"].required = label, required


def in_use_of(channel: Channel) -> Iterable[str]:
    return channel.functions.filter(in_use=True).values_list("function", flat=True)
