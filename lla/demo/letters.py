"""The letters that the demonstration's acts wrote: which still ask something, and which are long read."""

from django.db.models import F

from lla.models import Letter
from motions.choices import Status
from motions.models import Backing, Motion

TO_CONFIRM = ("motions/submitted", "motions/asked_to_confirm", "motions/signature_to_confirm")
WHILE = {"motions/gathering": Status.GATHERING, "motions/queried": Status.QUERIED}


def close_old_letters() -> None:
    """Leave those that somebody still has to answer to the worker; the others count as sent in their day."""
    Letter.objects.waiting().exclude(pk__in=_open()).update(sent_at=F("created_at"), body="")


def _open() -> list[int]:
    unconfirmed = Backing.objects.filter(confirmed_at=None, withdrawn_at=None)
    asked = Letter.objects.filter(kind__in=TO_CONFIRM, link_target__in=unconfirmed.values("pk"))
    found = list(asked.values_list("pk", flat=True))
    for kind, status in WHILE.items():
        references = [motion.reference for motion in Motion.objects.filter(status=status)]
        found += Letter.objects.filter(kind=kind, about__in=references).values_list("pk", flat=True)
    return found
