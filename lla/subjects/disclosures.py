"""What a person is told of a row: a list of its fields, under the names that the model itself gives them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model, Q
from django.utils.text import capfirst

from lla.accounts.models import User
from lla.subjects.registry import Row, Section, facts

ITSELF = "__str__"  # a row in its own words, as the admin site calls it
# The name of a field, or a label of our own with a field or with what makes its value of the row.
Field = str | tuple[str, str | Callable[[Any], object]]


def section(model: type[Model], heading: str, rows: Iterable[Any], fields: Sequence[Field]) -> Section:
    """The rows of one table, each told by these fields."""
    return Section(model, heading, tuple(fields_of(row, fields) for row in rows))


def fields_of(row: Any, fields: Iterable[Field]) -> Row:
    """Some fields of a row in words; a field of a related row is named as in a query, `duty__on`."""
    return facts(*(_field(row, field) for field in fields))


def _field(row: Any, field: Field) -> tuple[str, object]:
    """A label and a value."""
    if isinstance(field, tuple):
        label, source = field
        return label, source(row) if callable(source) else _value(row, source)
    if field == ITSELF:
        return capfirst(str(row._meta.verbose_name)), row
    return _label(*_reach(row, field)), _value(row, field)


def _value(row: Any, path: str) -> object:
    """What a field holds; the words of what was chosen."""
    if path == ITSELF:
        return row
    row, name = _reach(row, path)
    chosen = getattr(row, f"get_{name}_display", None)
    return chosen() if chosen else getattr(row, name)


def _reach(row: Any, path: str) -> tuple[Any, str]:
    """The row that a path leads to, and the name of its field there."""
    *relations, name = path.split("__")
    for relation in relations:
        row = getattr(row, relation)
    return row, name


def _label(row: Model, name: str) -> str:
    field: Any = row._meta.get_field(name)
    return capfirst(str(field.verbose_name))


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The rows of one table that name a user, and which fields of them that user is told.

    Where several fields can name somebody, they are told which do. `withheld` says of a field whether one
    row keeps it from this user; `beside` are relations that the words of related rows need.
    """

    model: type[Model]
    heading: str
    named_by: Sequence[str]
    fields: Sequence[str]
    withheld: Mapping[str, Callable[[Any, User], bool]] = field(default_factory=dict)
    beside: Sequence[str] = ()

    def section(self, user: User) -> Section:
        named = Q()
        for name in self.named_by:
            named |= Q((name, user))
        rows = self.model._default_manager.filter(named).select_related(*self._relations()).order_by("pk")
        return Section(self.model, self.heading, tuple(self._row(row, user) for row in rows))

    def _relations(self) -> set[str]:
        """What is read along with the rows, so that one query finds them."""
        paths = {name: get_fields_from_path(self.model, name) for name in self.fields if name != ITSELF}
        related = {name for name, path in paths.items() if path[-1].is_relation}
        through = {name.rpartition("__")[0] for name in (*self.fields, *self.named_by) if name != ITSELF}
        return (related | through | set(self.beside)) - {""}

    def _row(self, row: Model, user: User) -> Row:
        told = [
            name for name in self.fields if not (name in self.withheld and self.withheld[name](row, user))
        ]
        if len(self.named_by) == 1:
            return fields_of(row, told)
        reached = (_reach(row, name) for name in self.named_by)
        names = [_label(end, name) for end, name in reached if getattr(end, f"{name}_id") == user.pk]
        return facts(("Where you are named", names)) + fields_of(row, told)
