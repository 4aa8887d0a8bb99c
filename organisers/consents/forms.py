"""The questions to a contact about who may have their details, answered by them or to an organiser."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.timezone import localdate

from lla.forms.base import Form
from lla.forms.fields import Bounded
from lla.forms.time_fields import DayField
from lla.time import clock

from ..contacts import selectors as contacts_selectors
from ..contacts.choices import LIST_PURPOSES, ConsentHow, Detail, Purpose
from ..contacts.consent_texts import consent_text
from ..contacts.models import Contact
from ..groups.models import Group
from . import rules
from .workflow import Wishes

STALE = "The list of groups on this page has changed. Check it, then save again."
NO_DETAIL = "Tick which of {} details may be circulated, or untick circulation."
NO_LISTED = "Tick which of {} details may be in such a list, or untick the list."
YES_NO = (("yes", "Yes, they may have my details"), ("no", "No"))


class _Keys(Bounded, forms.RegexField):
    """The keys of groups, as a page wrote them into a hidden field."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        wrong = {"invalid": STALE, "max_length": STALE}
        super().__init__(r"^\d{1,18}(,\d{1,18})*$", required=False, max_length=20_000, error_messages=wrong)

    def clean(self, value: Any) -> frozenset[int]:
        typed = super().clean(value)
        return frozenset(int(key) for key in typed.split(",") if key)


class ConsentsForm(Form):
    """What somebody allows, and their answers about newer groups.

    `named_now` says which groups the page names, and comes back as `named`.
    """

    circulated = forms.BooleanField(required=False, label=consent_text(Purpose.CIRCULATED))
    shared = forms.MultipleChoiceField(
        label="Which details?",
        choices=Detail,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick details from the list."},
    )
    list_symposium = forms.BooleanField(required=False, label=consent_text(Purpose.SYMPOSIUM))
    list_support = forms.BooleanField(required=False, label=consent_text(Purpose.SUPPORT))
    list_committee = forms.BooleanField(required=False, label=consent_text(Purpose.COMMITTEE))
    listed = forms.MultipleChoiceField(
        label="Which details may be in such a list?",
        choices=Detail,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Your number is included only if you agree to calls too.",
        error_messages={"invalid_choice": "Tick details from the list."},
    )
    notices = forms.BooleanField(required=False, label=consent_text(Purpose.NOTICES))
    ringing = forms.BooleanField(required=False, label=consent_text(Purpose.PHONE))
    named = _Keys()

    whose = "your"
    TICKS = {
        "circulated": Purpose.CIRCULATED,
        "list_symposium": Purpose.SYMPOSIUM,
        "list_support": Purpose.SUPPORT,
        "list_committee": Purpose.COMMITTEE,
        "notices": Purpose.NOTICES,
        "ringing": Purpose.PHONE,
    }

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        self.contact, self.circle = contact, contacts_selectors.recipient_groups(contact)
        super().__init__(*args, **options)
        self.initial = {**self.initial, **_allowed_by(contact)}
        self.named_now = ",".join(str(group.pk) for group in self.circle.named)
        self.fields["left_out"] = forms.MultipleChoiceField(
            label="Leave out these groups",
            choices=[(str(group.pk), group.name) for group in self.circle.named],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": STALE},
        )
        for group, answer in self.circle.asked:
            self.fields[_question(group)] = _asked_about(group, answer)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("circulated") and "shared" in typed and not typed["shared"]:
            self.add_error("shared", NO_DETAIL.format(self.whose))
        on_a_list = any(typed.get(tick) for tick, purpose in self.TICKS.items() if purpose in LIST_PURPOSES)
        if on_a_list and "listed" in typed and not typed["listed"]:
            self.add_error("listed", NO_LISTED.format(self.whose))
        return typed

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[_question(group)] for group, _ in self.circle.asked]

    @property
    def wishes(self) -> Wishes:
        data = self.cleaned_data
        purposes = frozenset(purpose for tick, purpose in self.TICKS.items() if data.get(tick))
        listed = frozenset(Detail(detail) for detail in data["listed"])
        if Purpose.CIRCULATED not in purposes:
            return Wishes(purposes, listed=listed)
        typed = {group.pk: data[_question(group)] for group, _ in self.circle.asked}
        answers = {pk: answer == "yes" for pk, answer in typed.items() if answer}
        named = data["named"] & frozenset(group.pk for group in self.circle.named)
        refused = dict.fromkeys((int(key) for key in data["left_out"]), False)
        shared = frozenset(Detail(detail) for detail in data["shared"])
        return Wishes(purposes, shared, named, answers | refused, listed)


class HeardOnForm(Form):
    """How and when a contact said something to an organiser.

    `seen_now` is the newest consent that the page shows, and comes back as `seen`.
    """

    how = forms.ChoiceField(
        label="How did they say it?",
        choices=[(how.value, how.label) for how in (ConsentHow.WORD, ConsentHow.PAPER)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the two."},
    )
    heard_on = DayField(label="On which day?", help_text="The day you spoke, or the day on the paper.")
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages={"required": STALE})

    contact: Contact

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("heard_on", localdate(clock.now()))

    @cached_property
    def seen_now(self) -> Any:
        return self.data.get("seen") if self.is_bound else contacts_selectors.newest_consent(self.contact)

    def look_again(self) -> None:
        """After a refusal because something changed meanwhile, the page shows how things are now."""
        self.seen_now = contacts_selectors.newest_consent(self.contact)


class HeardForm(ConsentsForm, HeardOnForm):
    """What somebody without an email address allows: only what makes sense without one."""

    notices = None  # type: ignore[assignment]
    whose = "their"

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, contact=contact, **options)
        choices: Any = [(detail.value, detail.label) for detail in rules.DETAILS]
        for name in ("shared", "listed"):
            field: Any = self.fields[name]
            field.choices = choices
        self.fields["listed"].help_text = "Their number is included only if they agree to calls too."


class WithdrawalForm(HeardOnForm):
    """That somebody takes everything back."""

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        self.contact = contact
        super().__init__(*args, **options)


def _question(group: Group) -> str:
    return f"group_{group.pk}"


def _asked_about(group: Group, answer: bool | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"May {group} have your details too?",
        choices=YES_NO,
        required=False,
        initial="no" if answer is False else None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes or no."},
    )


def _allowed_by(contact: Contact) -> dict[str, Any]:
    words = contacts_selectors.current_answers(contact)
    ticks = {tick: words[purpose].given for tick, purpose in ConsentsForm.TICKS.items()}
    lists = [words[purpose].details for purpose in LIST_PURPOSES if words[purpose].given]
    listed = [detail for detail in Detail if lists and all(detail in details for details in lists)]
    shared = [detail for detail in Detail if detail in words[Purpose.CIRCULATED].details]
    return {**ticks, "shared": shared, "listed": listed}
