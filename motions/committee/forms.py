"""The forms of the committee's desk; fields are named like the arguments of the act they are for."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from lla.accounts.models import User
from lla.forms.address_fields import AddressField
from lla.forms.base import Form
from lla.forms.fields import OneLineField, TextField

from ..motion import visibility
from ..motion.choices import Outcome
from ..motion.forms import RowField, offer
from ..motion.models import Motion, Ruling
from ..motion.texts import REMOVED
from .choices import Finding, Point
from .models import Check
from .selectors import committee_members

NOT_LOOKED_AT = "Not checked"
MOST_PASSAGES = 20


class DeskForm(Form):
    """What an act on a motion asks for."""

    def __init__(self, *args: Any, motion: Motion, **options: Any) -> None:
        self.motion = motion
        super().__init__(*args, **options)

    def refuse(self, reasons: list[str], *, seen: int) -> None:
        """Say why not on top of what was typed; what happened meanwhile now counts as seen."""
        for reason in reasons:
            self.add_error(None, reason)
        if "seen" in self.fields:
            typed: Any = self.data
            typed = typed.copy()
            typed["seen"] = str(seen)
            self.data = typed


class DecisionForm(DeskForm):
    """An act that another person's act may overtake. `seen` is the newest step of the history in view."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class QueryForm(DecisionForm):
    question = TextField(
        label="Your question to the mover",
        max_length=5_000,
        help_text="It is included word for word in the email. The motion waits until it is answered.",
    )


class RuleOutForm(DecisionForm):
    rule = OneLineField(
        label="Rule",
        max_length=200,
        help_text="For example “Standing order 4.2: one subject for each motion”.",
    )
    reason = TextField(
        label="Public reason",
        max_length=5_000,
        help_text="It is printed with the motion and sent to its mover. Say what would have been in order.",
    )


class ReasonForm(DecisionForm):
    reason = TextField(
        label="Public reason",
        max_length=5_000,
        help_text="It is printed with the motion and sent to everybody who supports it.",
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
        error_messages={"invalid_choice": "Choose the motion or one of its texts on this page."},
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
            ("", "The whole motion: its titles, texts and names"),
            *((number, f"Only revision {number}") for number in shown),
        ]


class RedactForm(DecisionForm):
    passages = TextField(
        label="Words to remove",
        max_length=5_000,
        help_text=(
            f"One passage on each line, exactly as in the text. “{REMOVED}” replaces it everywhere in the "
            "title, text and appendix. The earlier texts of the motion are hidden."
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
        label="Public reason", max_length=1_000, help_text="It is shown in the motion’s history."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        what: Any = self.fields["hidden_by"]
        what.queryset = Ruling.objects.filter(
            pk__in=[one.pk for one in visibility.hiding_rulings(self.motion)]
        )
        what.label_from_instance = _hidden


def _hidden(ruling: Ruling) -> str:
    """What a ruling hides, as the form that ends it says it."""
    what = {
        Outcome.HIDDEN: "The whole motion",
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


class AssignForm(DeskForm):
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


class NoteForm(DeskForm):
    words = TextField(label="Note to the other committee members", max_length=5_000)


class InterestForm(DeskForm):
    interest = OneLineField(
        label="Your interest", max_length=300, help_text="For example: I chair the group that submitted it."
    )


class ChecklistForm(Form):
    """One question for each point of the checklist, and how each was marked when it was shown."""

    def __init__(
        self, *args: Any, motion: Motion, hints: dict[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.motion = motion
        findings = [("", NOT_LOOKED_AT), *Finding.choices]
        marked = {check.point: check.finding for check in motion.checks.all()}
        for point in Point:
            self.fields[point.value] = forms.ChoiceField(
                label=point.label,
                choices=findings,
                required=False,
                widget=forms.RadioSelect,
                initial=marked.get(point.value, ""),
                show_hidden_initial=True,
                help_text=(hints or {}).get(point.value, ""),
            )

    @property
    def findings(self) -> dict[str, str]:
        """What the person changed, so that marks made by others meanwhile stay."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def shown(self) -> dict[str, str]:
        return {name: self.data.get(self.add_initial_prefix(name), "") for name in self.fields}

    @property
    def hidden(self) -> list[SafeString]:
        return [self[name].as_hidden(only_initial=True) for name in self.fields]

    def refuse(self, reasons: list[str]) -> None:
        """Say why not on top of what was ticked; how the points are marked by now counts as shown."""
        for reason in reasons:
            self.add_error(None, reason)
        present = dict(Check.objects.filter(motion=self.motion).values_list("point", "finding"))
        typed: Any = self.data
        typed = typed.copy()
        for name in self.fields:
            typed[self.add_initial_prefix(name)] = present.get(name, "")
        self.data = typed


class ComparisonForm(Form):
    """Which two texts of a motion to compare, by their numbers."""

    earlier = forms.TypedChoiceField(label="From revision", coerce=int)
    later = forms.TypedChoiceField(label="to revision", coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        number_field: Any
        for number_field in self.fields.values():
            number_field.choices = [(number, str(number)) for number in numbers]
