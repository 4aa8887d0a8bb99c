"""What is encrypted under SECRET_KEY, and the site's standing keys, which outlive it."""

import base64
import hashlib
import secrets
from collections.abc import Iterable

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes

from lla.models import StandingKey

LINKS = "links"  # signs standing addresses, which people keep for years
PEOPLE = "people"  # makes the pseudonyms of addresses in the record, which nobody can write anew

_read: dict[str, str] = {}


def encrypt(words: str) -> str:
    return _cipher().encrypt(words.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises cryptography.fernet.InvalidToken for what was written under a key that is no longer listed."""
    return _cipher().decrypt(encrypted.encode()).decode()


def encrypt_anew(encrypted: str) -> str:
    """The same words under today's SECRET_KEY alone."""
    return _cipher().rotate(encrypted.encode()).decode()


def standing(name: str) -> str:
    """A random key of the site's own; SECRET_KEY may change, for it only locks this one away.

    It is read once by each process, so a key that is made anew counts after a restart.
    """
    if name in _read:
        return _read[name]
    key = StandingKey.objects.filter(name=name).first()
    if key is None:
        key, _ = StandingKey.objects.get_or_create(name=name, defaults={"value": encrypt(new())})
    value = decrypt(key.value)
    # A key whose transaction is rolled back was never there.
    transaction.on_commit(lambda: _read.update({name: value}))
    return value


def forget() -> None:
    """Read the standing keys again when they are next wanted."""
    _read.clear()


def new() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def pseudonym(salt: str, words: str) -> str:
    """What stands for an address in an append-only record: the same for the same words, for ever."""
    return pseudonyms(salt, [words])[0]


def pseudonyms(salt: str, many: Iterable[str]) -> list[str]:
    """The pseudonym of each, with one look at the key."""
    secret = standing(PEOPLE)
    return [salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest() for words in many]


def _cipher() -> MultiFernet:
    """Encrypts under today's SECRET_KEY and still reads what earlier ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"lla.accounts:" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
