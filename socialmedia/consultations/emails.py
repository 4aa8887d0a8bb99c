"""The emails of consultations: a view is asked for, it is still missing, and it is needed no more."""

from collections.abc import Iterable

from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import Consultation
from .rules import is_confidential


def asked(consultation: Consultation, users: Iterable[User]) -> list[Email]:
    return [_email("asked", consultation, user) for user in users]


def reminded(consultation: Consultation, users: Iterable[User]) -> list[Email]:
    return [_email("reminded", consultation, user) for user in users]


def withdrawn(consultation: Consultation, users: Iterable[User], *, by: User) -> list[Email]:
    """To those who were asked: no view is needed any more, and why."""
    return [_email("withdrawn", consultation, user, by=by) for user in users]


def _email(name: str, consultation: Consultation, user: User, **facts: User) -> Email:
    """A question about a complaint is not in its email, and the desk's list does not show that one."""
    secluded = is_confidential(consultation)
    return compose(
        f"socialmedia/consultation_{name}",
        {
            "consultation": consultation,
            "confidential": secluded,
            **facts,
            "page": page_address("socialmedia:consultation", consultation.pk),
        },
        to=user,
        about=f"consultation {consultation.pk}",
        secret=True,
        confidential=secluded,
        expires_at=None if name == "withdrawn" else consultation.closes_at,
    )
