"""Whom a message would reach, whom not and why, and what became of its emails."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.addresses import email as addresses_email
from lla.emails import recipients
from lla.emails.models import Email

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..groups.models import Group
from ..groups.querysets import GroupQuerySet
from ..regions.models import Region
from ..symposia.choices import Stage
from ..symposia.models import Invitation, Reply, Symposium
from .choices import About, Audience
from .models import Announcement

NEWLY = timedelta(days=30)
NO_ADDRESS = "has no public address"
NO_CONSENT = "has no contact who allows notices, and no public address"
NO_ROLE = "has no contact with this role who allows notices"
UNWANTED = "has an address that asked us not to write to it"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to write, and to whom; `role` is blank for contacts of any."""

    regions: Sequence[Region]
    about: str
    audience: str
    words: str
    role: str = ""
    question: str = ""
    document: str = ""
    answer_by: date | None = None

    @property
    def asks(self) -> bool:
        """Whether anything of a consultation was typed."""
        return bool(self.question or self.document or self.answer_by)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address; `contact` where it is theirs, otherwise it is the group's for the public."""

    address: str
    group: Group
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Who gets a message, each address once, and the groups that nobody of is reached."""

    groups: Sequence[Group]
    recipients: Sequence[Recipient]
    missed: Sequence[tuple[Group, str]]

    @property
    def reached(self) -> list[Group]:
        missed = {group.pk for group, _ in self.missed}
        return [group for group in self.groups if group.pk not in missed]


def reach(draft: Draft, *, now: datetime) -> Reach:
    """Contacts only for what their consent to notices covers; else a group's own public address.

    Where contacts of one role are asked for, nobody else of a group gets it.
    """
    return _reach(_audience(draft, now=now), about=draft.about, role=draft.role)


def reach_of_reminder(message: Announcement) -> Reach:
    """As its consents are today: the groups still affiliated that neither answered nor were reminded."""
    silent = message.consulted.filter(answered_at=None, reminded_at=None)
    groups = Group.objects.affiliated().filter(pk__in=silent.values("group"))
    return _reach(groups, about=message.about, role=message.role)


def _reach(asked: GroupQuerySet, *, about: str, role: str) -> Reach:
    groups = list(asked.select_related("region"))
    contacts = _contacts(groups, about=about, role=role)
    every = [address for group in groups for address in _addresses(group, contacts[group.pk], role=role)]
    unwanted = recipients.unwanted(recipient.address for recipient in every)
    found: dict[str, Recipient] = {}
    for recipient in every:
        if recipient.address not in unwanted:
            found.setdefault(addresses_email.key(recipient.address), recipient)
    reached = {each.group.pk for each in every if each.address not in unwanted}
    stopped = {each.group.pk for each in every} - reached
    none = NO_ROLE if role else NO_CONSENT if about == About.SYMPOSIUM else NO_ADDRESS
    missed = [
        (group, UNWANTED if group.pk in stopped else none) for group in groups if group.pk not in reached
    ]
    return Reach(groups, list(found.values()), missed)


def _audience(draft: Draft, *, now: datetime) -> GroupQuerySet:
    """The affiliated groups of the regions, all or some of them."""
    groups = Group.objects.affiliated().filter(region__in=draft.regions)
    match draft.audience:
        case Audience.NEW:
            return groups.filter(affiliated_on__gte=localdate(now) - NEWLY)
        case Audience.SILENT:
            open_now = Symposium.objects.open_to_answers(now=now).filter(region__in=draft.regions)
            asked = Invitation.objects.filter(symposium__in=open_now, answered_at=None)
            return groups.filter(pk__in=asked.values("group"))
        case Audience.COMING:
            ahead = Symposium.objects.filter(
                region__in=draft.regions, stage=Stage.CONFIRMED, starts_at__gt=now
            )
            coming = Reply.objects.filter(symposium__in=ahead, coming=True)
            return groups.filter(pk__in=coming.values("group"))
    return groups


def _contacts(groups: Collection[Group], *, about: str, role: str) -> dict[int, list[Contact]]:
    """By group, the contacts who may get it."""
    found: dict[int, list[Contact]] = defaultdict(list)
    if about != About.SYMPOSIUM:
        return found
    allowing = Contact.objects.with_address().with_consent(Purpose.NOTICES).filter(group__in=groups)
    if role:
        allowing = allowing.filter(Q(role=role) | Q(more_roles__contains=[role]))
    for contact in allowing.order_by("pk"):
        found[contact.group_id].append(contact)
    return found


def _addresses(group: Group, contacts: Sequence[Contact], *, role: str) -> list[Recipient]:
    if contacts or role:
        return [Recipient(contact.email, group, contact) for contact in contacts]
    return [Recipient(group.public_email, group)] if group.public_email else []


def visible_to(user: User) -> QuerySet[Announcement]:
    """One's own messages, and for the committee all."""
    messages = Announcement.objects.select_related("by")
    return messages if user.has_perm("organisers.oversee") else messages.filter(by=user)


def out(messages: QuerySet[Announcement], *, now: datetime) -> QuerySet[Any]:
    """Of messages, the consultations whose day has not passed, the next first, with what they wait for."""
    silent = Q(consulted__answered_at=None)
    return (
        messages.filter(answer_by__gte=localdate(now))
        .order_by("answer_by", "pk")
        .annotate(
            asked=Count("consulted"),
            answered=Count("consulted", filter=~silent),
            to_remind=Count("consulted", filter=silent & Q(consulted__reminded_at=None)),
        )
    )


def about(announcement: Announcement) -> str:
    """By what its emails are known."""
    return f"announcement {announcement.pk}"


def fates(announcement: Announcement) -> dict[str, int]:
    """How many of its emails went, wait, were refused and came back; they are kept for ninety days."""
    came_back = Q(bounced_at__isnull=False)
    return Email.objects.filter(about=about(announcement)).aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False) & ~came_back),
        waiting=Count("pk", filter=Q(sent_at=None, failed_at=None)),
        refused=Count("pk", filter=Q(failed_at__isnull=False) & ~came_back),
        bounced=Count("pk", filter=came_back),
    )
