"""Signing in: what our house changes about allauth, and whether a session has used a second factor.

Nothing else uses what allauth keeps for itself. From its internals come three things it offers in no other
way: that a second factor just set up counts as shown, without which a person types a second code at once;
whether a device is remembered; and the code of an authenticator app, which only a machine for trying things
out shows. Look at these before CHECKED_WITH is raised.
"""

import base64
import hashlib
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from lla import clock, limits, mail
from lla.models import User

CHECKED_WITH = "65.21.1"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; every letter goes through the outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "That is not the code we sent last. Look for our newest letter or ask again.",
        "too_many_login_attempts": "That was too often. Please wait a few minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same network address that our own limits count by: of IPv6, a household's whole network."""
        return limits.client(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        name = template_prefix.rpartition("/")[2]
        code_runs_out = clock.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        letter = mail.compose(
            f"emails/lla/{name}.txt",
            context,
            to=email,
            kind=f"lla/{name}",
            secret=True,
            expires_at=code_runs_out if "code" in context else None,
        )
        mail.post(letter)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps encrypted, so that a copy of the database opens no desk."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code. It changes often: type the one your app shows now.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.ORGANISATION["name"]}


def _cipher() -> MultiFernet:
    """Encrypts under today's SECRET_KEY and still reads what earlier ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"lla.accounts:" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def has_second_factor(user: User | AnonymousUser) -> bool:
    return bool(is_mfa_enabled(user, types=SECOND_FACTORS))


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor that its user has, or a recovery code instead.

    A device that its user had remembered has shown it within thirty days. Its cookie holds a hash of the
    user's unusable password and second factors, so that it ends when one of them changes.
    """
    if not request.user.is_authenticated or not has_second_factor(request.user):
        return False
    shown = any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
    return shown or bool(is_trusted_browser(request, request.user))


def code_of_app(secret: str, at: float) -> str:
    """What an authenticator app shows for a secret, at a time in seconds since 1970."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(at) // 30)))


def where_to_show_it(user: User | AnonymousUser) -> str:
    """The address at which somebody signed in shows a second factor: the app first, else the key."""
    return str(get_adapter().get_reauthentication_methods(user)[0]["url"])


@receiver(authenticator_added)
def _count_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Setting one up proves it, so the desk opens without asking for it a second time."""
    if authenticator.type in SECOND_FACTORS:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


def sign_out_everywhere(user: User) -> None:
    """End every session of a user and forget every remembered device.

    Both hang on the unusable password, and it gets a new one.
    """
    user.set_unusable_password()
    user.save(update_fields=["password"])


def forget_devices(request: HttpRequest, user: User) -> None:
    """Forget every remembered device of somebody signed in, and end their sessions but for this one."""
    sign_out_everywhere(user)
    update_session_auth_hash(request, user)
