"""Columns that several apps have: an email address in the form in which addresses are compared."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import IntegrityError, models, transaction
from django.db.models.lookups import IExact

from lla.addresses import email

_looks_like_an_address = EmailValidator(message=email.NOT_AN_ADDRESS)


def validate_mailbox(address: str) -> None:
    """Raise ValidationError for what is no address, or one that no email reaches from elsewhere."""
    if reasons := email.why_not(address):
        raise ValidationError(reasons)
    _looks_like_an_address(address)


class MailboxField(models.EmailField):  # type: ignore[type-arg]
    """An email address, kept in its canonical form whoever writes it."""

    default_validators = [validate_mailbox]

    def to_python(self, value: Any) -> Any:
        return _canonical(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return _canonical(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        kept = _canonical(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, kept)
        return kept


@MailboxField.register_lookup
class SameMailbox(IExact):
    """Whether a kept address is one mailbox with another, however that is written."""

    def get_prep_lookup(self) -> Any:
        return _canonical(super().get_prep_lookup())


def _canonical(value: Any) -> Any:
    return email.canonical(value) if isinstance(value, str) else value


def put_in_one_form(
    rows: models.QuerySet[Any],
    *names: str,
    taken: Callable[[models.QuerySet[Any]], object],
    within: str = "",
    weight: Callable[[Any], Any] | None = None,
) -> None:
    """Bring stored addresses into their canonical form, for a migration.

    Where a constraint says that the mailbox is there already, in a row of the same `within`, `taken` decides
    what becomes of the row that weighs less, or without `weight` of the one in which it was written
    otherwise. With weight it has to leave the address to the other row. No row is removed.
    """
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        row = rows.filter(pk=pk)
        kept = row.values(*names).get()  # as it is by now: it may have been another's twin
        changed = {name: new for name, old in kept.items() if (new := _canonical(old)) != old}
        if not changed:
            continue
        try:
            with transaction.atomic():
                row.update(**changed)
        except IntegrityError:
            twin = _twin(rows, row.get(), names[0], within) if weight else None
            if weight and twin and weight(row.get()) > weight(twin.get()):
                taken(twin)
                row.update(**changed)
            else:
                taken(row)


def _twin(rows: models.QuerySet[Any], row: Any, name: str, within: str) -> models.QuerySet[Any]:
    """The other row that has the mailbox of this one."""
    same = {f"{name}__iexact": getattr(row, name)} | ({within: getattr(row, within)} if within else {})
    return rows.exclude(pk=row.pk).filter(**same)
