"""Standing addresses: signed, good until their row's version is raised."""

from django.core import signing

from lla.keys import standing_keys
from lla.links.exceptions import UNKNOWN, LinkRefused


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(
        key=standing_keys.value_of(standing_keys.LINKS), sep=".", salt=f"lla.links.{purpose}"
    )


def key(purpose: str, pk: int, version: int = 1) -> str:
    """A standing address part for one row; raising the row's version ends all earlier ones."""
    return _signer(purpose).sign(f"{pk}.{version}")


def read_key(purpose: str, key: str) -> tuple[int, int]:
    """The row and version behind a standing address; whoever asks compares the version."""
    try:
        pk, version = _signer(purpose).unsign(key).split(".")
    except (signing.BadSignature, ValueError):
        raise LinkRefused(UNKNOWN) from None
    return int(pk), int(version)
