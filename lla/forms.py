"""What every form of ours shares: how it is drawn, how words are cleaned, and the trap for programs."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from lla import mailboxes, typed_moments, web_addresses
from lla.fields import validate_mailbox
from lla.moments import clock_in_words
from lla.papers import glyphs
from lla.refusals import NotAllowed, TooMany
from lla.slips import likely_meant
from lla.text import TYPED_FOR_A_LETTER, as_typed, normalise, told_joined, too_much, why_too_large
from lla.words import breaks_a_line, one_line

Row = TypeVar("Row", bound=Model)
TOO_LONG = "This has %(show_value)d characters. The limit is %(limit_value)d."
MOST_SIGNS_NAMED = 5
LONGEST_ENTRY = 200  # characters of a day, an hour or a number, however it is written
SLIP = "“{address}”: did you mean {meant}? Correct it, or send the form again if it is right."
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?")


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
    """Words of many lines, such as a message or a reason, kept as they were typed."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 100_000, **options: Any) -> None:
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


class _PickerInput(forms.DateTimeInput):
    """The browser's own picker; what it could not show (a slip of the pen) stays as it was typed."""

    picker = ""
    shows: re.Pattern[str]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"] or ""
        can_show = not shown or self.shows.fullmatch(str(shown))
        context["widget"]["type"] = self.picker if can_show else "text"
        return context


class DayInput(_PickerInput, forms.DateInput):
    picker = "date"
    shows = _ISO_DAY


class HourInput(_PickerInput, forms.TimeInput):
    picker = "time"
    shows = _CLOCK


class DayField(Bounded, forms.DateField):
    """A day since 2000, from the calendar or in the ways people write one."""

    default_validators = [typed_moments.check_year]

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": "Enter a real date, such as 6 April 2027."}
        super().__init__(
            widget=options.pop("widget", None) or DayInput(format="%Y-%m-%d"),
            input_formats=typed_moments.WAYS_TO_WRITE_A_DAY,
            error_messages=messages | options.pop("error_messages", {}),
            **options,
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        return super().to_python(typed_moments.plain_day(value) if isinstance(value, str) else value)


class HourField(Bounded, forms.TimeField):
    """A time of day, as a browser's clock gives it or as people write one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=HourInput(format="%H:%M"),
            input_formats=typed_moments.WAYS_TO_WRITE_A_TIME,
            error_messages={"invalid": "Enter a time, such as 6.30 pm or 18:30."},
            **options,
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        return super().to_python(typed_moments.plain_hour(value) if isinstance(value, str) else value)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour in London, as one field of the desk."""

    def __init__(self, **options: Any) -> None:
        forms.MultiValueField.__init__(self, (DayField(), HourField()), **options)

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list:
            return None
        for part, empty in zip(data_list, ("invalid_date", "invalid_time"), strict=True):
            if part in self.empty_values:
                raise ValidationError(self.error_messages[empty], code=empty)
        return typed_moments.moment(*data_list)


def typed_moment(form: forms.BaseForm, *, day: str = "day", hour: str = "hour") -> datetime | None:
    """The moment that two fields of a form say; what is wrong with it is told at the hour."""
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(hour)
    if on is None or at is None:
        return None
    try:
        return typed_moments.moment(on, at)
    except ValidationError as wrong:
        form.add_error(hour, wrong)
        return None


def asked_name(name: str) -> str:
    """Under which name a form says which addresses of a field have been asked about."""
    return f"{name}-asked"


class NumberField(Bounded, forms.IntegerField):
    """A whole number, with commas or without. Typed into a plain line: a browser's own loses letters."""

    def __init__(self, *, least: int = 0, most: int, **options: Any) -> None:
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


class WebAddressField(Bounded, forms.URLField):
    """An address on the web that shows where it leads; without its beginning it is taken as https."""

    def __init__(self, *, max_length: int = 500, **options: Any) -> None:
        messages = {"invalid": web_addresses.NO_ADDRESS} | options.pop("error_messages", {})
        super().__init__(max_length=max_length, assume_scheme="https", error_messages=messages, **options)
        self.widget.attrs.update(spellcheck="false", autocomplete="off")

    def run_validators(self, value: str) -> None:
        """One sentence on what is wrong with an address, however many checks it fails."""
        if value and (reason := web_addresses.why_not(value)):
            raise ValidationError(reason if reason == web_addresses.HIDES else self.error_messages["invalid"])
        super().run_validators(value)


class AddressInput(forms.EmailInput):
    """An input that carries along which addresses in it have been asked about already."""

    template_name = "forms/widgets/addresses.html"
    sent = ""
    asking: str | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.sent = data.get(asked_name(name), "")
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        asked = {"name": asked_name(name), "value": self.sent if self.asking is None else self.asking}
        return {**context, "asked": asked}

    def ask_about_slips(self, addresses: Iterable[str]) -> None:
        """Ask once about addresses that look mistyped; whoever sends them unchanged means them."""
        meant = {address: likely for address in addresses if (likely := likely_meant(address))}
        self.asking = " ".join(meant)
        if meant and self.asking != self.sent:
            raise ValidationError([SLIP.format(address=typed, meant=meant[typed]) for typed in meant])


class AddressesInput(AddressInput, forms.Textarea):
    """Many addresses, on lines of their own."""

    template_name = "forms/widgets/addresses_area.html"


class AddressField(Bounded, forms.EmailField):
    """One email address. A likely slip is asked about, but where an address is only looked up."""

    widget = AddressInput
    default_validators = [validate_mailbox]

    def __init__(self, *, looked_up: bool = False, **options: Any) -> None:
        super().__init__(max_length=mailboxes.LONGEST, **options)
        self.looked_up = looked_up
        self.widget.attrs.update(autocomplete="email", spellcheck="false")

    def to_python(self, value: Any) -> str:
        return mailboxes.canonical(mailboxes.bare(super().to_python(value) or ""))

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if not self.looked_up:
            widget: Any = self.widget
            widget.ask_about_slips([address])
        return address


class HouseForm(forms.BaseForm):
    """How a form of ours is drawn and what it says of an empty field; the page holds the form tag."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"“{field.label or 'This'}” is empty. Fill it in."
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


def sent(request: HttpRequest) -> QueryDict | None:
    """What a page's form is filled with: what was sent to it, or nothing when it is only opened."""
    return request.POST if request.method == "POST" else None


@contextmanager
def told_on(form: forms.BaseForm) -> Iterator[None]:
    """Turn a refusal into sentences on top of the form, so that what was typed comes back with them."""
    try:
        yield
    except NotAllowed as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
    except TooMany as refusal:
        again = clock_in_words(refusal.until)
        form.add_error(
            None,
            f"This was sent too often from your connection. Nothing is lost. Send it again after {again}.",
        )
