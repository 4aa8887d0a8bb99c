"""Ending sessions, and forgetting remembered devices."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from lla.accounts.models import User


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
