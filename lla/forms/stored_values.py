"""Values that a form stores: the marks by which they are known, in words, and as a browser sends them.

Marks are joined into one text, which a page carries: "day:3f…,title:9a…".
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from lla.time.wording import day_in_words, moment_in_words

NEXT, _OF = ",", ":"
NOTHING = "Nothing"


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in one field now, in words, where something else was typed."""

    label: str
    words: str


def mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def marks_of(values: Mapping[str, Any]) -> dict[str, str]:
    """A mark of each value; what is empty has none."""
    told = {name: _told(value) for name, value in values.items()}
    return {name: mark(words) for name, words in told.items() if words}


def joined(marks: Mapping[str, str]) -> str:
    return NEXT.join(f"{name}{_OF}{mark}" for name, mark in sorted(marks.items()))


def read(text: str) -> dict[str, str]:
    """The marks that were joined into a text; what is none in it is left out."""
    return dict(mark.split(_OF, 1) for mark in text.split(NEXT) if _OF in mark)


def _told(value: Any) -> str:
    """The same for a value as it is stored and as it comes back from a page that nobody touched.

    Rows are marked by their keys: in which order and by which names they are shown does not matter.
    """
    if value is None or value is False or value == [] or (isinstance(value, QuerySet) and not value):
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0).astimezone(UTC).isoformat()
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    if isinstance(value, list | tuple | QuerySet) and all(isinstance(each, Model) for each in value):
        return str(sorted(each.pk for each in value))
    return str(value)


def in_words(field: forms.Field, value: Any) -> str:
    """A stored value as a person reads it: the words of a choice, not its key."""
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(in_words(field, one) for one in value) or NOTHING
    if isinstance(field, forms.BooleanField):
        return "Ticked" if field.to_python(value) else "Not ticked"
    if isinstance(field, forms.ChoiceField):
        named = dict(_flat(field.choices))
        return str(named.get(str(field.prepare_value(value)), NOTHING))
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    return str(value if value is not None else "") or NOTHING


def _flat(choices: Any) -> Any:
    """Pairs of key and words, those of groups of choices too."""
    for key, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        elif str(key):
            yield str(key), str(words)


def put(data: Any, field: forms.BoundField, value: Any) -> None:
    """Write a value into what a browser sent, as the field's own page would send it."""
    widget, name, value = field.field.widget, field.html_name, field.field.prepare_value(value)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets, widget.decompress(value) or (), strict=True)
        for at, (part, each) in enumerate(parts):
            data[f"{name}_{at}"] = part.format_value(each) or ""
    elif isinstance(widget, forms.CheckboxInput):
        data[name] = "on" if value else ""
    elif isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        sent = [str(each) for each in value or ()]
        data.setlist(name, sent) if isinstance(data, QueryDict) else data.update({name: sent})
    elif isinstance(widget, forms.widgets.ChoiceWidget):
        data[name] = "" if value is None else str(value)
    else:
        data[name] = widget.format_value(value) or ""
