"""What is typed about a spreadsheet of figures, and how its cells are read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lla.acts.refusals import NotAllowed
from lla.forms.base import Form
from lla.forms.fields import Bounded, NumberField, RadioField
from lla.forms.sheet_columns import ColumnsForm as SheetColumnsForm
from lla.forms.time_fields import DayField
from lla.papers.spreadsheets import csv_file
from lla.sheets import uploads
from lla.sheets.tables import LARGEST_FILE, Table
from lla.time import weeks
from lla.words.functions import SortKey

from ..channels.models import Channel
from ..statistics.forms import MOST
from . import selectors
from .choices import About, Column
from .columns import CHOICES, FIGURES, REQUIRED
from .matching import Row

LONGEST = 300_000  # characters: what a page carries along from one step to the next
TOO_LONG = "This is too much at once. Divide it into several spreadsheets."
ONE_OF_TWO = "Choose a file, or paste the table."
SHOWN = 40


class SheetField(Bounded, forms.CharField):
    """A table as text, its lines and tabs as they are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, strip=False, error_messages={"max_length": TOO_LONG}, **options)


class FactsForm(Form):
    """What is true of all rows."""

    about = RadioField(
        label="What are the figures about?",
        choices=About,
        wrong="Choose one of the two.",
        initial=About.WEEKS,
    )
    channel = forms.ModelChoiceField(
        Channel.objects.standing().order_by("platform__order", SortKey("name")),
        required=False,
        label="Channel of rows that do not name one",
        empty_label="Every row names it",
        error_messages={"invalid_choice": "Choose a channel from the list."},
    )
    on = DayField(
        label="Day on which the figures of posts were read",
        required=False,
        help_text="For rows that do not say it. Blank means today.",
    )


class UploadForm(FactsForm):
    """The spreadsheet, as a file or pasted."""

    file = forms.FileField(
        label="Spreadsheet",
        required=False,
        allow_empty_file=True,
        help_text="Excel (.xlsx) or CSV, up to 1,000 rows. We read it and do not keep it.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    pasted = SheetField(
        label="Or paste the table",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="With the names of its columns, as it is copied from a spreadsheet.",
    )
    field_order = ("about", "file", "pasted", "channel", "on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), str(cleaned.get("pasted") or "")
        if "file" in self.errors or "pasted" in self.errors:
            return cleaned
        if not file and not pasted.strip():
            self.add_error("file", ONE_OF_TWO)
            return cleaned
        field, content = ("file", file.read(LARGEST_FILE + 1)) if file else ("pasted", pasted.encode())
        try:
            self.table = uploads.read_table(content)
            if len(carried(self.table)) > LONGEST:
                raise NotAllowed([TOO_LONG])
        except NotAllowed as refused:
            self.add_error(field, ValidationError(refused.reasons))
        return cleaned


class CarriedForm(FactsForm):
    """The same as the page carries it along, unseen."""

    content = SheetField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    def clean_content(self) -> str:
        content: str = self.cleaned_data["content"]
        try:
            self.table = uploads.read_table(content.encode())
        except NotAllowed as refused:
            raise ValidationError(refused.reasons) from None
        return content


def carried(table: Table) -> str:
    """A table as a page carries it along."""
    lines = [table.head, *(row.cells for row in table.rows)]
    return csv_file(lines).decode("utf-8-sig")


class ColumnsForm(SheetColumnsForm):
    """What each column of the figures means."""

    def __init__(self, *args: Any, table: Table, columns: Sequence[str], about: str) -> None:
        super().__init__(
            *args, table=table, columns=columns, choices=CHOICES[about], required=REQUIRED[about]
        )


def read_rows(table: Table, columns: Sequence[str], about: str, *, on: date) -> list[Row]:
    """The rows as their columns are said to mean; `on` is the day of a post's row that says none."""
    meaning = {column: index for index, column in enumerate(columns) if column}
    return [
        _read_row(row.number, {name: row.cells[at] for name, at in meaning.items()}, about, on)
        for row in table.rows
    ]


_NUMBER = NumberField(most=MOST)
_DAY = DayField()


def _read_row(number: int, cells: Mapping[str, str], about: str, on: date) -> Row:
    problems: list[str] = []
    figures = {}
    for column in FIGURES[about]:
        cell = cells.get(column, "").strip()
        if cell and (value := _read(_NUMBER, column, cell, problems)) is not None:
            figures[str(column)] = int(value)
    cell = cells.get(Column.DAY, "").strip()
    day = weeks.read(cell) or (_read(_DAY, Column.DAY, cell, problems) if cell else None)
    if about == About.POSTS:
        name, day = selectors.link_key(cells.get(Column.LINK, "")), day or (None if cell else on)
    else:
        name, day = selectors.name_key(cells.get(Column.CHANNEL, "")), weeks.monday_of(day) if day else None
    return Row(number, name, day, figures, tuple(problems))


def _read(field: forms.Field, column: Column, cell: str, problems: list[str]) -> Any:
    try:
        return field.clean(cell)
    except ValidationError as wrong:
        problems.append(f"{column.label}, “{cell[:SHOWN]}”: {wrong.messages[0]}")
        return None
