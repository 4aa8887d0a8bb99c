"""Whether a waiting email to a contact, a group or an organiser still holds."""

from collections.abc import Callable

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
    return name not in _RULES or _RULES[name](email)


def _still_a_question(email: Email) -> bool:
    return Question.objects.filter(contact=email.link_target, answered_at=None).exists()


def _not_verified_since(email: Email) -> bool:
    return not Contact.objects.filter(pk=email.link_target, verified_at__gte=email.created_at).exists()


def _address_waits(email: Email) -> bool:
    wanted = Contact.objects.present().filter(pk=relevance.target(email)).exclude(wanted_email="")
    return wanted.exists() and (email.kind.endswith("asked") or wanted.filter(wanted_email=email.to).exists())


def _proposal_is_open(email: Email) -> bool:
    return Proposal.objects.filter(pk=email.link_target, answered_at=None).exists()


def _consent_waits(email: Email) -> bool:
    return HeardConsent.objects.waiting().filter(pk=relevance.target(email)).exists()


def _list_waits(email: Email) -> bool:
    request = DownloadRequest.objects.filter(pk=relevance.target(email))
    return request.filter(approved_at=None, declined_at=None, used_at=None).exists()


def _list_is_to_be_taken(email: Email) -> bool:
    return DownloadRequest.objects.filter(pk=relevance.target(email), used_at=None).exists()


def _copy_opens(email: Email) -> bool:
    copies = Copy.objects.filter(pk=relevance.target(email), recalled_at=None)
    return copies.filter(expires_at__gt=clock.now()).exists()


def _applies(email: Email) -> bool:
    return Group.objects.filter(pk=relevance.target(email), status=GroupStatus.APPLIED).exists()


def _is_affiliated(email: Email) -> bool:
    return Group.objects.filter(pk=relevance.target(email), status=GroupStatus.AFFILIATED).exists()


_RULES: dict[str, Callable[[Email], bool]] = {
    "question": _still_a_question,
    "asked_to_verify": _not_verified_since,
    "address_to_confirm": _address_waits,
    "address_asked": _address_waits,
    "proposed": _proposal_is_open,
    "consent_to_confirm": _consent_waits,
    "list_to_approve": _list_waits,
    "list_approved": _list_is_to_be_taken,
    "copy_sent": _copy_opens,
    "group_applied": _applies,
    "group_affiliated": _is_affiliated,
}
