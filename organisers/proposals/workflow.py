"""A group's secretary proposes colleagues as contacts: one email to each, and their own yes or no."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.addresses import email as addresses_email
from lla.emails import outbox
from lla.links import tokens
from lla.time import clock

from ..contacts import emails as contacts_emails
from ..contacts.models import Contact
from ..contacts.workflow import Details, add_confirmed, contact_actor, lock, record
from ..groups.choices import GroupAct
from ..groups.models import GroupEvent
from . import emails, rules
from .models import Proposal

OPEN_FOR = timedelta(days=contacts_emails.LINK_DAYS)
HASHES_STORED_FOR = timedelta(days=365)


@transaction.atomic
def propose(contact: Contact, details: Details) -> None:
    """Ask somebody once whether they answer for the contact's group; nothing else about them happens.

    Whoever is a contact of it already, or was asked before, is not written to, and nobody is told so.
    """
    contact = lock(contact)
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
    record(contact, GroupAct.ASKED, by=contact_actor(contact))
    outbox.post(emails.proposed(proposal))


@transaction.atomic
def accept(token: str) -> Contact:
    """The colleague says yes by the email's link: a contact from now on, who allows nothing yet."""
    proposal = _held(token)
    details = Details(proposal.name, proposal.email, proposal.role, more_roles=tuple(proposal.more_roles))
    contact = add_confirmed(proposal.group, details)
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


def empty_expired_proposals() -> int:
    """Empty what nobody answered in thirty days, and drop the hashes of a year ago."""
    now = clock.now()
    unanswered = Proposal.objects.filter(answered_at=None, made_at__lte=now - OPEN_FOR)
    emptied = empty_all(unanswered)
    return emptied + Proposal.objects.filter(answered_at__lte=now - HASHES_STORED_FOR).delete()[0]


def empty_all(proposals: QuerySet[Proposal]) -> int:
    """Empty open proposals, and end the links of their emails."""
    keys = list(proposals.filter(answered_at=None).values_list("pk", flat=True))
    for key in keys:
        tokens.revoke(emails.PROPOSAL_LINK, key)
    found = Proposal.objects.filter(pk__in=keys, answered_at=None)
    return found.update(answered_at=clock.now(), name="", email="")


def hash_of(email: str) -> str:
    return salted_hmac("organisers.proposals", addresses_email.key(email), algorithm="sha256").hexdigest()


def _held(token: str) -> Proposal:
    link = tokens.read(emails.PROPOSAL_LINK, token)
    locked = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("group__region")
    proposal = locked.get(pk=link.target)
    allow(rules.why_not_answer(proposal))
    tokens.spend(link)
    return proposal


def _empty(proposal: Proposal, *, agreed: bool) -> None:
    proposal.name = proposal.email = ""
    proposal.answered_at, proposal.agreed = clock.now(), agreed
    proposal.save()
