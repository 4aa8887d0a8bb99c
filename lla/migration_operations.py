"""Operations of migrations beside Django's own."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState


class Batch(Operation):
    """Changes of the schema between two states, for which Django renders its models once.

    Otherwise it renders a model and all that is related to it after each change, which takes most of the
    time of filling an empty database. A table that is made here is made as it stands at the end, with the
    fields, indexes and constraints that later operations add. Apart from that, no field may be changed twice
    in a batch, and rows are moved outside it.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Sequence[Operation]], dict[str, object]]:
        return (type(self).__name__, [self.operations], {})

    @property
    def reversible(self) -> bool:  # type: ignore[override]
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # rendered again when somebody asks for them
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._without(AddField, AddIndex, AddConstraint):
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(
            self._without(AddField, IndexOperation)
        ):  # triggers go with their table too
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _without(self, *kinds: type[Operation]) -> list[Operation]:
        """The operations, but not those of the kinds that come and go with a table made here."""
        made = {create.name_lower for create in self.operations if isinstance(create, CreateModel)}
        return [
            operation
            for operation in self.operations
            if not (isinstance(operation, kinds) and getattr(operation, "model_name_lower", "") in made)
        ]

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)
