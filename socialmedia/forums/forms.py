"""What is typed about a forum, what moderators did, and a case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from lla.accounts.models import User
from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, ModelForm, offer
from lla.forms.fields import NumberField, OneLineField, RadioField, TextField, YesOrNoField
from lla.forms.optimistic_locking import LockingForm, OptimisticLocking

from ..channels.choices import ForumPost
from ..channels.models import Channel, Platform
from ..consultations.forms import SaidSoFarForm
from ..deliberations.forms import PeopleField, offer_people
from ..deliberations.rules import SAID_MEANWHILE, mark_of_what_was_said
from . import rules
from .choices import CaseOutcome, Measure
from .models import BreachCase, ForumRule


class RuleForm(OptimisticLocking, ModelForm[ForumRule]):
    """One rule, and the standard response to whoever breaks it."""

    words = OneLineField(
        label="The rule",
        max_length=300,
        help_text="One sentence that everybody can understand.",
        error_messages={"required": rules.SAY_RULE},
    )
    response = TextField(
        label="Standard response",
        max_length=2_000,
        required=False,
        rows=5,
        help_text="What a moderator writes to somebody who breaks the rule.",
    )

    class Meta:
        model = ForumRule
        fields = ("words", "response")


class AllowedForm(LockingForm):
    """What an organising forum is for."""

    kinds = forms.MultipleChoiceField(
        label="What may be posted here?",
        choices=ForumPost,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )


class StrikeForm(Form):
    """Why an entry of the log is struck out."""

    why = OneLineField(
        label="What was wrong with it?",
        max_length=500,
        help_text="No private details. It is shown beside the entry.",
        error_messages={"required": rules.SAY_WHY_STRUCK},
    )


class LogForm(Form):
    """What a moderator did about somebody."""

    platform = forms.ModelChoiceField(
        Platform.objects.none(),
        label="Platform",
        empty_label=None,
        error_messages={"invalid_choice": rules.NOT_ON_IT},
    )
    name = OneLineField(
        label="Name or handle",
        max_length=120,
        help_text="As the platform shows it, with or without the @.",
        error_messages={"required": rules.SAY_NAME},
    )
    measure = RadioField(label="What was done?", choices=Measure, empty="Choose what was done.")
    rule = forms.ModelChoiceField(
        ForumRule.objects.none(),
        label="Which rule was broken?",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": rules.NOT_ITS_RULE},
    )
    link = WebAddressField(label="Address of the post or comment", required=False)
    note = OneLineField(
        label="Note", max_length=500, required=False, help_text="What happened. No private details."
    )

    def __init__(self, *args: Any, channel: Channel, **options: Any) -> None:
        platforms = rules.platforms_of(channel)
        first = {"platform": platforms[0], **options.pop("initial", {})}
        super().__init__(*args, initial=first, **options)
        offer(self, "platform", Platform.objects.filter(pk__in=[platform.pk for platform in platforms]))
        offer(self, "rule", channel.rules.standing())


def _text(label: str, empty: str, *, rows: int = 5, most: int = 2_000, help_text: str = "") -> TextField:
    return TextField(
        label=label,
        max_length=most,
        rows=rows,
        help_text=help_text,
        error_messages={"required": empty},
    )


class OpenForm(Form):
    """Why a case is opened before there is a breach too many."""

    words = _text("Why?", rules.SAY_WHY, help_text="Everybody in the team is asked and can read this.")


class NoteForm(LockingForm):
    """What the leadership said, or why it was not consulted; `before` is what stood there until then."""

    by_field = False  # the words belong to the answer
    consulted = YesOrNoField(label="Was the leadership consulted?", empty="Choose yes or no.")
    words = _text("What it said, or why it was not consulted", rules.SAY_LEADERSHIP)

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "before": self.initial.get("words", "")}


class KeepOutForm(LockingForm):
    """Who of the team and the leadership the person of a case may be."""

    people = PeopleField(
        label="Could this person be one of us?",
        help_text="The people ticked cannot see the case and are not asked, and anything they said about "
        "it is deleted. People with a similar name are already ticked. Untick anybody it is not about, "
        "and tick anybody missing.",
    )

    def __init__(self, *args: Any, case: BreachCase, people: Sequence[User], **options: Any) -> None:
        out = list(case.kept_out.all())
        super().__init__(*args, initial={"people": [user.pk for user in out]}, **options)
        offer_people(self, "people", [*people, *out])


class OutcomeForm(Form):
    """The outcome, how long, and why: of a case, or of an appeal."""

    outcome = RadioField(
        label="What is the outcome?", choices=CaseOutcome, empty="Choose one of the outcomes."
    )
    days = NumberField(
        label="For how many days?",
        required=False,
        least=1,
        most=rules.LONGEST,
        help_text="For a mute or a temporary ban.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), rules.SAY_DAYS),
    )
    reason = _text("Why?", rules.SAY_WHY, help_text="The person reads this.")


class DecideForm(SaidSoFarForm, OutcomeForm):
    """The rule it rests on, and how to appeal, as well."""

    rule = forms.ModelChoiceField(
        ForumRule.objects.none(),
        label="Which rule was broken?",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": rules.SAY_BROKEN_RULE},
    )
    how_to_appeal = OneLineField(label="How can they appeal?", max_length=300, required=False)
    said_meanwhile = SAID_MEANWHILE
    field_order = ("outcome", "rule", "days", "reason", "how_to_appeal")

    def __init__(self, *args: Any, case: BreachCase, **options: Any) -> None:
        words = f"Write to {settings.ORGANISATION['email']} and mention {str(case).lower()}."
        said = mark_of_what_was_said(case)
        super().__init__(*args, said=said, initial={"how_to_appeal": words}, **options)
        known = ForumRule.objects.filter(channel=case.channel_id)
        offer(self, "rule", known.order_by("order", "pk"))


class ToldForm(Form):
    """The words the person was told, as they were sent."""

    words_to_copy = True  # its page offers them

    words = _text(
        "Message to the person",
        rules.SAY_TOLD,
        rows=16,
        most=5_000,
        help_text="Copy it and send it to the person on the platform, then mark them as told.",
    )


class AppealForm(Form):
    """What the person says in appeal."""

    words = _text("What does the person say?", rules.SAY_APPEAL, rows=8, most=5_000)


class DecideAppealForm(OutcomeForm):
    """Whether it stands or becomes milder."""

    def __init__(self, *args: Any, case: BreachCase, **options: Any) -> None:
        super().__init__(*args, initial={"outcome": case.outcome, "days": case.days}, **options)
