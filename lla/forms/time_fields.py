"""Fields of days, hours and moments."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lla.forms.fields import Bounded
from lla.time import parsing


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


_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DayInput(_PickerInput, forms.DateInput):
    picker = "date"
    shows = _ISO_DAY


_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?")


class HourInput(_PickerInput, forms.TimeInput):
    picker = "time"
    shows = _CLOCK


class DayField(Bounded, forms.DateField):
    """A day since 2000, from the calendar or in the ways people write one."""

    default_validators = [parsing.validate_year]

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": "Enter a real date, such as 6 April 2027."}
        super().__init__(
            widget=options.pop("widget", None) or DayInput(format="%Y-%m-%d"),
            input_formats=parsing.WAYS_TO_WRITE_A_DAY,
            error_messages=messages | options.pop("error_messages", {}),
            **options,
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        return super().to_python(parsing.plain_day(value) if isinstance(value, str) else value)


class DayPartsInput(forms.MultiWidget):
    """Day, month and year, each typed into a box of its own; together they are one text of three lines."""

    template_name = "forms/widgets/day_parts.html"
    parts = ("day", "month", "year")

    def __init__(self) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs={**digits, "class": part}) for part in self.parts})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What stands in the boxes; without them the whole day, as other ways of sending one give it."""
        typed = super().value_from_datadict(data, files, name)
        if typed == [None] * len(self.parts):
            return data.get(name)
        return "\n".join((part or "").replace("\n", " ") for part in typed)

    def decompress(self, value: Any) -> list[str]:
        typed = value.isoformat() if isinstance(value, date) else value or ""
        if _ISO_DAY.fullmatch(typed):
            return [str(int(part)) for part in reversed(typed.split("-"))]
        return [*typed.split("\n"), "", "", ""][:3]


class KnownDayField(DayField):
    """A day that somebody remembers or reads off a paper, rather than looks for in a calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayPartsInput(), **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "\n" in value:
            typed = zip(DayPartsInput.parts, value.split("\n"), strict=False)
            missing = [part for part, words in typed if not words.strip()]
            if 0 < len(missing) < len(DayPartsInput.parts):
                raise ValidationError(f"Enter the {' and the '.join(missing)} too.", code="incomplete")
        return super().to_python(value)


class HourField(Bounded, forms.TimeField):
    """A time of day, as a browser's clock gives it or as people write one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=HourInput(format="%H:%M"),
            input_formats=parsing.WAYS_TO_WRITE_A_TIME,
            error_messages={"invalid": "Enter a time, such as 6.30 pm or 18:30."},
            **options,
        )

    def to_python(self, value: Any) -> Any:
        self.bound(value)
        return super().to_python(parsing.plain_hour(value) if isinstance(value, str) else value)


class _HiddenMoment(forms.SplitHiddenDateTimeWidget):
    """What a form began with, to the minute as its fields show it: else all would count as changed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, time_format="%H:%M")


class MomentField(forms.SplitDateTimeField):
    """A day and an hour in London, as one field of the desk."""

    hidden_widget = _HiddenMoment

    def __init__(self, **options: Any) -> None:
        forms.MultiValueField.__init__(self, (DayField(), HourField()), **options)

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list:
            return None
        for part, empty in zip(data_list, ("invalid_date", "invalid_time"), strict=True):
            if part in self.empty_values:
                raise ValidationError(self.error_messages[empty], code=empty)
        return parsing.moment(*data_list)


def typed_moment(form: forms.BaseForm, *, day: str = "day", hour: str = "hour") -> datetime | None:
    """The moment that two fields of a form say; what is wrong with it is told at the hour."""
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(hour)
    if on is None or at is None:
        return None
    try:
        return parsing.moment(on, at)
    except ValidationError as wrong:
        form.add_error(hour, wrong)
        return None
