"""Signing in: what our house changes about allauth, and whether a session has used a second factor.

Nothing else uses what allauth keeps for itself. From its internals come three things it offers in no other
way: that a second factor just set up counts as shown, without which a person types a second code at once,
whether a device is remembered, and the codes of apps, each of a step of time. Look at these before
CHECKED_WITH is raised.
"""

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from lla.accounts.models import User
from lla.keys import encryption

CHECKED_WITH = "65.21.1"
LAST_STEP = "last_step"  # of an authenticator app's data: the step of time whose code was used last
PERIOD = 30  # seconds that a code of an app lives
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps encrypted, so that a copy of the database opens no desk."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not correct. Enter the code your app shows now.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.ORGANISATION["name"]}


class _CountsOnce(BaseAuthenticateForm):  # type: ignore[misc]
    """A code of an authenticator app counts once, and the codes before it never again.

    allauth remembers a used code for half a minute only, and takes those of the neighbouring half minutes.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not _use(self.authenticator, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_CountsOnce, allauth_forms.AuthenticateForm):  # type: ignore[misc]
    """The second factor at the sign-in."""


class ReauthenticateForm(_CountsOnce, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more."""


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey or security key, and whether it is enough by itself."""

    passwordless = forms.BooleanField(
        label="Sign in with this key alone",
        required=False,
        help_text="You then need no emailed code. The key has to ask for your fingerprint, face or PIN.",
    )


@transaction.atomic
def _use(authenticator: Authenticator, code: str) -> bool:
    """Note the step of time that a right code belongs to; of two at once, one is too late."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    typed = "".join(code.split()).replace("-", "")
    secret, used = encryption.decrypt(row.data["secret"]), row.data.get(LAST_STEP, 0)
    newer = [step for step in yield_hotp_counters_from_time() if step > used and _code(secret, step) == typed]
    if not newer:
        return False
    row.data[LAST_STEP] = authenticator.data[LAST_STEP] = newer[0]
    row.save(update_fields=["data"])
    return True


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
    return _code(secret, int(at) // PERIOD)


def _code(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))


def second_factor_url(user: User | AnonymousUser) -> str:
    """The address at which somebody signed in shows a second factor: the app first, else the key."""
    return str(get_adapter().get_reauthentication_methods(user)[0]["url"])


@receiver(authenticator_added)
def _count_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Setting one up proves it, so the desk opens without asking for it a second time."""
    if authenticator.type == Authenticator.Type.TOTP:
        # The code that proved it is used.
        authenticator.data[LAST_STEP] = max(yield_hotp_counters_from_time())
        authenticator.save(update_fields=["data"])
    if authenticator.type in SECOND_FACTORS:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)
