"""What the acts of the committee on one motion ask for."""

from typing import Any

from django import forms

from lla.accounts.models import User
from lla.forms.address_fields import AddressField
from lla.forms.base import offer
from lla.forms.fields import OneLineField, TextField

from ...motion import visibility
from ...motion.choices import Outcome
from ...motion.forms import RowField
from ...motion.models import Ruling
from ...motion.texts import REMOVED
from ..selectors import committee_members
from .base import DecisionForm, DeskForm
from .cited_rules import CitedRuleForm

MOST_PASSAGES = 20


class QueryForm(DecisionForm):
    question = TextField(
        label="Your question to the mover",
        max_length=5_000,
        help_text="It is included word for word in the email. The {noun} waits until it is answered.",
    )


class AnswerForm(DecisionForm):
    words = TextField(
        label="What the mover answered",
        max_length=5_000,
        help_text="Say when and how, for example “by telephone on 3 May”. The mover gets an email with it.",
    )


class RuleOutForm(CitedRuleForm):
    reason = TextField(
        label="Public reason",
        max_length=5_000,
        help_text="It is printed with the {noun} and sent to its mover. Say what would have been in order.",
    )


class ReasonForm(DecisionForm):
    reason = TextField(
        label="Public reason",
        max_length=5_000,
        help_text="It is printed with the {noun} and sent to everybody who supports it.",
    )


class LiftForm(DecisionForm):
    note = TextField(
        label="What you found, for the committee",
        max_length=5_000,
        help_text="Who you asked and what they said. Only the committee can see it.",
    )


class HideForm(DecisionForm):
    number = forms.TypedChoiceField(
        label="What to hide",
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose the {noun} or one of its texts on this page."},
    )
    reason = TextField(
        label="Public reason",
        max_length=1_000,
        help_text="It is shown in place of the text. Say what kind of thing it was, without repeating it.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        what: Any = self.fields["number"]
        texts = self.motion.revisions.order_by("number").only("number", "motion")
        shown = [text.number for text in texts if not visibility.hiding_ruling(self.motion, text)]
        what.choices = [
            ("", f"The whole {self.motion.noun}: its titles, texts and names"),
            *((number, f"Only revision {number}") for number in shown),
        ]


class RedactForm(DecisionForm):
    passages = TextField(
        label="Words to remove",
        max_length=5_000,
        help_text=(
            f"One passage on each line, exactly as in the text. “{REMOVED}” replaces it everywhere in its "
            "title, text and appendix. The earlier texts of the {noun} are hidden."
        ),
    )
    reason = OneLineField(
        label="Public reason",
        max_length=300,
        help_text="It is printed with the new text. Say what kind of thing it was, without repeating it.",
    )

    def clean_passages(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["passages"].splitlines()]
        return list(dict.fromkeys(filter(None, lines)))[:MOST_PASSAGES]


class ShowForm(DecisionForm):
    hidden_by = forms.ModelChoiceField(
        label="What to show again",
        queryset=Ruling.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what to show again.",
            "invalid_choice": "Choose something on this page that is hidden.",
        },
    )
    reason = TextField(
        label="Public reason", max_length=1_000, help_text="It is shown in the {noun}’s history."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        what: Any = self.fields["hidden_by"]
        hidden = [ruling.pk for ruling in visibility.hiding_rulings(self.motion)]
        what.queryset = Ruling.objects.filter(pk__in=hidden)
        what.initial = hidden[0] if len(hidden) == 1 else None
        what.label_from_instance = _hidden


def _hidden(ruling: Ruling) -> str:
    """What a ruling hides, as the form that ends it says it."""
    what = {
        Outcome.HIDDEN: f"The whole {ruling.motion.noun}",
        Outcome.TEXT_HIDDEN: f"Revision {ruling.revision.number}",
        Outcome.REDACTED: f"Revision {ruling.revision.number} and those before it, as they were",
    }[Outcome(ruling.outcome)]
    return f"{what}: {ruling.reason[:100]}"


class WithdrawForm(DecisionForm):
    note = TextField(
        label="Reason for everybody who supported it",
        max_length=5_000,
        help_text="For example: the mover asked for it by telephone on 3 May.",
    )


class CorrectAddressForm(DecisionForm):
    """Whom the email did not reach, and where to write instead."""

    backing = RowField(
        label="Whose address?",
        error_messages={
            "required": "Choose whose address it is.",
            "invalid_choice": "Choose one of the people on this page.",
        },
    )
    email = AddressField(
        label="The right email address",
        help_text="We send a new email to it. The link in the first one stops working.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "backing", self.motion.backings.unconfirmed())


class AssignForm(DecisionForm):
    to = forms.ModelChoiceField(
        label="Assigned to",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        error_messages={
            "invalid_choice": "Choose somebody from the committee who has declared no interest in it."
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people: Any = self.fields["to"]
        people.queryset = committee_members().exclude(recusals__motion=self.motion)


class InterestForm(DeskForm):
    interest = OneLineField(
        label="Your interest", max_length=300, help_text="For example: I chair the group that submitted it."
    )
