"""Fields for people of the team and the leadership who are kept out of a matter."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lla.accounts.models import User
from lla.forms.base import offer
from lla.words.functions import SortKey


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some people out of the team of today and the leadership."""

    def __init__(self, **options: Any) -> None:
        super().__init__(User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False, **options)
        self.error_messages["invalid_choice"] = "Choose people in the team or the leadership."


def offer_people(form: forms.BaseForm, name: str, people: Iterable[User]) -> None:
    """Let a field choose from these people."""
    rows = User.objects.filter(pk__in=[user.pk for user in people])
    offer(form, name, rows.order_by(SortKey("name"), "pk"))
