"""The command that ends the change of SECRET_KEY: what the earlier one locked is locked under the new one."""

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from lla.keys import encryption, standing_keys
from lla.keys.models import StandingKey

# What of an authenticator's data is encrypted: an app's secret, and the seed of recovery codes.
ENCRYPTED = ("secret", "seed")


class Command(BaseCommand):
    help = "Encrypt second factors and standing keys under today's SECRET_KEY, so that earlier ones can go."

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
            for key in StandingKey.objects.select_for_update():
                key.value = encryption.encrypt_anew(key.value)
                key.save(update_fields=["value"])
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
            f"{sum(factors)} second factors and {StandingKey.objects.count()} standing keys are locked under"
            " SECRET_KEY. SECRET_KEY_FALLBACKS can go; whoever has not come back since signs in once more."
            " Restart the site and its worker now."
        )


def _lock_anew(factor: Authenticator) -> bool:
    """Whether there was something to lock."""
    locked = [name for name in ENCRYPTED if name in factor.data]
    for name in locked:
        factor.data[name] = encryption.encrypt_anew(factor.data[name])
    if locked:
        factor.save(update_fields=["data"])
    return bool(locked)
