"""The one door of an organiser's contact list: what it may hold of whom.

In it stand the contacts of affiliated groups of the organiser's own regions who allow, at this moment, what
the list is for (`rules.lists.RESTS_ON`). Somebody who has said nothing yet, has withdrawn or was erased is on
no list: the organiser finds them on the desk, one by one. Of each person it holds only the details that were
chosen, and a telephone number only of those who allow calls.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..choices import ContactRole, Detail, Purpose
from ..models import Contact, Download, Region
from ..rules import lists as rules
from ..workflow.lists import Issue, Person
from . import directory
from .directory import Directory, Entry

SHOWN = 50  # people of a preview; a screen is not a download


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would be in a list now: how many, of how many groups, the first of them, and who is left out."""

    rows: int
    groups: int
    people: tuple[Contact, ...]
    left_out: int

    @property
    def unshown(self) -> int:
        return self.rows - len(self.people)


def preview(regions: Iterable[Region], purpose: str) -> Preview:
    keys = [region.pk for region in regions]
    people = rules.people(keys, purpose)
    rows = people.count()
    everybody = Contact.objects.present().of_affiliated(keys)
    return Preview(
        rows=rows,
        groups=people.order_by().values("group").distinct().count(),
        people=tuple(people.select_related("group").in_alphabetical_order()[:SHOWN]),
        left_out=everybody.count() - rows,
    )


def draw(issue: Issue, people: Sequence[Person]) -> bytes:
    """The file of a list as it is handed out."""
    asked = issue.asked
    columns = tuple(Detail(column) for column in asked.columns)
    regions = list(asked.regions.all())
    rung = _may_be_rung(regions) if Detail.PHONE in columns else frozenset()
    return directory.draw(
        Directory(
            title=f"Contacts: {', '.join(map(str, regions))}",
            copy_id=issue.copy_id,
            issued_to=issue.to,
            issued_at=issue.at,
            columns=columns,
            entries=tuple(_entry(person, columns, rung) for person in people),
        ),
        asked.format,
    )


def filename(download: Download) -> str:
    return directory.filename(stem(download.request.regions.all()), download.copy_id, download.format)


def stem(regions: Iterable[Region]) -> str:
    return "-".join(["contacts", *(region.slug for region in regions)])


def _may_be_rung(regions: Iterable[Region]) -> frozenset[int]:
    allowed = Contact.objects.with_consent(Purpose.PHONE)
    here = allowed.of_affiliated([region.pk for region in regions])
    return frozenset(here.values_list("pk", flat=True))


def _entry(person: Person, columns: tuple[Detail, ...], rung: frozenset[int]) -> Entry:
    every = {
        Detail.NAME: person.name,
        Detail.ROLE: str(ContactRole(person.role).label),
        Detail.EMAIL: person.email,
        Detail.PHONE: person.phone if person.key in rung else "",
    }
    return Entry(person.group, {column: every[column] for column in columns})
