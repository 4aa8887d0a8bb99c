"""Appointing somebody: the person by name and address, whether or not they have signed in before."""

from typing import Any

from django import forms

from lla.accounts import people
from lla.forms.address_fields import AddressField, WebAddressField
from lla.forms.base import Form
from lla.forms.fields import OneLineField

from ..appointments.models import Appointment


class DaysForm(forms.ModelForm[Appointment]):
    """An appointment whose person and region stand: whether their days overlap is asked all the same."""

    def _get_validation_exclusions(self) -> set[str]:
        known = {name for name in ("user", "region") if getattr(self.instance, f"{name}_id")}
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - known


class AppointmentForm(DaysForm):
    """A new appointment, whose own fields the desk adds; an address goes with its owner's name."""

    name = OneLineField(label="Name of the organiser", help_text="Shown on the region’s page.")
    email = AddressField(label="Email address", help_text="They sign in with it. It is not shown.")
    decision_link = WebAddressField(label="Link to the decision", max_length=300, required=False)

    class Meta:
        model = Appointment
        fields = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        people.take_from(self)
        return cleaned


class EndNowForm(Form):
    because = OneLineField(
        max_length=300, label="Why", help_text="The person reads it in an email. It is kept on record."
    )
