"""The three steps of a draft (who sends it, its text, the people), and all of them together."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.forms.models import ModelChoiceIterator

from lla.forms.address_fields import AddressField
from lla.forms.base import offer
from lla.forms.fields import OneLineField
from lla.forms.time_fields import KnownDayField
from lla.time import clock
from lla.words.functions import SortKey
from organisers.groups.models import Group

from ...agenda import rules as agenda_rules
from ...agenda.choices import Kind
from ...backing.workflow import Person
from ...motion.choices import Route
from ...motion.forms import RowField
from .. import rules
from ..models import Draft
from ..workflow import Submission
from .amendment import AmendmentForm
from .draft import StepForm
from .text import TextForm


class _ByRegion(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        yield ("", "Choose your group")
        groups = self.queryset.select_related("region").order_by(
            "region__order", SortKey("region__name"), SortKey("name")
        )
        for region, members in groupby(groups, key=lambda group: group.region):
            yield (region.name, [self.choice(group) for group in members])


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An affiliated group, found under its region."""

    iterator = _ByRegion

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Group.objects.none(), **options)
        self.error_messages["invalid_choice"] = "Choose one of the affiliated groups."


ORDINARY = (Kind.ORDINARY, "An ordinary motion")
CONSTITUTIONAL = (Kind.CONSTITUTIONAL, "A change to our constitution or rules")
EMERGENCY = (Kind.EMERGENCY, "An emergency motion, about something that happened after motions closed")


class WhoForm(StepForm):
    """The group and its meeting when a group sends it; the event when it is an emergency."""

    step = "who"

    route = forms.ChoiceField(
        label="Who is the {noun} from?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the {noun} is from a group or from signatories."},
    )
    group = GroupField(label="Which group?", error_messages={"required": "Choose the group it is from."})
    passed_on = KnownDayField(
        label="When did the group pass it?",
        help_text="The day of the meeting that debated and passed this text, such as 27 3 2026.",
        error_messages={"required": "Enter the day the group passed the {noun}."},
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
    event_on = KnownDayField(
        label="When did the event happen?",
        help_text="An emergency motion is about something that happened after motions closed.",
        error_messages={"required": "Enter the day of the event that makes this an emergency."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        by_group = (Route.GROUP, "An affiliated group that debated and passed it")
        needed = self.conference.signatories_needed
        signing = "One person who signs it" if needed == 1 else f"{needed} people who sign it"
        by_signatories = (Route.SIGNATORIES, signing)
        offer(self, "route", [by_group, by_signatories])
        offer(self, "group", Group.objects.affiliated())
        self.heading = f"Who the {self.draft.noun} is from"
        if self.draft.amends:
            for name in ("item", "kind", "event_on"):  # those of the motion
                del self.fields[name]
            return
        closed = clock.now() > self.conference.motions_close_at
        offer(self, "item", self.conference.items.filter(takes_motions=True))
        offer(self, "kind", [ORDINARY, CONSTITUTIONAL, *([EMERGENCY] if closed else [])])
        if not closed:
            del self.fields["event_on"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        emergency = [Div("event_on", css_class="when-emergency")] if "event_on" in self.fields else []
        not_listed = HTML('{% include "motions/submitting/_not_in_the_list.html" %}')
        of_a_group = Div("group", not_listed, "passed_on", css_class="when-group")
        about_it = [name for name in ("item", "kind") if name in self.fields]
        helper.layout = Layout("route", of_a_group, *about_it, *emergency)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        now = clock.now()
        self._forget_what_is_not_asked(cleaned)
        if cleaned.get("route") == Route.GROUP and (passed_on := cleaned.get("passed_on")):
            for reason in rules.why_not_passed(passed_on, now=now, noun=self.draft.noun):
                self.add_error("passed_on", reason)
        if cleaned.get("kind") == Kind.EMERGENCY and "event_on" in cleaned:
            reasons = agenda_rules.why_not_emergency(self.conference, event_on=cleaned["event_on"], now=now)
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
        label="Print my name with the {noun} (otherwise you are counted without being named)",
        required=False,
    )
    officer_name = OneLineField(max_length=80, label="The confirming officer’s name")
    officer_email = AddressField(
        label="The confirming officer’s email address",
        help_text="We ask this second officer of your group to confirm that the group passed the {noun}.",
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


def steps_of(draft: Draft) -> tuple[type[StepForm], ...]:
    """The steps that ask something, in their order: whoever amends begins with the text."""
    return (AmendmentForm, WhoForm, PeopleForm) if draft.amends else (WhoForm, TextForm, PeopleForm)


class WholeDraft:
    """A draft read through from the first step to the last."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.who = WhoForm.judged(draft)
        self.text = (AmendmentForm if draft.amends else TextForm).judged(draft)
        self.people = PeopleForm.judged(draft)

    @property
    def unfinished(self) -> list[StepForm]:
        """The steps that something is missing from."""
        forms: list[StepForm] = [self.who, self.text, self.people]
        order = steps_of(self.draft)
        return [
            form for form in sorted(forms, key=lambda form: order.index(type(form))) if not form.is_valid()
        ]

    def submission(self) -> Submission:
        """What the draft says; only for one with nothing unfinished."""
        who, people, amends = self.who.cleaned_data, self.people.cleaned_data, self.draft.amends
        by_group = who["route"] == Route.GROUP
        group = who["group"]
        mover = Person(
            name=people["name"],
            email=people["email"],
            group_name=group.name if group else people["group_name"],
            name_public=people.get("name_public", True),
        )
        officer = Person(
            people.get("officer_name", ""), people.get("officer_email", ""), group.name if group else ""
        )
        return Submission(
            item=amends.item if amends else who["item"],
            route=who["route"],
            kind=amends.kind if amends else who["kind"],
            group=group,
            passed_on=who["passed_on"],
            event_on=amends.event_on if amends else who["event_on"],
            text=self.text.text,
            mover=mover,
            officer=officer if by_group else None,
            amends=amends,
            base=self.draft.base,
        )
