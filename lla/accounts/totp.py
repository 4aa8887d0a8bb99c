"""The codes of authenticator apps (RFC 6238): six digits for each half minute."""

import base64
import hashlib
import hmac

from django.conf import settings

PERIOD = 30  # seconds


def steps(now: float) -> list[int]:
    """The steps of time whose codes are taken at a moment: people type slowly, and clocks differ."""
    step = int(now) // PERIOD
    return list(range(step - settings.MFA_TOTP_TOLERANCE, step + settings.MFA_TOTP_TOLERANCE + 1))


def code(secret: str, step: int) -> str:
    """What an app with this secret (base 32) shows during a step."""
    key = base64.b32decode(secret.encode(), casefold=True)
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
