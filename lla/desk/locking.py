"""Rows that are edited on the desk: whoever saves one learns what somebody else saved meanwhile."""

import hashlib
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.forms.models import _get_foreign_key, model_to_dict

from lla.acts.refusals import OVERTAKEN
from lla.forms.optimistic_locking import SEEN, Stored, in_words


class SeenForm(forms.ModelForm[Any]):
    """A form of the desk with a mark of what is stored; a second press on purpose saves all the same.

    `beside` are the models whose rows are edited on the same page. The row stays locked while it is checked.
    """

    beside: ClassVar[tuple[type[Model], ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Of what is stored here and in the rows beside, before anything typed is put into the row.
        self.mark = self._mark_of(self.instance) if self.instance.pk else ""

    def _mark_of(self, row: Model) -> str:
        stored = [_facts(row, list(self.fields))]
        for model in self.beside:
            key = _get_foreign_key(type(row), model)
            rows = model._default_manager.filter(**{key.name: row}).order_by("pk")
            stored += [_facts(each, None) for each in rows]
        return hashlib.sha256(repr(stored).encode()).hexdigest()

    @property
    def overtaken(self) -> bool:
        seen = self.data.get(SEEN, "") if self.is_bound else ""
        return bool(seen and self.instance.pk and seen != self.mark)

    @property
    def stored(self) -> list[Stored]:
        """For the page of somebody who was overtaken: what is saved now, beside what they typed."""
        if not self.overtaken:
            return []
        return [
            Stored(str(self[name].label), in_words(self.fields[name], self.initial[name]))
            for name in self.changed_data
            if name in self.initial
        ]

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.instance.pk and self.data.get(SEEN):
            rows = type(self.instance)._base_manager.select_for_update(no_key=True)
            self.mark = self._mark_of(rows.get(pk=self.instance.pk))
        if self.overtaken:
            self.add_error(None, OVERTAKEN)
        return cleaned


def _facts(row: Model, names: list[str] | None) -> list[tuple[str, str]]:
    """What a form of a row begins with, as words; of all its fields if none are named."""
    found = model_to_dict(row, fields=names)
    return sorted((name, _said(value)) for name, value in found.items())


def _said(value: Any) -> str:
    return str(sorted(str(one.pk) for one in value)) if isinstance(value, list) else str(value)
