"""The site's own keys, which outlive SECRET_KEY: they sign standing addresses and make pseudonyms."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils.crypto import salted_hmac

from lla.keys.encryption import decrypt, encrypt
from lla.keys.models import StandingKey

LINKS = "links"  # signs standing addresses, which people keep for years
PEOPLE = "people"  # makes the pseudonyms of addresses in the record, which nobody can write anew

_read: dict[str, str] = {}


def value_of(name: str) -> str:
    """A random key of the site's own; SECRET_KEY may change, for it only locks this one away.

    It is read once by each process, so a key that is made anew counts after a restart.
    """
    if name in _read:
        return _read[name]
    key = StandingKey.objects.filter(name=name).first()
    if key is None:
        key, _ = StandingKey.objects.get_or_create(name=name, defaults={"value": encrypt(random_key())})
    value = decrypt(key.value)
    # A key whose transaction is rolled back was never there.
    transaction.on_commit(lambda: _read.update({name: value}))
    return value


def clear_cache() -> None:
    """Read the standing keys again when they are next wanted."""
    _read.clear()


def random_key() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def pseudonym(salt: str, words: str) -> str:
    """What stands for an address in an append-only record: the same for the same words, for ever."""
    return pseudonyms(salt, [words])[0]


def pseudonyms(salt: str, many: Iterable[str]) -> list[str]:
    """The pseudonym of each, with one look at the key."""
    secret = value_of(PEOPLE)
    return [salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest() for words in many]
