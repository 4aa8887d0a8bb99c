"""Append-only tables: the database itself refuses to change, remove or empty what happened."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from lla.acts.models import Event
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db

RECORDS = [model for model in apps.get_models() if issubclass(model, Event)]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_record_is_guarded_in_the_database(model: type[Event]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'",
            [model._meta.db_table],
        )
        names = {name.removeprefix("pgtrigger_").rpartition("_")[0] for (name,) in cursor.fetchall()}
    assert {"append_only", "never_emptied"} <= names


@pytest.mark.parametrize(
    "attack",
    ["UPDATE {table} SET act = 'forged'", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"],
)
def test_what_happened_cannot_be_changed_removed_or_emptied(attack: str) -> None:
    motion = make_motion()
    events = motion.events.count()
    assert events > 0
    with (
        connection.cursor() as cursor
    ):  # what waits for the commit would forbid emptying before our trigger does
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    table = motion.events.model._meta.db_table
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(table=table))
    assert (motion.events.count(), motion.events.filter(act="forged").count()) == (events, 0)
