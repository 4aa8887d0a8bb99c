"""Who stands in a list now, with which details, and the groups of its regions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from lla.words.folding import sort_key

from ..contacts.choices import LIST_PURPOSES, Detail, Purpose
from ..contacts.models import Consent, Contact, known
from ..contacts.querysets import ContactQuerySet
from ..contacts.sharing import ConsentAnswer, listable_details, shared_details
from ..groups.models import Group
from ..regions.models import Constituency
from .models import DownloadRequest


class ListedPerson(NamedTuple):
    """Somebody in a list, with the details that it holds of them; there may be thousands."""

    key: int
    group: str
    details: Mapping[str, str]


class ListedGroup(NamedTuple):
    """An affiliated group of a list's regions, with what everybody may read of it."""

    key: int
    region: str
    town: str
    constituency: str
    public_email: str


@dataclass(frozen=True, slots=True)
class Listed:
    """All that is in a list: its people, and by itself every group of which nobody is among them."""

    people: Sequence[ListedPerson]
    groups: Mapping[str, ListedGroup]

    @property
    def alone(self) -> list[str]:
        named = {person.group for person in self.people}
        return [name for name in self.groups if name not in named]

    @property
    def rows(self) -> int:
        return len(self.people) + len(self.alone)

    def only(self, keys: Collection[int]) -> "Listed":
        """Without whoever is not one of these people."""
        kept = frozenset(keys)
        return replace(self, people=[person for person in self.people if person.key in kept])


def requested(asked: DownloadRequest) -> Listed:
    """What is now in a list that was asked for."""
    regions = [region.pk for region in asked.regions.all()]
    return listed(regions, asked.purpose, asked.columns, roles=asked.roles, groups=asked.groups)


def listed(
    regions: Collection[int],
    purpose: str,
    columns: Collection[str],
    *,
    roles: Collection[str] = (),
    groups: Collection[int] = (),
) -> Listed:
    """What is in a list of these regions now, or of those of their groups that were chosen."""
    people = listed_people(regions, purpose, columns, roles=roles, groups=groups)
    return Listed(people, listed_groups(regions, groups))


def listed_people(
    regions: Iterable[int],
    purpose: str,
    columns: Collection[str],
    *,
    roles: Collection[str] = (),
    groups: Collection[int] = (),
) -> list[ListedPerson]:
    """Who stands in a list of these regions for this purpose now, with which of the details in its columns.

    Whoever shares none of them is not in it. Of chosen `groups` only those count, and of chosen `roles` only
    who shares theirs, so that a choice tells nothing that a column may not.
    """
    if purpose not in LIST_PURPOSES:
        return []
    here = Contact.objects.present().of_affiliated(list(regions))
    if groups:
        here = here.filter(group__in=groups)
    allowed = _allowed(here, Purpose(purpose))
    names = dict(Group.objects.filter(contacts__in=here).values_list("pk", "name"))
    rows = here.values_list("pk", "group", "name", "role", "more_roles", "email", "phone")
    people = [
        ListedPerson(
            pk, names[group], shared_details(known(name, role, more, email, phone), details, columns=columns)
        )
        for pk, group, name, role, more, email, phone in rows
        if (details := allowed.get(pk))
        and (not roles or (Detail.ROLE in details and not {role, *more}.isdisjoint(roles)))
    ]
    return sorted(
        (person for person in people if person.details),
        key=lambda one: (sort_key(one.group), sort_key(one.details.get(Detail.NAME, "")), one.key),
    )


def listed_groups(regions: Iterable[int], chosen: Collection[int] = ()) -> dict[str, ListedGroup]:
    """Every affiliated group of these regions, or each of those that were chosen, by its name."""
    affiliated = Group.objects.affiliated().filter(region__in=list(regions))
    if chosen:
        affiliated = affiliated.filter(pk__in=chosen)
    rows = affiliated.values_list("name", "pk", "region__name", "town", "public_email")
    seats: dict[int, list[str]] = defaultdict(list)
    held = Constituency.objects.filter(groups__in=affiliated.order_by()).order_by("name")
    for group, seat in held.values_list("groups", "name"):
        seats[group].append(seat)
    return {
        name: ListedGroup(pk, region, town, "; ".join(seats[pk]), public_email)
        for name, pk, region, town, public_email in rows
    }


def _allowed(here: ContactQuerySet, purpose: Purpose) -> dict[int, frozenset[str]]:
    """The details of contacts that a list for a purpose may hold now, by those who allow such a list."""
    given = Consent.objects.current().filter(given=True, contact__in=here)
    calls = set(given.filter(purpose=Purpose.PHONE).values_list("contact", flat=True))
    return {
        pk: _listable(purpose, frozenset(details), calls=pk in calls)
        for pk, details in given.filter(purpose=purpose).values_list("contact", "details")
    }


@cache
def _listable(purpose: Purpose, details: frozenset[str], *, calls: bool) -> frozenset[str]:
    return listable_details(
        {purpose: ConsentAnswer(True, details), Purpose.PHONE: ConsentAnswer(calls)}, purpose
    )
