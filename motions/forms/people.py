"""Step 3 of sending a motion: the people who answer for it."""

from typing import Any

from django import forms

from lla import clock
from lla.forms import AddressField, OneLineField

from .. import rules
from ..choices import Route
from ..models import Draft
from .steps import StepForm
from .who import WhoForm

NAME = {"autocomplete": "name"}
BY_GROUP = ("officer_name", "officer_email")
BY_SIGNATORIES = ("group_name", "name_public")


class PeopleForm(StepForm):
    """The sender; a group's confirming officer, or how a signatory is named."""

    step = "people"
    heading = "People"

    name = OneLineField(max_length=80, label="Your name", widget=forms.TextInput(attrs=NAME))
    email = AddressField(
        label="Your email address",
        help_text="We email you a link to confirm that it is you. We never publish your address.",
    )
    group_name = OneLineField(
        max_length=120,
        label="Your group or local party",
        required=False,
        help_text="Shown after your name.",
    )
    name_public = forms.BooleanField(
        label="Print my name with the motion (otherwise you are counted without being named)",
        required=False,
    )
    officer_name = OneLineField(max_length=80, label="The confirming officer’s name")
    officer_email = AddressField(
        label="The confirming officer’s email address",
        help_text="We ask this second officer of your group to confirm that the group passed the motion.",
    )

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        self.route = route_of(draft)
        for name in BY_SIGNATORIES if self.route == Route.GROUP else BY_GROUP:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.route == Route.GROUP and "email" in cleaned and "officer_email" in cleaned:
            mover, officer = cleaned["email"], cleaned["officer_email"]
            now = clock.now()
            reasons = rules.why_not_people(
                route=self.route, mover=mover, officer=officer, passed_on=None, now=now
            )
            for reason in reasons:
                self.add_error("officer_email", reason)
        return cleaned


def route_of(draft: Draft) -> str:
    """What the first step says so far."""
    return (
        Route.GROUP
        if Route.GROUP in draft.typed.get(WhoForm.step, {}).get("route", [])
        else Route.SIGNATORIES
    )
