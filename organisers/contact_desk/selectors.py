"""Which of a region's groups and contacts a list shows: found by words, narrowed and in some order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Value

from lla.emails.models import Email
from lla.pages.converters import row_key
from lla.words.functions import SortKey

from ..contacts import emails as contacts_emails
from ..contacts.models import Contact
from ..contacts.querysets import ContactQuerySet
from ..groups import selectors as groups_selectors
from ..groups.models import Group
from ..groups.selectors import GROUP_FILTERS
from ..regions.models import Region

CONTACT_FILTERS = {
    "": "All",
    "reachable": "Verified",
    "unverified": "To be verified",
    "ring": "To ring",
    "lost": "Out of reach",
    "uncovered": "Groups not covered",
}
# The emails that ask a contact to look at their own page.
ASKING = ("organisers/added", "organisers/asked_to_verify", "organisers/took_over")
ASKED_WITHIN = timedelta(days=1)
_OLDEST = F("verified_at").asc(nulls_first=True)
# What a list can be in the order of: the words, and what the database sorts by.
CONTACT_ORDERS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "": ("Group", (SortKey("group__name"), SortKey("name"))),
    "name": ("Name", (SortKey("name"),)),
    "role": ("Role", ("role", SortKey("name"))),
    "verified": ("Verified, longest ago first", (_OLDEST, SortKey("name"))),
    "newest": ("Added, newest first", ("-created_at",)),
}
GROUP_ORDERS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "": ("Group", (SortKey("name"),)),
    "town": ("Town", (SortKey("town"), SortKey("name"))),
    "status": ("Status", ("status", SortKey("name"))),
    "contacts": ("Verified contacts, fewest first", ("reachable", "answering", SortKey("name"))),
    "verified": ("Details verified, longest ago first", (_OLDEST, SortKey("name"))),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How a list is narrowed beside its tags; what is blank leaves everything."""

    asked: str = ""
    role: str = ""
    status: str = ""
    order: str = ""


def groups_of(region: Region, narrowing: Narrowing, *, now: datetime) -> list[Any]:
    """A region's groups as `for_the_desk` has them; which tag shows which is `GROUP_FILTERS`."""
    groups = Group.objects.filter(region=region).found_by(narrowing.asked).with_role(narrowing.role)
    _, order = GROUP_ORDERS[narrowing.order]
    return list(groups.for_the_desk(since=groups_selectors.verified_since(now=now)).order_by(*order, "pk"))


def groups_shown(groups: Iterable[Any], show: str, *, now: datetime) -> list[Any]:
    """Those of `groups_of` that a tag shows."""
    since = groups_selectors.verified_since(now=now)
    return [group for group in groups if GROUP_FILTERS[show].holds(group, since)]


def contacts_of(region: Region, show: str, narrowing: Narrowing, *, now: datetime) -> ContactQuerySet:
    """A region's contacts that a tag shows, but for "uncovered", which shows groups."""
    contacts, since = on_the_desk(region), groups_selectors.verified_since(now=now)
    match show:
        case "reachable":
            contacts = contacts.reachable(since=since)
        case "unverified":
            contacts = contacts.unverified(since=since)
        case "ring":
            contacts = contacts.to_ring(since=since)
        case "lost":
            contacts = contacts.out_of_reach()
    contacts = contacts.found_by(narrowing.asked).with_role(narrowing.role)
    if narrowing.status:
        contacts = contacts.filter(group__status=narrowing.status)
    _, order = CONTACT_ORDERS[narrowing.order]
    return contacts.select_related("group__region").order_by(*order, "pk")


def uncovered_groups(region: Region, narrowing: Narrowing, *, now: datetime) -> QuerySet[Group]:
    """Affiliated groups without a verified contact."""
    since = groups_selectors.verified_since(now=now)
    return Group.objects.uncovered(since=since).filter(region=region).found_by(narrowing.asked)


def on_the_desk(region: Region) -> ContactQuerySet:
    """The contacts an organiser works with: an application that nobody confirmed yet may name anybody."""
    present = Contact.objects.present().filter(group__region=region)
    return present.exclude(group__in=Group.objects.unconfirmed().values("pk"))


def asked_lately(contacts: Collection[Contact], *, now: datetime) -> dict[int, datetime]:
    """When those of some contacts who were asked within a day to check their page were asked last."""
    by_about = {contacts_emails.about(contact): contact.pk for contact in contacts}
    asked = Email.objects.filter(about__in=by_about, kind__in=ASKING, created_at__gt=now - ASKED_WITHIN)
    last = asked.order_by().values_list("about").annotate(at=Max("created_at"))
    return {by_about[about]: at for about, at in last}


def chosen_groups(region: Region, keys: Iterable[str]) -> QuerySet[Group]:
    """The groups that a form names by their keys."""
    confirmed = Group.objects.filter(region=region).exclude(pk__in=Group.objects.unconfirmed().values("pk"))
    return confirmed.filter(pk__in=set(map(row_key, keys))).select_related("region").order_by(SortKey("name"))


def contact_counts(region: Region, narrowing: Narrowing, *, now: datetime) -> dict[str, int]:
    """How many rows each tag shows, in one query."""
    rows: list[QuerySet[Any]] = [
        uncovered_groups(region, narrowing, now=now)
        if show == "uncovered"
        else contacts_of(region, show, narrowing, now=now)
        for show in CONTACT_FILTERS
    ]
    counted = [
        found.order_by().values(show=Value(name)).annotate(rows=Count("pk")).values_list("show", "rows")
        for name, found in zip(CONTACT_FILTERS, rows, strict=True)
    ]
    return dict.fromkeys(CONTACT_FILTERS, 0) | dict(counted[0].union(*counted[1:], all=True))
