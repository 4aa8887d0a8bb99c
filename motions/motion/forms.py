"""The text of a motion as it is typed, and fields that several forms of motions share."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

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


def name_noun(form: forms.BaseForm, **called: str) -> None:
    """Put what the thing that a form asks about is called into the places that its words leave: {noun}."""
    for field in form.fields.values():
        field.label = field.label and _named(field.label, called)
        field.help_text = _named(field.help_text, called)
        for code, words in field.error_messages.items():
            field.error_messages[code] = _named(words, called)


def _named(words: Any, called: Mapping[str, str]) -> Any:
    """The same words where they leave no place, for Django's own are counted later."""
    if "{" not in str(words):
        return words
    for place, name in called.items():
        words = str(words).replace(f"{{{place}}}", name)
    return words


COUNTED = '{% include "motions/motion/_counted_below.html" %}'
EDITOR = {"data-editor": "", "data-preview-into": "preview", "rows": 16}


class MotionTextForm(Form):
    """Title, body and appendix as the rules of one conference want them."""

    conference: Conference
    preview_url: str

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
        self.preview_url = preview_url
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
