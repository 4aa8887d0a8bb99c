"""What is typed about guidelines: the text, every figure in its bounds, and the decision that adopts them."""

from dataclasses import fields
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms

from lla.forms.base import Form
from lla.forms.decision_links import DecisionLinkField
from lla.forms.fields import FormattedTextField, NumberField, OneLineField
from lla.forms.optimistic_locking import SEEN, LockingForm

from .choices import Duty
from .models import GuidelineVersion
from .parameters import CHANGED_MOST, Parameters, about, names_in_parts, why_not_parameters
from .rules import CHANGED_MEANWHILE
from .selectors import parameters

DUTIES = (
    "Missing something encouraged gives a warning. Missing something essential fails the check unless "
    "somebody gives a reason."
)


class GuidelinesForm(LockingForm):
    """A draft: its text and its figures."""

    why = OneLineField(
        max_length=500,
        label="What changes, and why?",
        required=False,
        help_text="The team reads this in the email about the new version.",
    )
    words = FormattedTextField(
        label="The guidelines",
        rows=20,
        help_text="Leave a blank line between paragraphs. A line that ends with a colon becomes a "
        "heading, and so does one that begins with “#”.",
    )

    def __init__(self, *args: Any, draft: GuidelineVersion, **options: Any) -> None:
        given = parameters(draft)
        shown = {"why": draft.why, "words": draft.words, **given.stored()}
        super().__init__(*args, initial=shown, **options)
        for figure in fields(Parameters):
            self.fields[figure.name] = _field(figure.name, figure.default)
        self.draft = draft

    @property
    def state(self) -> str:
        return self.draft.state

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        others = names_in_parts(besides=CHANGED_MOST)
        wrong = any(name in self.errors for names in others.values() for name in names)
        helper.layout = Layout(
            "why",
            "words",
            Fieldset("Figures that are changed most", *CHANGED_MOST),
            HTML(f"<details{' open' if wrong else ''}><summary>More figures</summary>"),
            *(Fieldset(part, *names) for part, names in others.items()),
            HTML("</details>"),
        )
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if all(figure.name in cleaned for figure in fields(Parameters)):
            for reason in why_not_parameters(self.figures):
                self.add_error("posts_aim_least", reason)
        return cleaned

    @property
    def figures(self) -> Parameters:
        return Parameters.of(self.cleaned_data)


def _field(name: str, default: object) -> forms.Field:
    figure = about(name)
    if isinstance(default, Duty):
        return forms.ChoiceField(label=figure.words, choices=Duty, help_text=DUTIES)
    return NumberField(
        label=figure.words,
        least=figure.least,
        most=figure.most,
        help_text=f"In {figure.unit}, from {figure.least} to {figure.most:,}.",
    )


class DiscardForm(LockingForm):
    """Whether to throw away a draft as it was shown."""

    def __init__(self, *args: Any, draft: GuidelineVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft = draft

    @property
    def state(self) -> str:
        return self.draft.state

    def clean(self) -> dict[str, Any]:
        if self.data.get(SEEN, "") != self.state:
            self.add_error(None, CHANGED_MEANWHILE)
        return super().clean()


class AdoptForm(Form):
    """The decision that puts a draft in force."""

    decision = OneLineField(
        max_length=200,
        label="Which decision adopts them?",
        help_text="Such as “Team meeting of 4 May 2027” or “adopted by motion C”.",
    )
    link = DecisionLinkField(
        label="Link to the decision", help_text="A web address, or a motion’s reference such as m42."
    )
