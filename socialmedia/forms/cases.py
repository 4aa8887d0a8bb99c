"""What is typed about a case: why it is opened, what the leadership said, the decision, the appeal."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from lla.forms import Form, NumberField, OneLineField, TextField
from lla.models import User

from ..choices import CaseOutcome
from ..models import BreachCase, ForumRule
from ..rules import cases as rules
from .complaints import PeopleField, offer


def _text(label: str, empty: str, *, rows: int = 5, most: int = 2_000, help_text: str = "") -> TextField:
    return TextField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": empty},
    )


class OpenForm(Form):
    """Why a case is opened before there is a breach too many."""

    words = _text("Why?", rules.SAY_WHY, help_text="Everybody in the team is asked and can read this.")


class NoteForm(Form):
    """What the leadership said, or why it was not consulted."""

    consulted = forms.TypedChoiceField(
        label="Was the leadership consulted?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose yes or no."},
    )
    words = _text("What it said, or why it was not consulted", rules.SAY_LEADERSHIP)


class KeepOutForm(Form):
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
        offer(self, "people", [*people, *out])


class OutcomeField(forms.ChoiceField):
    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="What is the outcome?",
            choices=CaseOutcome,
            error_messages={"required": "Choose one of the outcomes."},
            **options,
        )


class DaysField(NumberField):
    def __init__(self) -> None:
        super().__init__(
            label="For how many days?",
            required=False,
            least=1,
            most=rules.LONGEST,
            help_text="For a mute or a temporary ban.",
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), rules.SAY_DAYS),
        )


class DecideForm(Form):
    """The outcome, the rule it rests on, how long, and how to appeal."""

    outcome = OutcomeField()
    rule = forms.ModelChoiceField(
        ForumRule.objects.none(),
        label="Which rule was broken?",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": rules.SAY_RULE},
    )
    days = DaysField()
    reason = _text("Why?", rules.SAY_WHY, help_text="The person reads this.")
    how_to_appeal = OneLineField(label="How can they appeal?", max_length=300, required=False)

    def __init__(self, *args: Any, case: BreachCase, **options: Any) -> None:
        words = f"Write to {settings.ORGANISATION['email']} and mention {str(case).lower()}."
        super().__init__(*args, initial={"how_to_appeal": words}, **options)
        field = self.fields["rule"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = ForumRule.objects.filter(channel=case.channel_id).order_by("order", "pk")


class ToldForm(Form):
    """The words the person was told, as they were sent."""

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


class DecideAppealForm(Form):
    """Whether it stands or becomes milder."""

    outcome = OutcomeField()
    days = DaysField()
    reason = _text("Why?", rules.SAY_WHY, help_text="The person reads this.")

    def __init__(self, *args: Any, case: BreachCase, **options: Any) -> None:
        super().__init__(*args, initial={"outcome": case.outcome, "days": case.days}, **options)
