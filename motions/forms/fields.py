"""Fields that several forms of motions share: many email addresses, a group, one of a few rows."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from lla import mailboxes
from lla.fields import validate_mailbox
from lla.forms import AddressesInput, Bounded
from lla.functions import InOrder
from lla.words import one_line
from organisers.models import Group

from ..rules import INVITED_AT_ONCE

MOST_TYPED = INVITED_AT_ONCE * (mailboxes.LONGEST + 100)  # an address with a name before it
_APART = re.compile(r"[;\n]")
_QUOTED = re.compile(r'["“”][^"“”\n]*["“”]')
_ENDS_NAMED = re.compile(r"<[^<>]*@[^<>]*> *$")


class AddressesField(Bounded, forms.CharField):
    """Many email addresses: on lines of their own or after commas, as an address book copies them."""

    widget = AddressesInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_TYPED, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = map(mailboxes.canonical, _addresses(super().clean(value)))
        found = {mailboxes.key(address): address for address in typed}
        wrong = [address for address in found.values() if not _is_address(address)]
        if wrong:
            raise ValidationError([f"“{address[:80]}” is not an email address." for address in wrong[:5]])
        if len(found) > INVITED_AT_ONCE:
            words = f"These are {len(found)} addresses. Enter up to {INVITED_AT_ONCE} at a time."
            raise ValidationError(words)
        widget: Any = self.widget
        widget.ask_about_slips(found.values())
        return tuple(found.values())


def _addresses(typed: str) -> Iterator[str]:
    """Each address that was typed; a piece without one comes back whole, to be told of once.

    Names in quotation marks go first, for there may be commas in them; so may there be in the name of one
    who stands alone between semicolons, as Outlook writes them.
    """
    for part in _APART.split(_QUOTED.sub(" ", typed)):
        lone = part.count("@") == 1 and _ENDS_NAMED.search(part)
        for piece in [part] if lone else part.split(","):
            if "<" in piece:
                yield one_line(mailboxes.bare(piece))
            elif "@" in piece:
                yield from map(mailboxes.bare, one_line(piece).split())
            elif words := one_line(piece):
                yield words


def _is_address(address: str) -> bool:
    try:
        validate_mailbox(address)
    except ValidationError:
        return False
    return len(address) <= mailboxes.LONGEST


class _ByRegion(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        yield ("", "Choose your group")
        groups = self.queryset.select_related("region").order_by(
            "region__order", InOrder("region__name"), InOrder("name")
        )
        for region, members in groupby(groups, key=lambda group: group.region):
            yield (region.name, [self.choice(group) for group in members])


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An affiliated group, found under its region."""

    iterator = _ByRegion

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Group.objects.none(), **options)
        self.error_messages["invalid_choice"] = "Choose one of the affiliated groups."


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
