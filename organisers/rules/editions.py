"""What each group's copy of the directory would hold now, and whether it may be frozen, sent or opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lla.folding import in_order

from ..choices import CopyAct, GroupStatus
from ..consenting import Circulation, rows_for, shared
from ..models import Consent, Contact, Copy, CopyEvent, Edition, Group, Region

OPENS_FOR = timedelta(days=90)  # afterwards the entries go; the hash and the keys stay
GONE = "This copy has been recalled, because somebody in it has withdrawn their consent. Please delete it."
EXPIRED = "This copy has expired. A newer edition may be on its way to you."
NOT_AFFILIATED = "Only affiliated groups get copies of the directory. Your group is not affiliated now."

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """What one group's copy holds: people who named it, and groups that are reached through the site."""

    group: Group
    people: tuple[Row, ...]
    relays: tuple[Row, ...]

    @property
    def entries(self) -> list[Row]:
        return sorted([*self.people, *self.relays], key=lambda row: in_order(row["group"]))

    @property
    def subjects(self) -> list[int]:
        return sorted(row["contact"] for row in self.people)


def drafts(region: Region) -> list[CopyDraft]:
    """The copies an edition would have at this moment, one for each affiliated group of the region."""
    groups = list(Group.objects.affiliated().filter(region=region))
    contacts = _contacts(groups)
    circulated = _circulations(contacts)
    affiliated = frozenset(group.pk for group in groups)
    return [_draft(group, groups, contacts, circulated, affiliated) for group in groups]


def _contacts(groups: Iterable[Group]) -> Mapping[int, Contact]:
    people = Contact.objects.present().filter(group__in=groups).select_related("group")
    return {contact.pk: contact for contact in people.in_alphabetical_order()}


def _circulations(contacts: Mapping[int, Contact]) -> list[Circulation]:
    return [
        Circulation(
            consent.contact_id,
            contacts[consent.contact_id].group_id,
            frozenset(consent.details),
            frozenset(consent.recipients),
        )
        for consent in Consent.objects.circulated().filter(contact__in=contacts)
    ]


def _draft(
    group: Group,
    groups: Iterable[Group],
    contacts: Mapping[int, Contact],
    circulated: Iterable[Circulation],
    affiliated: frozenset[int],
) -> CopyDraft:
    rows = rows_for(group.pk, circulated, affiliated=affiliated)
    people = tuple(_row(contact, rows[pk]) for pk, contact in contacts.items() if pk in rows)
    shown = {contacts[pk].group_id for pk in rows} | {group.pk}
    relays = tuple(_relay(other) for other in groups if other.pk not in shown)
    return CopyDraft(group, people, relays)


def _row(contact: Contact, details: frozenset[str]) -> Row:
    return {"contact": contact.pk, "group": contact.group.name, **shared(contact.known, details)}


def _relay(group: Group) -> Row:
    return {"contact": None, "group": group.name, "relay": group.slug}


def why_not_freeze(region: Region) -> list[str]:
    if not Group.objects.affiliated().filter(region=region).exists():
        return [f"There is no affiliated group in {region} to send a directory to."]
    return []


def why_not_open(copy: Copy, *, now: datetime) -> list[str]:
    """Opening a copy or taking a file of it: not recalled, not run out, its group still affiliated."""
    if copy.recalled_at:
        return [GONE]
    if copy.expires_at <= now:
        return [EXPIRED]
    if copy.group.status != GroupStatus.AFFILIATED:
        return [NOT_AFFILIATED]
    return []


def holders_to_send(edition: Edition, *, now: datetime) -> list[tuple[Copy, Contact]]:
    """Whom an edition still goes to: of each group that may open its copy, everybody whose address is proved.

    An address that nobody has confirmed may be anybody's, so it gets no copy.
    """
    copies = {
        copy.group_id: copy
        for copy in edition.copies.select_related("group", "edition__region")
        if not why_not_open(copy, now=now)
    }
    sent = CopyEvent.objects.filter(copy__edition=edition, act=CopyAct.SENT)
    had = {(event.copy_id, event.details["contact"]) for event in sent}
    proved = Contact.objects.with_address().filter(group__in=copies, confirmed_at__isnull=False)
    return [
        (copies[contact.group_id], contact)
        for contact in proved.select_related("group").order_by("group", "pk")
        if (copies[contact.group_id].pk, contact.pk) not in had
    ]


def why_not_write(copy: Copy, group: Group, *, now: datetime) -> list[str]:
    """Writing through the site to a group that stands in a copy without anybody's details."""
    if reasons := why_not_open(copy, now=now):
        return reasons
    if group.slug not in {entry.get("relay") for entry in copy.entries}:
        return ["This group is not in your copy of the directory."]
    if group.status != GroupStatus.AFFILIATED:
        return [f"{group} is not affiliated now."]
    return []
