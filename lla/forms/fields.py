"""The fields that every form shares: bounded, cleaned, of signs that can be printed."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from lla.papers import glyphs
from lla.text.drawn_limits import too_much
from lla.text.pasted import as_typed, normalise, told_joined
from lla.text.typed_limits import TYPED_FOR_A_LETTER, why_too_large
from lla.words.cleaning import breaks_a_line, one_line

TOO_LONG = "This has %(show_value)d characters. The limit is %(limit_value)d."
MOST_SIGNS_NAMED = 5
LARGEST_KEY = 2**63 - 1
LONGEST_ENTRY = 200  # characters of a day, an hour or a number, however it is written
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")


class Bounded(forms.Field):
    """A field of typed words: how much was typed is looked at before anything is done with it."""

    @property
    def longest_typed(self) -> int:
        """In characters."""
        return getattr(self, "max_length", None) or LONGEST_ENTRY

    def bound(self, typed: Any) -> None:
        """Raise ValidationError if more was typed than there may be."""
        if isinstance(typed, str) and (length := len(typed.strip())) > self.longest_typed:
            said = self.error_messages.get("max_length", TOO_LONG)
            raise ValidationError(said, params={"show_value": length, "limit_value": self.longest_typed})

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        return super().to_python(value)


def printable(words: str) -> None:
    """Refuse signs that printed papers could only show as empty boxes; raises ValidationError."""
    if signs := glyphs.missing(words):
        named = ", ".join(f"“{sign}” ({glyphs.code(sign)})" for sign in signs[:MOST_SIGNS_NAMED])
        raise ValidationError(f"This cannot be printed: {named}. Remove it, or write it in words.")


class OneLineField(Bounded, forms.CharField):
    """A name or a title: one line, bounded, composed, with plain spaces, of signs that can be printed."""

    default_validators = [printable]

    def __init__(self, *, max_length: int = 120, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    @property
    def longest_typed(self) -> int:
        return TYPED_FOR_A_LETTER * super().longest_typed

    def to_python(self, value: Any) -> str:
        self.bound(value)
        if breaks_a_line(str(value or "")):
            raise ValidationError("Write this on one line, without line breaks or control characters.")
        return one_line(super().to_python(value) or "")


class TextField(Bounded, forms.CharField):
    """Words of many lines, such as a message or a reason, kept as they were typed; `rows` show at first."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 100_000, rows: int = 0, **options: Any) -> None:
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, **options)

    def bound(self, typed: Any) -> None:
        if reasons := why_too_large(str(typed or ""), characters=self.longest_typed):
            raise ValidationError(reasons)

    def to_python(self, value: Any) -> str:
        return as_typed(super().to_python(value) or "")


class FormattedBoundField(forms.BoundField):
    """A formatted text on its page."""

    def __init__(self, form: forms.BaseForm, field: "FormattedTextField", name: str) -> None:
        super().__init__(form, field, name)
        self.characters = field.longest_typed

    @cached_property
    def joined(self) -> str:
        """Which of the lines that stand in the field will be read as one, in a sentence."""
        typed = str(self.value() or "")
        return "" if why_too_large(typed, characters=self.characters) else told_joined(typed)

    @property
    def aria_describedby(self) -> str | None:
        joined = f"{self.auto_id}_joined" if self.joined else ""
        return " ".join(filter(None, (super().aria_describedby, joined)))


class FormattedTextField(TextField):
    """A text with parts, points and emphasis, brought to the canonical form that motions are kept in."""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> FormattedBoundField:
        return FormattedBoundField(form, self, field_name)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-formatted": ""}

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value))

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        if sentences := too_much(value):
            raise ValidationError(sentences)


class YesOrNoField(forms.TypedChoiceField):
    """A question with two answers; its value is whether `yes` was chosen. `empty` is said of neither."""

    def __init__(self, *, empty: str, yes: str = "Yes", no: str = "No", **options: Any) -> None:
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda chosen: chosen == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": empty},
            **options,
        )


class RadioField(forms.ChoiceField):
    """One of a few answers, all of them in sight; `empty` is said of none, `wrong` of any other."""

    widget = forms.RadioSelect

    def __init__(self, *, empty: str = "", wrong: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.error_messages |= {"required": empty} if empty else {}
        self.error_messages |= {"invalid_choice": wrong} if wrong else {}


class _AsShown(forms.BoundField):
    def value(self) -> Any:
        return self.initial


class ReadField(Bounded, forms.IntegerField):
    """The number of what its page shows: a page that is drawn again shows what there is now, so it says that.

    Whoever was refused because something newer came has it before them, and the next answer counts for it.
    """

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_KEY, **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _AsShown(form, self, field_name)


class NumberField(Bounded, forms.IntegerField):
    """A whole number, with commas or without. Typed into a plain line: a browser's own loses letters.

    `of` names what it is about where a form asks the same of several, and its label is heard out of place.
    """

    def __init__(self, *, least: int = 0, most: int, of: str = "", **options: Any) -> None:
        self.of = of
        super().__init__(
            min_value=least,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12}),
            error_messages={
                "invalid": "Enter a whole number.",
                "min_value": f"Enter {least:,} or more.",
                "max_value": f"Enter {most:,} or less.",
            }
            | options.pop("error_messages", {}),
            **options,
        )

    def to_python(self, value: Any) -> int | None:
        self.bound(value)
        number: int | None = super().to_python(_COMMA.sub("", value) if isinstance(value, str) else value)
        return number
