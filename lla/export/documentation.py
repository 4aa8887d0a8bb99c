"""What each table and column means, taken from the models, for whoever reads the files without our code."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from .tables import LEFT_OUT, Table

README = """\
{organisation}: everything its website held on {day}
{line}

Keep this folder encrypted: it names members, contacts and what they allowed.

manifest.json   how many rows each table has, and the SHA-256 of every file here
tables.json     what each table and each of its columns means, from the same moment
tables/         one file a table, one JSON object a line, in the order of its key
papers/         the public papers as they are printed, to read without any program of ours
files/          what people uploaded, under the names that the tables give

Moments are in UTC. A column that refers to another table holds its key; tables.json says which.
An append-only table (its text says so) was never changed after a row was written.
The texts of motions are in motions_revision.

Not here, and why:

{left_out}

To check this folder: sha256sum of each file against manifest.json, or with the program that wrote it
`lla rehearse_export FOLDER`, which reads everything back into an empty database and compares.
"""


def readme(*, organisation: str, day: str) -> str:
    left_out = "\n".join(f"- {table}: {why}" for table, why in LEFT_OUT.items())
    title = f"{organisation}: everything its website held on {day}"
    return README.format(organisation=organisation, day=day, line="=" * len(title), left_out=left_out)


def describe(tables: Iterable[Table]) -> dict[str, Any]:
    """By table: what a row is, its key, and of each column its type, meaning, choices and reference."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {table.name: _described(table, models[table.name]) for table in tables}


def _described(table: Table, model: type[Model]) -> dict[str, Any]:
    fields = {field.column: field for field in model._meta.concrete_fields}
    return {
        "is": str(model._meta.verbose_name),
        "about": _about(model),
        "key": table.key,
        "columns": {column: _column(fields[column]) for column in table.columns},
    }


def _about(model: type[Model]) -> str:
    """The model's own first paragraph, unless Django or a library made it up."""
    words = (model.__doc__ or "").strip().partition("\n\n")[0]
    return "" if words.startswith(f"{model.__name__}(") else " ".join(words.split())


def _column(field: Field[Any, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {"is": str(field.verbose_name), "type": field.db_type(connection)}
    if field.help_text:
        described["about"] = str(field.help_text)
    if field.null:
        described["may_be_empty"] = True
    if field.flatchoices:
        described["choices"] = {str(value): str(label) for value, label in field.flatchoices}
    if field.remote_field:
        described["refers_to"] = field.remote_field.model._meta.db_table
    return described
