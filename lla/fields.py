"""Columns that several apps have: an email address in the form in which addresses are compared."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import IntegrityError, models, transaction
from django.db.models.lookups import IExact

from lla import mailboxes

_looks_like_an_address = EmailValidator(message=mailboxes.NOT_AN_ADDRESS)


def validate_mailbox(address: str) -> None:
    """Raise ValidationError for what is no address, or one that no email reaches from elsewhere."""
    if reasons := mailboxes.why_not(address):
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
    return mailboxes.canonical(value) if isinstance(value, str) else value


def put_in_one_form(
    rows: models.QuerySet[Any], *names: str, taken: Callable[[models.QuerySet[Any]], object]
) -> None:
    """Bring stored addresses into their canonical form, for a migration.

    Where a constraint says that the mailbox is there already, `taken` decides what becomes of the row in
    which it was written otherwise. No row is removed.
    """
    for pk, *addresses in rows.order_by("pk").values_list("pk", *names):
        changed = {
            name: new for name, old in zip(names, addresses, strict=True) if (new := _canonical(old)) != old
        }
        if not changed:
            continue
        row = rows.filter(pk=pk)
        try:
            with transaction.atomic():
                row.update(**changed)
        except IntegrityError:
            taken(row)
