"""What is typed about a channel."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from lla.accounts.models import User
from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, offer
from lla.forms.decision_links import DecisionLinkField
from lla.forms.fields import NumberField, OneLineField, TextField
from lla.forms.optimistic_locking import LockingModelForm
from lla.forms.time_fields import DayField
from lla.words.functions import SortKey

from ..channels.choices import Basis, ChannelKind, ForumPost, Function
from ..channels.models import Channel, Platform
from ..team.models import Appointment
from . import rules

UNKNOWN = "Choose a platform from the list."


class ChannelForm(LockingModelForm[Channel]):
    """What every kind of channel has, and all that a public page has."""

    name = OneLineField(max_length=80, label="Name", help_text="The name the team uses.")
    platform = forms.ModelChoiceField(
        Platform.objects.all(),
        label="Platform",
        empty_label=None,
        help_text="The most preferred one comes first.",
        error_messages={"invalid_choice": UNKNOWN},
    )
    address = WebAddressField(label="Its address there", max_length=300, required=False)
    members = NumberField(most=rules.MEMBERS_AT_MOST, label="Members or followers", initial=0)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._today = today
        for name in {"platform", "also_on"} & self.fields.keys():
            offer(self, name, self._platforms())

    def _platforms(self) -> QuerySet[Platform]:
        """Those in use, and those that it is on already."""
        kept = self.instance.pk or 0
        also_on = Channel.objects.filter(pk=kept).values("also_on")
        return Platform.objects.filter(Q(ended_on=None) | Q(channels=kept) | Q(pk__in=also_on)).distinct()

    field_order = ("name", "platform", "also_on", "address", "members")

    class Meta:
        model = Channel
        fields: tuple[str, ...] = ("name", "platform", "address", "members")

    @property
    def further(self) -> list[Platform]:
        """The further platforms, without the one it lives on."""
        return [item for item in self.cleaned_data.get("also_on", ()) if item != self.instance.platform]

    def _post_clean(self) -> None:
        """The rules speak once the row has what was typed; each sentence stands beside its field."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            wrong = rules.wrong_with(self.instance, also_on=self.further, today=self._today)
            for field, words in wrong.items():
                self.add_error(field if field in self.fields else None, words)


class DiscussionForm(ChannelForm):
    """A discussion forum."""

    also_on = forms.ModelMultipleChoiceField(
        Platform.objects.all(),
        label="Also on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Other platforms of the same forum.",
        error_messages={"invalid_choice": "Choose platforms from the list."},
    )
    extra_seats = NumberField(
        most=rules.EXTRA_AT_MOST,
        label="Extra people because it is busy",
        initial=0,
        help_text="On top of those the guidelines ask for.",
    )

    class Meta(ChannelForm.Meta):
        fields = (*ChannelForm.Meta.fields, "extra_seats")


class OrganisingForm(DiscussionForm):
    """An organising forum."""

    allowed_posts = forms.MultipleChoiceField(
        label="What is it for?",
        choices=ForumPost,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    decided_by = forms.ChoiceField(
        label="Who decided that it leaves Facebook?",
        choices=[(Basis.NONE.value, "Nobody: it stays on Facebook")]
        + [(basis.value, basis.label) for basis in rules.DECIDED_BY],
        required=False,
        help_text="The organising forum has to be on Facebook unless the leadership decides otherwise.",
        error_messages={"invalid_choice": "Choose one from the list."},
    )
    decision = OneLineField(
        max_length=200,
        required=False,
        label="Which decision is it, and where is it recorded?",
        help_text="For example “Minutes of the leadership, 3 May 2027, item 4”.",
    )
    decided_on = DayField(label="Day of the decision", required=False)
    decision_link = DecisionLinkField(
        label="Address of the decision",
        help_text="For a decision of conference: the motion that was carried, or its reference such as m42.",
    )

    class Meta(DiscussionForm.Meta):
        fields = (
            *DiscussionForm.Meta.fields,
            "allowed_posts",
            "decided_by",
            "decision",
            "decided_on",
            "decision_link",
        )


class CommitteeForm(ChannelForm):
    """A committee forum."""

    named = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label="Who looks after it?",
        empty_label="The officers",
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )

    class Meta(ChannelForm.Meta):
        fields = (*ChannelForm.Meta.fields, "named")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        in_force = Appointment.objects.in_force(on=today)
        here = Q(pk__in=in_force.values("user")) | Q(is_staff=True) | Q(pk=self.instance.named_id)
        offer(self, "named", User.objects.filter(here, is_active=True).order_by(SortKey("name"), "pk"))


FORMS: Mapping[str, type[ChannelForm]] = {
    ChannelKind.PAGE: ChannelForm,
    ChannelKind.ORGANISING: OrganisingForm,
    ChannelKind.DISCUSSION: DiscussionForm,
    ChannelKind.COMMITTEE: CommitteeForm,
}


def form_for(channel: Channel, data: Any, *, today: date) -> ChannelForm:
    """The form of a channel's kind, filled with what is known of it."""
    form_class = FORMS[channel.kind]
    initial = {"also_on": channel.also_on.all()} if channel.pk else {}
    return form_class(data, instance=channel, initial=initial, today=today)


class FunctionsForm(Form):
    """Which functions of its platform a channel has in use."""

    in_use = forms.MultipleChoiceField(
        label="In use",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Check on the channel itself, not from memory.",
        error_messages={"invalid_choice": "Choose from the functions on the list."},
    )

    def __init__(self, data: Any, *, functions: Iterable[Function], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "in_use", [(function.value, function.label) for function in functions])


class WhyForm(Form):
    """Why a channel opens, rests or closes."""

    why = TextField(
        max_length=2_000,
        rows=4,
        help_text="Your reason is emailed to the people who work on the channel, and kept on record.",
        error_messages={"required": "Say why."},
    )

    def __init__(self, data: Any, *, label: str, required: bool) -> None:
        super().__init__(data)
        self.fields["why"].label, self.fields["why"].required = label, required
