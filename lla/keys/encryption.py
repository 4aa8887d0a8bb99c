"""What is encrypted under SECRET_KEY."""

import base64
import hashlib
from collections.abc import Iterator

from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils.encoding import force_bytes


def encrypt(words: str) -> str:
    return _cipher().encrypt(words.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises cryptography.fernet.InvalidToken for what was written under a key that is no longer listed."""
    return _cipher().decrypt(encrypted.encode()).decode()


def encrypt_anew(encrypted: str) -> str:
    """The same words under today's SECRET_KEY alone."""
    return _cipher().rotate(encrypted.encode()).decode()


def encrypted_fields() -> Iterator[tuple[type[Model], str]]:
    """Where the database holds such words: each model names its own field as ENCRYPTED."""
    for model in apps.get_models():
        if name := getattr(model, "ENCRYPTED", ""):
            yield model, name


def _cipher() -> MultiFernet:
    """Encrypts under today's SECRET_KEY and still reads what earlier ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"lla.accounts:" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
