"""What migrations leave when Django renders only the models that they change."""

from importlib.metadata import version

import pytest
from django.apps import apps
from django.contrib.contenttypes.management import RenameContentType
from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations.operations import AddField, AlterField, CreateModel, DeleteModel, RenameField
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from lla import migration_states
from lla.migration_operations import Batch

KEY = ("id", models.BigAutoField(primary_key=True))
NAME = ("name", models.CharField(max_length=20, unique=True))
HALLS = ProjectState()
for made in (
    ModelState("house", "Hall", [KEY, NAME]),
    ModelState("house", "GreatHall", [], bases=("house.Hall",)),
    ModelState(
        "house",
        "Seat",
        [
            KEY,
            NAME,
            ("hall", models.ForeignKey("house.hall", models.CASCADE, to_field="name", related_name="+")),
            ("before", models.ForeignKey("house.hall", models.CASCADE, related_name="+")),
        ],
    ),
):
    HALLS.add_model(made)

OURS = ("lla_", "organisers_", "motions_", "socialmedia_")
# Columns with what they hold, keys, and what refers to what. Names of constraints are left out, for a renamed
# table keeps its old ones; so are checks, for PostgreSQL words them by the type that a column had.
CATALOGUE = """
  SELECT relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
    || ' ' || attidentity::text || attgenerated::text
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
  UNION SELECT relname || ' ' || replace(pg_get_constraintdef(pg_constraint.oid), %(schema)s || '.', '')
  FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
  WHERE contype IN ('p', 'f', 'u') AND relnamespace = %(schema)s::regnamespace
"""


def catalogue(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE, {"schema": schema})
        return {line for (line,) in cursor.fetchall() if line.startswith(OURS)}


@pytest.mark.django_db
def test_a_migrated_database_is_the_one_that_the_models_of_today_describe() -> None:
    """Every table is made anew beside it, from the models alone."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA anew")
        cursor.execute("SET LOCAL search_path TO anew, public")
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO public")
    migrated, described = catalogue("public"), catalogue("anew")
    assert len(described) > 1000
    assert (sorted(migrated - described), sorted(described - migrated)) == ([], [])


@pytest.mark.parametrize(
    ("operation", "sparing"),
    [
        (CreateModel("Door", [KEY]), True),
        (AddField("seat", "row", models.IntegerField()), True),
        (AlterField("seat", "name", NAME[1]), True),
        (AlterField("hall", "name", NAME[1]), False),
        (AlterField("hall", "id", KEY[1]), False),
        (Batch([AddField("seat", "row", models.IntegerField())]), True),
        (Batch([AlterField("hall", "name", NAME[1])]), False),
        (RenameField("seat", "name", "label"), False),
        (DeleteModel("seat"), False),
        (RenameContentType("house", "hall", "room"), True),
    ],
    ids=str,
)
def test_a_migration_has_a_whole_state_where_a_step_asks_what_is_related(
    operation: Operation, sparing: bool
) -> None:
    migration = type("Migration", (Migration,), {"operations": [operation]})("0002", "house")
    assert migration_states.is_of_single_models(migration, HALLS) is sparing


def test_a_change_renders_its_model_and_those_that_inherit_from_it() -> None:
    state = HALLS.clone()
    assert migration_states._itself(state, "house", "hall") == {("house", "hall"), ("house", "greathall")}
    assert migration_states._itself(state, "house", "seat") == {("house", "seat")}
    assert state.is_delayed


def test_what_it_goes_by_was_checked_with_the_version_that_is_pinned() -> None:
    """Another version: look at what the module says it goes by, then raise its figure."""
    assert version("django") == migration_states.CHECKED_WITH
