"""States of migrations, of which Django renders only the model that a step changes.

Otherwise it renders a model with all that is related to it, near and far, for each field that is added: four
fifths of the time of filling an empty database. Steps that ask more of a state than one model have it whole.
"""

from functools import partial

from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import (
    AddField,
    AlterField,
    AlterModelOptions,
    CreateModel,
    RemoveField,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import field_is_referenced

from lla.migration_operations import Batch

CHECKED_WITH = "5.2.19"  # of Django: ProjectState._find_reload_model and .is_delayed, Migration.apply

# Steps written in Python find a state marked as delayed, and have every model rendered anew.
OF_ONE_MODEL = (
    CreateModel,
    AddField,
    RemoveField,
    AlterModelOptions,
    IndexOperation,  # constraints and triggers too
    RunPython,
    RunSQL,
)


class SparingExecutor(MigrationExecutor):
    """Django's, sparing with the models that it renders."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if not is_of_single_models(migration, state):
            state.__dict__.pop("apps", None)  # what is related may have been left as it was
            return super().apply_migration(state, migration, fake, fake_initial)
        state._find_reload_model = partial(_itself, state)  # type: ignore[attr-defined]
        try:
            return super().apply_migration(state, migration, fake, fake_initial)
        finally:
            del state._find_reload_model  # type: ignore[attr-defined]


def is_of_single_models(migration: Migration, state: ProjectState) -> bool:
    """Whether no step asks what is related to its model: none renames, none changes what others refer to."""
    return all(_is_of_one_model(operation, migration.app_label, state) for operation in migration.operations)


def _is_of_one_model(operation: Operation, app_label: str, state: ProjectState) -> bool:
    if isinstance(operation, Batch):
        return all(_is_of_one_model(step, app_label, state) for step in operation.operations)
    if isinstance(operation, AlterField):
        key, field = (app_label, operation.model_name_lower), (operation.name, operation.field)
        return not (
            operation.field.unique and field_is_referenced(state, key, field)
        )  # a primary key is unique
    return isinstance(operation, OF_ONE_MODEL)


def _itself(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """The model and those that inherit from it; Django is told that others may be behind."""
    state.is_delayed = True
    found = {(app_label, model_name)}
    for (label, name), model in state.models.items():
        bases = {base.lower() for base in model.bases if isinstance(base, str)}
        if f"{app_label}.{model_name}".lower() in bases:
            found |= _itself(state, label, name)
    return found
