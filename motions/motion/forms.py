"""The text of a motion as it is typed, and fields that several forms of motions share."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import QuerySet

from lla.forms.base import Form
from lla.forms.fields import FormattedTextField, OneLineField, printable
from organisers.groups.models import Group

from ..agenda.models import Conference
from . import rules
from .texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a few rows, each with its button; which rows, the form says by `offer`."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Group.objects.none(), empty_label=None, **options)


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Say what one of a form's fields may be: rows, or pairs of value and words."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and isinstance(choices, QuerySet):
        field.queryset = choices
    elif isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def name_noun(form: forms.BaseForm, noun: str) -> None:
    """Say of what nature the thing is that a form asks about, where the words of its fields say {noun}."""
    for field in form.fields.values():
        if "{noun}" in (label := str(field.label)):
            field.label = label.replace("{noun}", noun)
        if "{noun}" in (help_text := str(field.help_text)):
            field.help_text = help_text.replace("{noun}", noun)
        for code, words in field.error_messages.items():
            if "{noun}" in str(words):
                field.error_messages[code] = str(words).replace("{noun}", noun)


COUNTED = '{% include "motions/motion/_counted_below.html" %}'
EDITOR = {"data-editor": "", "data-preview-into": "preview", "rows": 16}


class MotionTextForm(Form):
    """Title, body and appendix as the rules of one conference want them."""

    conference: Conference

    title = OneLineField(
        max_length=TITLE_CHARACTERS,
        label="Title",
        error_messages={"required": "Give the motion a title."},
    )
    body = FormattedTextField(
        max_length=BODY_CHARACTERS,
        label="What should conference note, believe and resolve?",
        help_text=(
            "Start each part with a line that ends in a colon, such as “Conference notes:”. "
            "Put a dash before each point. You can paste from Word."
        ),
        widget=forms.Textarea(attrs=EDITOR),
        validators=[printable],
        error_messages={"required": "Write what conference should note, believe or resolve."},
    )
    appendix = FormattedTextField(
        max_length=BODY_CHARACTERS,
        label="Appendix",
        required=False,
        help_text="A longer paper the motion refers to, such as guidelines. It does not count towards the "
        "word limit.",
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[printable],
    )

    @property
    def helper(self) -> FormHelper:
        """What is said of the text stands right under it; the page's `preview` says it."""
        helper, names = super().helper, list(self.fields)
        after_body = names.index("body") + 1
        helper.layout = Layout(*names[:after_body], HTML(COUNTED), *names[after_body:])
        return helper

    def ask_of(self, conference: Conference, *, preview_url: str) -> None:
        """Say the conference's limits, and where the preview is drawn."""
        self.conference = conference
        if conference.title_words:
            limit = f"Up to {conference.title_words} words."
            self.fields["title"].help_text = f"{limit} This is how the motion appears on the agenda."
        self.fields["body"].widget.attrs["data-preview-url"] = preview_url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, sentences in self.unmet().items():
            if name not in self.errors:
                for sentence in sentences:
                    self.add_error(name, sentence)
        return cleaned

    def unmet(self) -> dict[str, list[str]]:
        """What the text still lacks, by field."""
        return rules.unmet(self.conference, self.text)

    @property
    def joined(self) -> list[str]:
        """Which of its lines will be read as one, in sentences."""
        fields = (self["body"], self["appendix"])
        return [told for field in fields if (told := getattr(field, "joined", ""))]

    @property
    def text(self) -> Text:
        """The cleaned text; a part that is wrong is empty."""
        return Text.of(*(self.cleaned_data.get(name, "") for name in ("title", "body", "appendix")))
