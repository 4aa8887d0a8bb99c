"""The emails that the demonstration's acts wrote, which of them still ask something, and who reads them."""

from django.db.models import F, Q

from lla.accounts.models import User
from lla.emails import recipients
from lla.emails.models import Email
from lla.time import clock
from motions.amendments.choices import CarryOutcome
from motions.amendments.models import PendingCarry
from motions.composites.models import CompositeSource
from motions.motion.choices import ENDED, Status
from motions.motion.models import Backing, Motion
from organisers.contacts.models import Contact, Question
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy
from organisers.lists import rules as lists_rules
from organisers.lists.models import Download, DownloadRequest
from organisers.symposia.models import Symposium
from socialmedia.complaints.choices import ComplaintStatus
from socialmedia.complaints.models import Complaint
from socialmedia.roster.choices import SwapStatus
from socialmedia.roster.models import Swap

TO_CONFIRM = ("motions/submitted", "motions/asked_to_confirm", "motions/signature_to_confirm")
WHILE = {
    "motions/gathering": Status.GATHERING,
    "motions/queried": Status.QUERIED,
    "motions/appealed": Status.UNDER_APPEAL,
}
TO_SETTLE = {"motions/carrying_offered": CarryOutcome.OFFERED, "motions/stuck": CarryOutcome.STUCK}


def close_old_emails() -> None:
    """Leave those that somebody still has to answer to the worker; the others count as sent in their day."""
    unanswered = [*_of_motions(), *_of_organisers(), *_of_socialmedia()]
    Email.objects.waiting().exclude(pk__in=unanswered).update(sent_at=F("created_at"), body="")


def prove_addresses() -> None:
    """Remember whose address is known to be theirs: who works here, and who confirmed something."""
    addresses = [
        *User.objects.values_list("email", flat=True),
        *Backing.objects.exclude(confirmed_at=None).values_list("email", flat=True),
        *Contact.objects.present().exclude(confirmed_at=None).values_list("email", flat=True),
    ]
    for address in dict.fromkeys(addresses):
        recipients.prove(address)


def _of_motions() -> list[int]:
    unconfirmed = Backing.objects.filter(confirmed_at=None, withdrawn_at=None)
    asked = Email.objects.filter(kind__in=TO_CONFIRM, link_target__in=unconfirmed.values("pk"))
    emails = list(asked.values_list("pk", flat=True))
    motions = Motion.objects.any_nature()
    waiting = {kind: motions.filter(status=status) for kind, status in WHILE.items()}
    left_behind = PendingCarry.objects.exclude(motion__status__in=ENDED)
    for kind, outcome in TO_SETTLE.items():
        waiting[kind] = motions.filter(pk__in=left_behind.filter(outcome=outcome).values("motion"))
    unanswered = CompositeSource.objects.filter(composite__status=Status.AWAITING, consents=None)
    waiting["motions/composite_proposed"] = motions.filter(pk__in=unanswered.values("motion"))
    for kind, about in waiting.items():
        references = [motion.reference for motion in about]
        emails += Email.objects.filter(kind=kind, about__in=references).values_list("pk", flat=True)
    return emails


def _of_organisers() -> list[int]:
    """To contacts who have something to look at, to groups that are asked, and to a second person."""
    now = clock.now()
    asked = Question.objects.filter(answered_at=None).values("contact")
    unopened = Contact.objects.present().filter(confirmed_at=None).values("pk")
    undeleted = Copy.objects.exclude(recalled_at=None).exclude(events__act=CopyAct.DESTROYED)
    holders = Contact.objects.present().filter(group__in=undeleted.values("group")).values("pk")
    holding = Download.objects.to_be_deleted().values("by")
    consulting = [f"symposium:{symposium.pk}" for symposium in Symposium.objects.open_to_answers(now=now)]
    waiting = DownloadRequest.objects.waiting(since=now - lists_rules.STANDS_FOR)
    wanted = (
        Q(kind="organisers/added", link_target__in=unopened)
        | Q(kind="organisers/question", link_target__in=asked)
        | Q(kind="organisers/copies_recalled", link_target__in=holders)
        | Q(kind="organisers/lists_asked_back", link_target__in=holding)
        | Q(kind="organisers/symposium_asked", about__in=consulting)
        | Q(kind="organisers/list_to_approve", about__in=[f"list {request.pk}" for request in waiting])
    )
    return list(Email.objects.filter(wanted).values_list("pk", flat=True))


def _of_socialmedia() -> list[int]:
    """To whoever could take a duty, and to those who have a complaint to read; the rest is on their board."""
    duties = [f"duty {swap.duty_id}" for swap in Swap.objects.filter(status=SwapStatus.ASKED)]
    complaints = Complaint.objects.filter(status=ComplaintStatus.RECEIVED)
    unread = [complaint.reference for complaint in complaints]
    wanted = Q(kind="socialmedia/swap_asked", about__in=duties) | Q(
        kind="socialmedia/complaint_waits", about__in=unread
    )
    return list(Email.objects.filter(wanted).values_list("pk", flat=True))
