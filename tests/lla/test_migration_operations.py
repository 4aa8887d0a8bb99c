"""A batch of changes leaves the tables that its operations would leave one by one, and takes them back."""

from collections.abc import Sequence

import pgtrigger
import pytest
from django.db import connection, models
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveField,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from lla.migration_operations import Batch

pytestmark = pytest.mark.django_db

TABLES = [
    CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]),
    CreateModel("Seat", [("id", models.BigAutoField(primary_key=True)), ("row", models.IntegerField())]),
    AddField("seat", "hall", models.ForeignKey("house.hall", models.CASCADE)),
    AddField("hall", "helpers", models.ManyToManyField("house.seat", related_name="+")),
    AddIndex("seat", models.Index(fields=["row"], name="seat_row")),
    AddConstraint("seat", models.UniqueConstraint(fields=["hall", "row"], name="one_seat")),
    AddConstraint("seat", models.CheckConstraint(condition=models.Q(row__gt=0), name="rows_count_from_one")),
    AddTrigger("seat", pgtrigger.Protect(name="seats_stay", operation=pgtrigger.Delete)),
]
CHANGES = [
    RemoveField("hall", "helpers"),
    AddField("hall", "name", models.CharField(max_length=20, default="Hall")),
    AlterField("seat", "row", models.BigIntegerField(null=True)),
    AddIndex("hall", models.Index(fields=["name"], name="hall_name")),
]
CATALOGUE = """
  SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
  FROM information_schema.columns WHERE table_name LIKE 'house_%'
  UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE conrelid::regclass::text LIKE 'house_%'
  UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger
  WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'house_%'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'house_%'
"""


def apply(operation: Operation, before: ProjectState) -> ProjectState:
    after = before.clone()
    operation.state_forwards("house", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("house", editor, before, after)
    return after


def catalogue() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return {line for (line,) in cursor.fetchall()}


def take_back(operation: Operation, after: ProjectState, before: ProjectState) -> None:
    with connection.schema_editor() as editor:
        operation.database_backwards("house", editor, after, before)


@pytest.mark.parametrize("changes", [[], CHANGES], ids=["tables", "changes"])
def test_a_batch_is_its_operations(changes: Sequence[Operation]) -> None:
    state = ProjectState()
    states = [state, *(state := apply(operation, state) for operation in [*TABLES, *changes])]
    by_steps, models_by_steps = catalogue(), states[-1].models
    for number, operation in reversed([*enumerate([*TABLES, *changes])]):
        take_back(operation, states[number + 1], states[number])
    assert (catalogue(), len(by_steps) > 10) == (set(), True)

    made = apply(Batch(TABLES), ProjectState())
    tables = catalogue()
    changed = apply(Batch(changes), made)
    assert (catalogue(), changed.models) == (by_steps, models_by_steps)
    take_back(Batch(changes), changed, made)
    assert catalogue() == tables
    take_back(Batch(TABLES), made, ProjectState())
    assert catalogue() == set()
