"""What the coordinator writes around a month's figures, and which month a report is begun for."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.timezone import localdate

from lla.forms.asking_once import AskingOnceForm
from lla.forms.base import Form
from lla.forms.fields import FormattedTextField, OneLineField
from lla.forms.optimistic_locking import LockingModelForm
from lla.time import clock

from . import rules
from .models import Report

_MONTH = re.compile(r"(2\d{3})-(0?[1-9]|1[0-2])", re.ASCII)


class ReportForm(LockingModelForm[Report]):
    """The words; the figures come by themselves."""

    opening = FormattedTextField(
        label="What mattered this month?",
        required=False,
        max_length=10_000,
        help_text="What went well, what did not, and why. It is shown above the figures.",
    )
    closing = FormattedTextField(
        label="What are the next steps?",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = Report
        fields = ("opening", "closing")


class PublishForm(AskingOnceForm):
    """What everybody reads of a month."""

    words = FormattedTextField(
        label="What may everybody read about the month?",
        max_length=10_000,
        help_text="Name nobody. The number of posts, how messages were answered and the weekly figures are "
        "added. Complaints, cases, consultations and reasons stay with the leadership.",
        error_messages={"required": rules.SAY_WORDS},
    )

    def __init__(self, *args: Any, report: Report, **options: Any) -> None:
        super().__init__(*args, initial={"words": report.public_words or report.opening}, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if named := rules.named_in_words(cleaned.get("words", "")):
            names = get_text_list(named, "and")
            sentence = f"These words may name {names}. Leave the names out, or publish it again as it is."
            self.ask_once("words", sentence, about=named)
        return cleaned


class MonthForm(Form):
    """A month, as a browser's own field gives it or as people write one."""

    month = OneLineField(
        label="Which month?",
        max_length=20,
        widget=forms.TextInput(attrs={"type": "month"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        last = f"{localdate(clock.now()).replace(day=1) - timedelta(days=1):%Y-%m}"
        self.fields["month"].initial = last
        self.fields["month"].help_text = f"For example {last}. The month has to have begun."

    def clean_month(self) -> date:
        match = _MONTH.fullmatch(self.cleaned_data["month"])
        if not match:
            raise ValidationError("Write a month such as 2027-02.")
        return date(int(match[1]), int(match[2]), 1)
