"""Whether a waiting email to a contact, a group or an organiser still holds."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lla.emails import relevance
from lla.emails.models import Email
from lla.time import clock

from .contacts.models import Contact, HeardConsent, Question
from .editions.models import Copy
from .groups.choices import GroupStatus
from .groups.models import Group
from .lists.models import DownloadRequest
from .proposals.models import Proposal
from .symposia.choices import Stage
from .symposia.models import Symposium

_STAGES = {
    "symposium_asked": Stage.CONSULTING,
    "symposium_reminded_to_answer": Stage.CONSULTING,
    "symposium_voice_stays": Stage.CONSULTING,
    "symposium_confirmed": Stage.CONFIRMED,
    "symposium_changed": Stage.CONFIRMED,
    "symposium_reminded_of_the_day": Stage.CONFIRMED,
    "symposium_cancelled": Stage.CANCELLED,
}
_TO_CONTACT = {
    "imported",
    "added",
    "my_link",
    "asked_to_verify",
    "corrected",
    "not_rung",
    "wrong_number",
    "took_over",
    "address_asked",
    "question",
}
_ONLY_THE_NEWEST = {"my_link", "asked_to_verify", "corrected", "address_to_confirm", "symposium_changed"}


def still_holds(email: Email) -> bool:
    name = email.kind.partition("/")[2]
    if name in _ONLY_THE_NEWEST and not relevance.is_newest(email):
        return False
    if name == "symposium_confirmed" and not relevance.is_newest(email, "organisers/symposium_changed"):
        return False
    if name in _TO_CONTACT and not Contact.objects.present().filter(pk=email.link_target, email=email.to):
        return False
    if name in _STAGES:
        return Symposium.objects.filter(pk=relevance.target(email), stage=_STAGES[name]).exists()
    return name not in _RULES or _RULES[name](email).exists()


def _of_link(rows: QuerySet[Any], key: str = "pk") -> Callable[[Email], QuerySet[Any]]:
    """An email holds while whom its link opens something for is one of these rows."""
    return lambda email: rows.filter(**{key: email.link_target})


_WITH_A_NEW_ADDRESS = Contact.objects.present().exclude(wanted_email="")
_RULES: dict[str, Callable[[Email], QuerySet[Any]]] = {
    "question": _of_link(Question.objects.filter(answered_at=None), "contact"),
    "asked_to_verify": lambda email: Contact.objects.filter(pk=email.link_target).exclude(
        verified_at__gte=email.created_at
    ),
    "address_to_confirm": lambda email: relevance.its(_WITH_A_NEW_ADDRESS)(email).filter(
        wanted_email=email.to
    ),
    "address_asked": relevance.its(_WITH_A_NEW_ADDRESS),
    "proposed": _of_link(Proposal.objects.filter(answered_at=None)),
    "consent_to_confirm": relevance.its(HeardConsent.objects.waiting()),
    "list_to_approve": relevance.its(
        DownloadRequest.objects.filter(approved_at=None, declined_at=None, used_at=None)
    ),
    "list_approved": relevance.its(DownloadRequest.objects.filter(used_at=None)),
    "copy_sent": lambda email: relevance.its(Copy.objects.filter(recalled_at=None))(email).filter(
        expires_at__gt=clock.now()
    ),
    "group_applied": relevance.its(Group.objects.filter(status=GroupStatus.APPLIED)),
    "group_affiliated": relevance.its(Group.objects.filter(status=GroupStatus.AFFILIATED)),
}
