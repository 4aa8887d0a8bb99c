"""What is typed into a consultation: the question, a view, and what came of it."""

from datetime import time
from typing import Any

from lla.forms.base import Form
from lla.forms.fields import OneLineField, RadioField, TextField
from lla.forms.optimistic_locking import SEEN, Marked
from lla.forms.time_fields import DayField, HourField, typed_moment
from lla.time import clock

from . import rules
from .choices import Asked, Opinion


class AskForm(Form):
    """A question to the team or to the leadership."""

    question = OneLineField(
        label="The question",
        max_length=300,
        help_text="Ask a question that can be answered with yes or no. It is included in the email.",
    )
    background = TextField(label="Background", max_length=5_000, required=False, rows=5)
    asked = RadioField(label="Who is asked?", choices=Asked, initial=Asked.TEAM)
    day = DayField(label="Answers by")
    hour = HourField(label="At what time", initial=time(20))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["closes_at"] = closes_at = typed_moment(self)
        if closes_at:
            for reason in rules.why_not_open(anybody=True, closes_at=closes_at, now=clock.now()):
                self.add_error("day", reason)
        for name in ("day", "hour"):
            cleaned.pop(name, None)
        return cleaned


class ViewForm(Form):
    """What somebody thinks."""

    opinion = RadioField(label="What is your answer?", choices=Opinion, empty="Choose one of the answers.")
    words = TextField(
        label="Why, or on what condition?",
        max_length=2_000,
        required=False,
        rows=5,
        help_text="Everybody who can see this question can read your answer, with your name.",
    )


class SaidSoFarForm(Marked, Form):
    """What ends a question: refused once where people have said something since its page was opened.

    It replaces nothing that is stored. `said` is a mark of what they have said by now; the page holds the
    questions, so nobody says more until it is saved.
    """

    said_meanwhile = rules.SAID_MEANWHILE

    def __init__(self, *args: Any, said: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._said = said

    @property
    def state(self) -> str:
        return self._said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop(SEEN, None)
        if self.data.get(SEEN, self.state) != self.state:
            self.add_error(None, self.said_meanwhile)
        return cleaned


class WithdrawForm(Form):
    """Why a question is asked no longer."""

    why = TextField(
        label="Why are you withdrawing it?",
        max_length=1_000,
        rows=3,
        help_text="Everybody who was asked can read it. Nobody is asked any more, and you cannot undo this.",
        error_messages={"required": rules.SAY_WHY_WITHDRAWN},
    )


class OutcomeForm(SaidSoFarForm):
    """What came of a consultation."""

    outcome = TextField(
        label="What was the outcome?",
        max_length=5_000,
        rows=6,
        help_text="Everybody who was asked can read it.",
        error_messages={"required": rules.SAY_WHAT_CAME},
    )
