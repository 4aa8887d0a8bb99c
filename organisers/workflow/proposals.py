"""A group's secretary proposes colleagues as contacts: one email to each, and their own yes or no."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from lla import clock, links, mailboxes
from lla.actors import Actor
from lla.emails import outbox
from lla.refusals import allow

from ..choices import GroupAct
from ..emails import contacts as emails
from ..models import Contact, GroupEvent, Proposal
from ..rules import proposals as rules
from .contacts import Details, begin, hold, record, themself

OPEN_FOR = timedelta(days=emails.LINK_DAYS)
HASHES_KEPT = timedelta(days=365)


@transaction.atomic
def propose(contact: Contact, details: Details) -> None:
    """Ask somebody once whether they answer for the contact's group; nothing else about them happens.

    Whoever is a contact of it already, or was asked before, is not written to, and nobody is told so.
    """
    contact = hold(contact)
    allow(rules.why_not_propose(contact))
    if Contact.objects.of_address(details.email).filter(group=contact.group_id).exists():
        return
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                group=contact.group,
                by=contact,
                name=details.name,
                email=details.email,
                role=details.role,
                more_roles=list(details.more_roles),
                address=hash_of(details.email),
            )
    except IntegrityError:
        return
    record(contact, GroupAct.ASKED, by=themself(contact))
    outbox.post(emails.proposed(proposal))


@transaction.atomic
def accept(token: str) -> Contact:
    """The colleague says yes by the email's link: a contact from now on, who allows nothing yet."""
    proposal = _held(token)
    details = Details(proposal.name, proposal.email, proposal.role, more_roles=tuple(proposal.more_roles))
    contact = begin(proposal.group, details)
    _empty(proposal, agreed=True)
    return contact


@transaction.atomic
def decline(token: str) -> None:
    """The colleague says no; we keep nothing about them, and their group cannot ask them again."""
    proposal = _held(token)
    _empty(proposal, agreed=False)
    GroupEvent.objects.create(
        group=proposal.group, act=GroupAct.DECLINED, **Actor("proposed", f"proposal:{proposal.pk}").fields()
    )


def forget() -> int:
    """Empty what nobody answered in thirty days, and drop the hashes of a year ago."""
    now = clock.now()
    unanswered = Proposal.objects.filter(answered_at=None, made_at__lte=now - OPEN_FOR)
    emptied = forget_these(unanswered)
    return emptied + Proposal.objects.filter(answered_at__lte=now - HASHES_KEPT).delete()[0]


def forget_these(proposals: QuerySet[Proposal]) -> int:
    """Empty open proposals, and end the links of their emails."""
    keys = list(proposals.filter(answered_at=None).values_list("pk", flat=True))
    for key in keys:
        links.revoke(emails.PROPOSAL_LINK, key)
    found = Proposal.objects.filter(pk__in=keys, answered_at=None)
    return found.update(answered_at=clock.now(), name="", email="")


def hash_of(email: str) -> str:
    return salted_hmac("organisers.proposals", mailboxes.key(email), algorithm="sha256").hexdigest()


def _held(token: str) -> Proposal:
    link = links.read(emails.PROPOSAL_LINK, token)
    locked = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("group__region")
    proposal = locked.get(pk=link.target)
    allow(rules.why_not_answer(proposal))
    links.spend(link)
    return proposal


def _empty(proposal: Proposal, *, agreed: bool) -> None:
    proposal.name = proposal.email = ""
    proposal.answered_at, proposal.agreed = clock.now(), agreed
    proposal.save()
