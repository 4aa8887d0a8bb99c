"""What is typed about a place on the committee."""

from typing import Any

from django import forms

from lla.accounts import people
from lla.accounts.models import User
from lla.forms.address_fields import AddressField
from lla.forms.fields import OneLineField

from . import rules
from .models import Seat


class InvitationForm(forms.ModelForm[Seat]):
    """A new colleague; whoever has the address is named as they are known here."""

    name = OneLineField(label="Name")
    email = AddressField(label="Email address", help_text="They sign in with it. We email them how to begin.")

    decision = OneLineField(
        max_length=200,
        label="Decision behind it",
        required=False,
        help_text="Such as “Annual general meeting, 14 November 2026”.",
    )

    class Meta:
        model = Seat
        fields = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.decision = cleaned.get("decision", "")
        if "email" in cleaned:
            name = cleaned.get("name", "")
            self.instance.user = people.entered(cleaned["email"], name)
            for reason in (reasons := rules.why_not_invite(self.instance.user)):
                self.add_error("email", reason)
            if name and not reasons and (wrong := people.why_not_under(self.instance.user, name)):
                self.add_error("name", wrong)
        return cleaned

    def _post_clean(self) -> None:
        """The person may be new and is saved with the place; the rules have looked at both."""


class EndForm(forms.ModelForm[Seat]):
    """Ending a place; `by` is who does it."""

    by: User

    ends = forms.BooleanField(
        label="End this place on the committee now",
        help_text="They are signed out at once and can no longer open the desk. We email them.",
        error_messages={"required": "Tick the box, or go back."},
    )

    class Meta:
        model = Seat
        fields = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for reason in rules.why_not_end(self.instance, by=self.by):
            self.add_error(None, reason)
        return cleaned
