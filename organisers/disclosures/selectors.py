"""Who has had or seen contacts' details: copies, lists, and their pages opened on screen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.conf import settings

from lla.time.wording import short_day

from ..contacts.models import Contact
from ..editions.models import Copy
from ..lists.models import Download
from ..regions.models import Region
from .models import Opening

COMPARED_FOR = timedelta(days=90)
FEW = 5  # contacts in a day, below which nothing is unusual
TIMES_THE_USUAL = 3


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


def opened_days(*, today: date) -> list[Mapping[str, Any]]:
    """Each person's days of the last ninety, the newest first: how many contacts, how often, if unusual why.

    A day is compared with the other days of the same person.
    """
    rows: list[Mapping[str, Any]] = list(Opening.objects.since(today - COMPARED_FOR).by_person_and_day())
    by_person: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_person[row["by"]].append(row)
    names = dict(Region.objects.values_list("pk", "name"))
    return [
        {
            **row,
            "regions": sorted(names[region] for region in row["regions"]),
            "unusual": why_unusual(
                row["contacts"],
                other_days=[day["contacts"] for day in by_person[row["by"]] if day["on"] != row["on"]],
            ),
        }
        for row in rows
    ]


def why_unusual(contacts: int, *, other_days: Sequence[int]) -> str:
    """Why this many contacts on one day need a look, in a sentence; empty when they do not.

    `other_days` are the numbers of the same person's other days.
    """
    if contacts >= settings.UNUSUAL_OPENINGS:
        return f"{settings.UNUSUAL_OPENINGS} or more in one day."
    usual = median(other_days) if other_days else 0
    if other_days and contacts >= FEW and contacts > TIMES_THE_USUAL * usual:
        return f"More than {TIMES_THE_USUAL} times their usual number, which is {usual:g}."
    return ""


def days_opened(contact: Contact) -> list[date]:
    """On which days somebody opened a contact's page on screen, the newest first."""
    return list(
        Opening.objects.of_contact(contact.pk).order_by("-on").values_list("on", flat=True).distinct()
    )
