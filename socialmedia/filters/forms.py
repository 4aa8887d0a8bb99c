"""What is typed about the filter list: a new version, and a text to try it on."""

from typing import Any

from django import forms

from lla.forms.base import Form
from lla.forms.fields import Bounded, OneLineField

from .matching import tidied, why_not_words
from .models import FilterList

LONGEST_TRIED = 100_000  # characters


class WordsField(Bounded, forms.CharField):
    """A list of words, on lines or with commas, as a tidied list."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        words = tidied(str(super().clean(value)))
        if reasons := why_not_words(words):
            raise forms.ValidationError(reasons)
        return words


class FilterListForm(Form):
    """A new version. `seen` is the number that was current when it was begun."""

    words = WordsField(
        max_length=LONGEST_TRIED,
        label="The words",
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text="One on each line, or separated by commas. Phrases are fine. Write the singular only: "
        "plurals are added when you copy the list.",
    )
    why = OneLineField(max_length=300, label="What changes, and why?")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    def __init__(self, *args: Any, current: FilterList | None, **options: Any) -> None:
        shown = {"words": "\n".join(current.words), "seen": current.number} if current else {"seen": 0}
        super().__init__(*args, initial=shown, **options)


class TryForm(Form):
    """A text to try the list on; nothing of it is kept."""

    text = forms.CharField(
        max_length=LONGEST_TRIED,
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Paste a comment or a post. Nothing is saved.",
    )
