"""Who has had a contact's details: what the records of copies and lists say, told to the contact alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lla.time.wording import short_day

from ..contacts.models import Contact
from ..editions.models import Copy
from ..lists.models import Download


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One time that details left: when, to whom, why, and what is known of it since."""

    at: datetime
    to: str
    why: str
    since: tuple[str, ...]


def disclosures(contact: Contact) -> list[Disclosure]:
    """Every copy of the directory and every list that a contact stood in, the newest first."""
    found = of_copies(contact) + of_lists(contact)
    return sorted(found, key=lambda disclosure: disclosure.at, reverse=True)


def of_copies(contact: Contact) -> list[Disclosure]:
    copies = Copy.objects.holding(contact).select_related("group", "edition__region")
    return [_of_copy(copy) for copy in copies.prefetch_related("events")]


def of_lists(contact: Contact) -> list[Disclosure]:
    lists = Download.objects.holding(contact).select_related("by", "request")
    return [_of_list(download) for download in lists.prefetch_related("events")]


def _of_copy(copy: Copy) -> Disclosure:
    events = _once_each((event.get_act_display(), event.at) for event in copy.events.all())
    why = f"The directory: {copy.edition}, copy {copy.copy_id}"
    return Disclosure(copy.made_at, copy.group.name, why, events or ("Not sent yet",))


def _of_list(download: Download) -> Disclosure:
    why = f"{download.get_purpose_display()}: {download.request.words}"
    drawn = f"{download.get_format_display()} file, copy {download.copy_id}"
    since = _once_each((event.get_act_display(), event.at) for event in download.events.all())
    return Disclosure(download.at, f"{download.by}, regional organiser", why, (drawn, *since))


def _once_each(events: Iterable[tuple[str, datetime]]) -> tuple[str, ...]:
    """“Opened on 3 April 2027”, each act by its first time."""
    first: dict[str, datetime] = {}
    for act, at in events:
        first.setdefault(act, at)
    return tuple(f"{act} on {short_day(at.date())}" for act, at in first.items())
