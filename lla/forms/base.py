"""What every form shares: how it is drawn, what it says, and the trap for programs."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.forms.fields import TOO_LONG
from lla.limits.rate_limits import TooMany

_REQUIRED = forms.Field.default_error_messages["required"]
_WHEN_EMPTY: tuple[tuple[type[forms.Field], str], ...] = (  # the first kind that a field is of
    (forms.FileField, "“{label}” has no file yet. Choose one."),
    (forms.MultipleChoiceField, "“{label}” has no answer yet. Choose at least one."),
    (forms.ModelMultipleChoiceField, "“{label}” has no answer yet. Choose at least one."),
    (forms.ChoiceField, "“{label}” has no answer yet. Choose one."),
    (forms.ModelChoiceField, "“{label}” has no answer yet. Choose one."),
    (forms.BooleanField, "“{label}” is not ticked."),
    (forms.Field, "“{label}” is empty. Fill it in."),
)
_NOT_OFFERED = "The answer to “{label}” is not offered here now. Choose again."
_CHOOSING = (forms.ChoiceField, forms.ModelChoiceField)  # those of several answers are kinds of these
_OUT_OF_BOUNDS = {
    "max_length": TOO_LONG,
    "min_value": "Enter %(limit_value)s or more.",
    "max_value": "Enter %(limit_value)s or less.",
}


def word_errors(field: forms.Field) -> None:
    """Say what is wrong with what was typed in our words, where the field has none of its own."""
    messages = field.error_messages
    if messages.get("required") == _REQUIRED:
        words = next(words for kind, words in _WHEN_EMPTY if isinstance(field, kind))
        messages["required"] = words.format(label=field.label or "This")
    if isinstance(field, _CHOOSING) and messages["invalid_choice"] == _invalid_choice(
        cast(type, type(field))
    ):
        messages["invalid_choice"] = _NOT_OFFERED.format(label=field.label or "This")
    if isinstance(field, forms.SlugField):
        messages["invalid"] = "Use only letters from a to z, digits, hyphens and underscores."
    for code, words in _OUT_OF_BOUNDS.items():
        messages.setdefault(code, words)


@cache
def _invalid_choice(kind: type) -> str:
    """Django's own words for an answer that is not among the choices of such a field."""
    djangos = (base for base in kind.__mro__ if base.__module__.startswith("django."))
    return next(
        str(words)
        for base in djangos
        if (words := vars(base).get("default_error_messages", {}).get("invalid_choice"))
    )


class CrispyForm(forms.BaseForm):
    """How a form of ours is drawn and what it says of an empty field; the page holds the form tag."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            word_errors(field)
            # With it a browser silently cuts off the end of what is pasted.
            field.widget.attrs.pop("maxlength", None)

    @property
    def helper(self) -> FormHelper:
        """A new one each time, for crispy draws a form as it stands now."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def read_again(self) -> None:
        """Compare anew with what is stored, after an act found that another overtook it."""


Row = TypeVar("Row", bound=Model)


class Form(CrispyForm, forms.Form):
    """A form that saves no row by itself."""


class ModelForm(CrispyForm, forms.ModelForm[Row]):
    """A form that saves its row."""


class Honeypot(CrispyForm):
    """A field that people never see and programs fill in; whoever fills it is told, nothing is dropped."""

    TRAP = "website"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[self.TRAP] = forms.CharField(
            label="Leave this blank",
            required=False,
            max_length=2000,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get(self.TRAP):
            self.add_error(
                self.TRAP, "Leave this field blank and send the form again. It is there to stop programs."
            )
        return cleaned

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        if self.TRAP not in self.errors:
            helper[self.TRAP].wrap(Field, wrapper_class="trap")
        return helper


def post_data(request: HttpRequest) -> QueryDict | None:
    """What a page's form is filled with: what was sent to it, or nothing when it is only opened."""
    return request.POST if request.method == "POST" else None


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Say what one of a form's fields may be: rows, or pairs of value and words."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and isinstance(choices, QuerySet):
        field.queryset = choices
    elif isinstance(field, forms.ChoiceField) and not isinstance(choices, QuerySet):
        field.choices = list(choices)
    else:
        raise TypeError(f"“{name}” does not choose from these.")


@contextmanager
def refusals_as_errors(form: forms.BaseForm, *, beside: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn a refusal into sentences on top of the form, so that what was typed comes back with them.

    `beside` names the field that a sentence is about.
    """
    try:
        yield
    except NotAllowed as refusal:
        if OVERTAKEN in refusal.reasons and isinstance(form, CrispyForm):
            form.read_again()
        for reason in refusal.reasons:
            field = (beside or {}).get(reason)
            form.add_error(field if field in form.fields else None, reason)
    except TooMany as refusal:
        form.add_error(None, refusal.words)
