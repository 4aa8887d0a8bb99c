"""The command that ends the change of SECRET_KEY: what the earlier one locked is locked under the new one."""

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Model

from lla.keys import encryption, standing_keys
from lla.keys.models import StandingKey

# What of an authenticator's data is encrypted: an app's secret, and the seed of recovery codes.
ENCRYPTED = ("secret", "seed")


class Command(BaseCommand):
    help = "Encrypt under today's SECRET_KEY what an earlier one encrypted, so that earlier ones can go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-links",
            action="store_true",
            help="The earlier SECRET_KEY is known to others: end every standing address (for signing, of a"
            " draft, of a calendar), for whoever knows it could make some.",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            factors = [_lock_anew(factor) for factor in Authenticator.objects.select_for_update()]
            rows = sum(_lock_rows_anew(model, name) for model, name in encryption.encrypted_fields())
        except InvalidToken:
            raise CommandError(
                "Something is locked under a key that is neither SECRET_KEY nor in SECRET_KEY_FALLBACKS."
                " Nothing was changed. Put the earlier key back there."
            ) from None
        if options["new_links"]:
            StandingKey.objects.filter(name=standing_keys.LINKS).update(
                value=encryption.encrypt(standing_keys.random_key())
            )
            standing_keys.clear_cache()
        self.stdout.write(
            f"{sum(factors)} second factors and {rows} rows with keys or waiting words are locked under"
            " SECRET_KEY. SECRET_KEY_FALLBACKS can go; whoever has not come back since signs in once more."
            " Restart the site and its worker now."
        )


def _lock_rows_anew(model: type[Model], name: str) -> int:
    """Answers how many there were; one that is empty has nothing to lock."""
    rows = model._base_manager.exclude(**{name: ""}).select_for_update()
    for row in rows:
        setattr(row, name, encryption.encrypt_anew(getattr(row, name)))
        row.save(update_fields=[name])
    return len(rows)


def _lock_anew(factor: Authenticator) -> bool:
    """Whether there was something to lock."""
    locked = [name for name in ENCRYPTED if name in factor.data]
    for name in locked:
        factor.data[name] = encryption.encrypt_anew(factor.data[name])
    if locked:
        factor.save(update_fields=["data"])
    return bool(locked)
