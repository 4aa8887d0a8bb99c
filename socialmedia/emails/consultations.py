"""The letters of consultations: a view is asked for, and it is still missing."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from lla.mail import compose
from lla.models import Letter, User

from ..models import Consultation
from ..rules.consultations import is_confidential


def asked(consultation: Consultation, users: Iterable[User]) -> list[Letter]:
    return [_letter("asked", consultation, user) for user in users]


def reminded(consultation: Consultation, users: Iterable[User]) -> list[Letter]:
    return [_letter("reminded", consultation, user) for user in users]


def _letter(name: str, consultation: Consultation, user: User) -> Letter:
    """A question about a complaint is not in its letter, and the desk's list does not show that one."""
    secluded = is_confidential(consultation)
    page = reverse("socialmedia:consultation", args=[consultation.pk])
    return compose(
        f"emails/socialmedia/consultation_{name}.txt",
        {
            "consultation": consultation,
            "user": user,
            "confidential": secluded,
            "page": settings.ORGANISATION["url"] + page,
        },
        to=user.email,
        kind=f"socialmedia/consultation_{name}",
        secret=True,
        confidential=secluded,
    )
