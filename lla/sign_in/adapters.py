"""Signing in: nobody signs up, and every email goes through the outbox."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from lla.accounts.models import User
from lla.emails import outbox, recipients
from lla.emails.choices import Urgency
from lla.limits import rate_limits
from lla.time import clock


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; every email goes through the outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "That is not the latest code. Check our newest email, or ask for a new code.",
        "too_many_login_attempts": "Too many attempts. Wait a few minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same network address that our own limits count by: of IPv6, a household's whole network."""
        return rate_limits.client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        name = template_prefix.rpartition("/")[2]
        code_works_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        message = outbox.compose(
            f"lla/{name}",
            {**context, "minutes": code_works_for // timedelta(minutes=1)},
            to=email,
            secret=True,
            urgency=Urgency.NOW,
            expires_at=clock.now() + code_works_for if "code" in context else None,
        )
        outbox.post(message)


@receiver(user_logged_in)
def _prove_address(user: User, **kwargs: object) -> None:
    """The emailed code was typed, or a passkey used that nobody sets up without one."""
    recipients.prove(user.email)
