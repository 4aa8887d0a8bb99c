"""Saying what each column of a spreadsheet means: guessed, to be corrected."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Choices

from lla.forms.base import Form
from lla.sheets.tables import Table

SAMPLES, SHOWN = 3, 40
LEFT_OUT = "none"
TWICE = "“{column}” is chosen for two columns. Choose it for one of them."
NEEDED = "Say which column is “{column}”."


class ColumnsForm(Form):
    """What each column means; beneath its name stands some of what is in it."""

    def __init__(
        self,
        *args: Any,
        table: Table,
        columns: Sequence[str],
        choices: Iterable[Choices],
        required: Iterable[Choices],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._labels = {choice.value: str(choice.label) for choice in choices}
        self._required = [choice.value for choice in required]
        self._columns = [f"column{index}" for index in range(len(table.head))]
        for index, (name, column) in enumerate(zip(table.head, columns, strict=True)):
            samples = dict.fromkeys(row.cells[index] for row in table.rows if row.cells[index])
            shown = " · ".join(sample[:SHOWN] for sample in list(samples)[:SAMPLES])
            self.fields[self._columns[index]] = forms.ChoiceField(
                label=name or f"Column {index + 1}, without a name",
                choices=[(LEFT_OUT, "Leave it out"), *self._labels.items()],
                initial=column or LEFT_OUT,
                help_text=f"For example: {shown}" if shown else "Nothing is in it.",
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in self._columns:
            column = typed.get(name, LEFT_OUT)
            if column != LEFT_OUT and column in seen:
                self.add_error(name, TWICE.format(column=self._labels[column]))
            seen.add(column)
        for needed in self._required:
            if needed not in seen:
                self.add_error(None, NEEDED.format(column=self._labels[needed]))
        return typed

    @property
    def columns(self) -> tuple[str, ...]:
        named = (self.cleaned_data[name] for name in self._columns)
        return tuple("" if column == LEFT_OUT else column for column in named)
