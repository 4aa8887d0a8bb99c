"""What every form of ours shares: how it is drawn, how words are cleaned, and the trap for programs."""

from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from lla.text import normalise
from lla.words import breaks_a_line, one_line

Row = TypeVar("Row", bound=Model)
TOO_LONG = "This has %(show_value)d characters; it can have %(limit_value)d at most."


class OneLineField(forms.CharField):
    """A name or a title: one line, bounded, composed, with plain spaces."""

    def __init__(self, *, max_length: int = 120, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def clean(self, value: Any) -> str:
        if breaks_a_line(str(value or "")):
            raise ValidationError("Please write this on one line, without line breaks or control characters.")
        return str(super().clean(value))

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """A text of many lines, brought to the canonical form that motions and notes are kept in."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 100_000, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "")


class HouseForm(forms.BaseForm):
    """How a form of ours is drawn and what it says of an empty field; the page holds the form tag."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"“{field.label or 'This'}” is still empty."
            field.error_messages.setdefault("max_length", TOO_LONG)
            # With it a browser silently cuts off the end of what is pasted.
            field.widget.attrs.pop("maxlength", None)

    @property
    def helper(self) -> FormHelper:
        """A new one each time, for crispy draws a form as it stands now."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class Form(HouseForm, forms.Form):
    """A form that saves no row by itself."""


class ModelForm(HouseForm, forms.ModelForm[Row]):
    """A form that saves its row."""


class Honeypot(HouseForm):
    """A field that people never see and programs fill in; whoever fills it is told, nothing is dropped."""

    TRAP = "website"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[self.TRAP] = forms.CharField(
            label="Leave this empty",
            required=False,
            max_length=2000,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get(self.TRAP):
            self.add_error(
                self.TRAP, "Please empty this field and send the form again: it is here to stop programs."
            )
        return cleaned

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        if self.TRAP not in self.errors:
            helper[self.TRAP].wrap(Field, wrapper_class="trap")
        return helper
