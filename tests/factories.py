"""Plain rows that every app's tests need: people, and somebody signed in."""

import time
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.internal.flows.trust import IssuedTrust, create_config_fingerprint, encode_trust_cookie
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import post
from lla.limits.models import Limit
from lla.limits.rate_limits import ALLOWED

SECRET = "LANTESTSLANTESTSLANTESTSLANTESTS"

_numbers = count(1)


def make_user(email: str = "", name: str = "Alex Fern", *, is_staff: bool = False) -> User:
    return User.objects.create_user(email or f"alex{next(_numbers)}@example.org", name, is_staff=is_staff)


def make_staff(
    email: str = "", name: str = "Robin Vale", *, groups: tuple[str, ...] = (STEERING_COMMITTEE,)
) -> User:
    """Somebody of the committee with an authenticator app."""
    user = make_user(email, name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    give_second_factor(user)
    return user


def give_second_factor(user: User) -> Authenticator:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    data = {"secret": get_adapter().encrypt(SECRET)}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """A session as it stands after the emailed code and, for those who have one, the second factor."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    records = [{"method": "code", "at": time.time(), "email": user.email}]
    app = Authenticator.objects.filter(user=user).first()
    if app and second_factor:
        records.append(
            {"method": "mfa", "at": time.time(), "id": app.pk, "type": app.type, "reauthenticated": True}
        )
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def sign_in_on_remembered_device(client: Client, user: User) -> Client:
    """By an emailed code alone, on a device that showed the second factor a day ago."""
    shown = IssuedTrust(fingerprint=create_config_fingerprint(user), at=int(time.time()) - 24 * 60 * 60)
    client.cookies[settings.MFA_TRUST_COOKIE_NAME] = encode_trust_cookie([shown])
    return sign_in(client, user, second_factor=False)


def make_email(
    to: str = "kim@example.org", subject: str = "An email", body: str = "Hello.\n", **fields: Any
) -> Email:
    email = Email(to=to, subject=subject, body=body, **{"kind": "lla/test", **fields})
    post(email)
    return email


def use_up(bucket: str, *, but: int = 0) -> None:
    """As if whoever has tried once had tried as often as is allowed, `but` so many times."""
    Limit.objects.filter(bucket=bucket).update(count=ALLOWED[bucket].often - but)


def settle_tables() -> None:
    """Let PostgreSQL count rows made in bulk, as it does by itself once they are committed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
