"""What the rules or the database do not allow now, in sentences."""

from django.core.exceptions import ValidationError
from django.db.models import Model

OVERTAKEN = (
    "Somebody saved this while you were writing, or you did in another window. What you typed is still here "
    "and not saved; what is saved now is shown with it. Compare the two and save again."
)


class NotAllowed(Exception):
    """An act that the rules do not allow now; `reasons` are whole sentences for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def allow(reasons: list[str]) -> None:
    """Let an act go on when the rules have nothing against it."""
    if reasons:
        raise NotAllowed(reasons)


def why_not_fit(row: Model) -> list[str]:
    """What the database would refuse of a row beside others, in the sentences of its own constraints.

    A row may belong to one that is not saved yet, which no other can stand in the way of.
    """
    fields = (field for field in row._meta.concrete_fields if field.is_relation and not field.null)
    unsaved = {field.name for field in fields if getattr(row, field.attname) is None}
    try:
        row.clean()
        row.validate_constraints(exclude=unsaved)
    except ValidationError as refused:
        return list(refused.messages)
    return []
