"""What is typed about roles: a person by name and address, days, and the decision behind them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.models import construct_instance
from django.utils.timezone import localdate

from lla.accounts import people
from lla.forms.address_fields import AddressField
from lla.forms.base import CrispyForm, offer
from lla.forms.decision_links import DecisionLinkField
from lla.forms.fields import NumberField, OneLineField
from lla.forms.optimistic_locking import LockingForm
from lla.forms.time_fields import DayField
from lla.time import clock
from lla.time.ranges import ENDS_BEFORE_START

from ..channels.models import Channel
from ..team.choices import AppointedHow, Role
from ..team.models import Appointment
from . import rules

HOURS_IN_A_WEEK = 168
LAST_DAY: dict[str, Any] = {
    "label": "Last day",
    "required": False,
    "help_text": "The role includes this day. Leave blank if there is no end yet.",
}


class AppointmentForm(forms.ModelForm[Appointment]):
    """A new role; whoever has the address is named as they are known. `roles` are those that may be given."""

    name = OneLineField(label="Name")
    email = AddressField(label="Email address", help_text="They sign in with it. The team does not see it.")
    role = forms.ChoiceField(label="Role")
    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="Channel",
        required=False,
        empty_label="The whole team",
        help_text="Manager and coordinator are roles for the whole team. Every other role is for one "
        "channel.",
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(**LAST_DAY)
    how = forms.ChoiceField(label="Elected or appointed", choices=AppointedHow)
    decision = OneLineField(
        max_length=200,
        label="Decision behind it",
        required=False,
        help_text="Required for the Social Media Manager.",
    )
    decision_link = DecisionLinkField(
        label="Link to the decision", help_text="A web address, or a motion’s reference such as m42."
    )
    hours = NumberField(label="Hours a week they can give", required=False, most=HOURS_IN_A_WEEK)

    class Meta:
        model = Appointment
        fields = ("role", "channel", "starts_on", "ends_on", "how", "decision", "decision_link", "hours")

    def __init__(self, *args: Any, roles: Iterable[Role] = tuple(Role), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "role", [(role.value, role.label) for role in roles])
        offer(self, "channel", Channel.objects.standing().select_related("platform"))
        self.order_fields(("name", "email"))
        usual = {"starts_on": localdate(clock.now()), "how": AppointedHow.APPOINTED, "role": Role.MODERATOR}
        self.initial = {**usual, **self.initial}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        people.take_from(self)
        return cleaned

    def _post_clean(self) -> None:
        """The rules ask the row, the database's own constraints with it, once every field could be read."""
        construct_instance(self, self.instance, self._meta.fields)
        if not self.errors:
            for reason in rules.why_not_appoint(self.instance, now=clock.now()):
                self.add_error("ends_on" if reason == ENDS_BEFORE_START else None, reason)


class AppointForm(CrispyForm, AppointmentForm):
    """The same on a page of the team."""


class RoleDaysForm(forms.ModelForm[Appointment]):
    """The last day of a role that was given, on the desk."""

    ends_on = DayField(**LAST_DAY)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and "ends_on" in self.changed_data:
            known = Appointment.objects.select_related("user", "channel").get(pk=self.instance.pk)
            ends_on = self.cleaned_data["ends_on"]
            for reason in rules.why_not_change_last_day(known, ends_on, now=clock.now()):
                self.add_error("ends_on", reason)
        return cleaned


class LastDayForm(LockingForm):
    """Another last day, or none."""

    ends_on = DayField(**LAST_DAY)
