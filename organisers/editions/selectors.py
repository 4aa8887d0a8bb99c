"""What each group's copy of the directory would hold now, and what became of each copy of an edition."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lla.emails.models import Email
from lla.words.folding import sort_key

from ..contacts.models import Consent, Contact
from ..contacts.sharing import Circulation, details_by_contact, shared_details
from ..groups.models import Group
from ..regions.models import Region
from .choices import CopyAct
from .models import Copy, CopyEvent, Edition

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """What one group's copy holds: people who named it, and groups that are reached through the site."""

    group: Group
    people: tuple[Row, ...]
    relays: tuple[Row, ...]

    @property
    def entries(self) -> list[Row]:
        return sorted([*self.people, *self.relays], key=lambda row: sort_key(row["group"]))

    @property
    def subjects(self) -> list[int]:
        return sorted(row["contact"] for row in self.people)


def drafts(region: Region) -> list[CopyDraft]:
    """The copies an edition would have at this moment, one for each affiliated group of the region."""
    groups = list(Group.objects.affiliated().filter(region=region))
    people = Contact.objects.present().filter(group__in=groups).select_related("group")
    contacts = {contact.pk: contact for contact in people.in_alphabetical_order()}
    circulated = _circulations(contacts)
    affiliated = frozenset(group.pk for group in groups)
    return [_draft(group, groups, contacts, circulated, affiliated) for group in groups]


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
    rows = details_by_contact(group.pk, circulated, affiliated=affiliated)
    people = tuple(
        {"contact": pk, "group": contact.group.name, **shared_details(contact.known, rows[pk])}
        for pk, contact in contacts.items()
        if pk in rows
    )
    shown = {contacts[pk].group_id for pk in rows} | {group.pk}
    relays = tuple(
        {"contact": None, "group": other.name, "relay": other.slug}
        for other in groups
        if other.pk not in shown
    )
    return CopyDraft(group, people, relays)


MARKS: Mapping[str, tuple[str, str]] = {
    CopyAct.DESTROYED: ("Recalled, reported deleted", ""),
    CopyAct.RECALLED: ("Recalled", "bad"),
    CopyAct.EXPIRED: ("Expired", ""),
    CopyAct.DOWNLOADED: ("Downloaded", "good"),
    CopyAct.OPENED: ("Opened", "good"),
    CopyAct.BOUNCED: ("Not delivered", "bad"),
    CopyAct.SENT: ("Sent", "wait"),
}
NOT_SENT = ("Not sent", "wait")
ONLY_RUNG = "Nobody there has an email address: ring them."


@dataclass(frozen=True, slots=True)
class Track:
    """One copy: how many people and relays it was frozen with, how often each thing happened to it."""

    copy: Copy
    people: int
    relays: int
    times: Mapping[str, int]
    only_rung: bool = False

    @property
    def mark(self) -> tuple[str, str]:
        """The furthest that it came."""
        return next((mark for act, mark in MARKS.items() if self.times.get(act)), NOT_SENT)

    @property
    def note(self) -> str:
        """Why it cannot come any further."""
        return ONLY_RUNG if self.only_rung and self.mark == NOT_SENT else ""


def tracks(edition: Edition) -> list[Track]:
    copies = list(edition.copies.select_related("group"))
    times = _times(edition, copies)
    present = Contact.objects.present().filter(group__in=[copy.group_id for copy in copies])
    rung = set(present.filter(email="").values_list("group", flat=True))
    rung -= set(present.with_address().values_list("group", flat=True))
    return [
        Track(
            copy,
            people=len(copy.subjects),
            relays=sum("relay" in entry for entry in copy.entries),
            times=times[copy.pk],
            only_rung=copy.group_id in rung,
        )
        for copy in copies
    ]


def _times(edition: Edition, copies: list[Copy]) -> Mapping[int, Counter[str]]:
    times: dict[int, Counter[str]] = {copy.pk: Counter() for copy in copies}
    for event in CopyEvent.objects.filter(copy__edition=edition):
        times[event.copy_id][event.act] += 1
    about = {f"copy {copy.pk}": copy.pk for copy in copies}
    failed = Email.objects.failed().filter(kind="organisers/copy_sent", about__in=about)
    for name in failed.values_list("about", flat=True):
        times[about[name]][CopyAct.BOUNCED] += 1
    return times
