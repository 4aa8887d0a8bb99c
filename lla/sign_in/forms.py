"""The forms by which somebody says who signs in: one mailbox is one person, however it is typed."""

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import LoginForm, RequestLoginCodeForm

from lla.addresses import email as addresses_email
from lla.forms.fields import Bounded


class Mailbox(Bounded, EmailField):  # type: ignore[misc]
    """An email address in its canonical form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": addresses_email.LONGEST, **options})

    def to_python(self, value: Any) -> str:
        return addresses_email.canonical(super().to_python(value) or "")


class SignInForm(LoginForm):  # type: ignore[misc]
    """Signing in by whatever way somebody has."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = Mailbox()


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asking for a code by email."""

    email = Mailbox()
