"""Step 1 of sending a motion: whom it comes from, under which agenda item, of what kind."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from lla import clock
from lla.forms import DayField
from organisers.models import Group

from .. import rules
from ..choices import Kind, Route
from .fields import GroupField, RowField, offer
from .steps import StepForm

ORDINARY = (Kind.ORDINARY, "An ordinary motion")
CONSTITUTIONAL = (Kind.CONSTITUTIONAL, "A change to our constitution or rules")
EMERGENCY = (Kind.EMERGENCY, "An emergency motion, about something that happened after motions closed")


class WhoForm(StepForm):
    """The group and its meeting when a group sends it; the event when it is an emergency."""

    step = "who"
    heading = "Who the motion is from"

    route = forms.ChoiceField(
        label="Who is the motion from?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the motion is from a group or from signatories."},
    )
    group = GroupField(label="Which group?", error_messages={"required": "Choose the group it is from."})
    passed_on = DayField(
        label="When did the group pass it?",
        help_text="The day of the meeting that debated and passed this text.",
        error_messages={"required": "Enter the day the group passed the motion."},
    )
    item = RowField(
        label="Which agenda item is it for?",
        error_messages={
            "required": "Choose the agenda item it is for.",
            "invalid_choice": "Choose one of the agenda items on this page.",
        },
    )
    kind = forms.ChoiceField(
        label="What kind of motion is it?",
        widget=forms.RadioSelect,
        initial=Kind.ORDINARY,
        error_messages={
            "required": "Choose what kind of motion it is.",
            "invalid_choice": "Choose one of the kinds on this page.",
        },
    )
    event_on = DayField(
        label="When did the event happen?",
        help_text="An emergency motion is about something that happened after motions closed.",
        error_messages={"required": "Enter the day of the event that makes this an emergency."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        closed = clock.now() > self.conference.motions_close_at
        by_group = (Route.GROUP, "An affiliated group that debated and passed it")
        by_signatories = (Route.SIGNATORIES, f"{self.conference.signatories_needed} people who sign it")
        offer(self, "route", [by_group, by_signatories])
        offer(self, "group", Group.objects.affiliated())
        offer(self, "item", self.conference.items.filter(takes_motions=True))
        offer(self, "kind", [ORDINARY, CONSTITUTIONAL, *([EMERGENCY] if closed else [])])
        if not closed:
            del self.fields["event_on"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        emergency = [Div("event_on", css_class="when-emergency")] if "event_on" in self.fields else []
        helper.layout = Layout(
            "route", Div("group", "passed_on", css_class="when-group"), "item", "kind", *emergency
        )
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        now = clock.now()
        self._forget_what_is_not_asked(cleaned)
        if cleaned.get("route") == Route.GROUP and (passed_on := cleaned.get("passed_on")):
            for reason in rules.why_not_passed(passed_on, now=now):
                self.add_error("passed_on", reason)
        if cleaned.get("kind") == Kind.EMERGENCY and "event_on" in cleaned:
            reasons = rules.why_not_emergency(self.conference, event_on=cleaned["event_on"], now=now)
            for reason in reasons:
                self.add_error("event_on", reason)
        return cleaned

    def _forget_what_is_not_asked(self, cleaned: dict[str, Any]) -> None:
        """The group's questions are asked of a group's motion only, the event's day of an emergency."""
        asked = {
            "group": cleaned.get("route") == Route.GROUP,
            "passed_on": cleaned.get("route") == Route.GROUP,
            "event_on": cleaned.get("kind") == Kind.EMERGENCY,
        }
        for name in [name for name, wanted in asked.items() if not wanted]:
            self.errors.pop(name, None)
            cleaned[name] = None
