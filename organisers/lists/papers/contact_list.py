"""An organiser's contact list as a file, and its preview: what it may hold of whom.

In it stand the contacts of affiliated groups of the organiser's own regions who allow, at this moment, a
list for what it is for, each with the details they share for lists and no other (`selectors.listed_people`).
Somebody who has said nothing yet, has withdrawn or was erased is on no list: the organiser finds them on the
desk, one by one. Their group has a row all the same, with what everybody may read of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ...contacts.choices import Detail
from ...contacts.models import Contact
from ..models import Download, DownloadRequest
from ..selectors import Listed, ListedGroup, ListedPerson
from . import directory
from .directory import Directory, Entry

SHOWN = 50  # people of a preview; a screen is not a download


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be in a list now: how many people and groups, the first of them, and who is left out.

    `holds` in a line says which details the file has of somebody, not what they are.
    """

    people: int
    groups: int
    alone: tuple[str, ...]
    lines: list[dict[str, Any]]
    left_out: int

    @property
    def rows(self) -> int:
        return self.people + len(self.alone)

    @property
    def unshown(self) -> int:
        return self.people - len(self.lines)


def preview(listed: Listed) -> Preview:
    everybody = Contact.objects.present().filter(group__in=[group.key for group in listed.groups.values()])
    return Preview(
        people=len(listed.people),
        groups=len({person.group for person in listed.people}),
        alone=tuple(listed.alone),
        lines=[
            {
                "group": person.group,
                "name": person.details.get(Detail.NAME, ""),
                "role": person.details.get(Detail.ROLE, ""),
                "holds": tuple(str(Detail(detail).label) for detail in person.details),
            }
            for person in listed.people[:SHOWN]
        ],
        left_out=everybody.count() - len(listed.people),
    )


def of_list(asked: DownloadRequest, listed: Listed, *, copy_id: str, at: datetime) -> Directory:
    """A list as it is handed out to whoever asked for it."""
    return Directory(
        title=f"Contacts: {', '.join(map(str, asked.regions.all()))}",
        copy_id=copy_id,
        issued_to=str(asked.by),
        issued_at=at,
        columns=tuple(Detail(column) for column in asked.columns),
        entries=tuple(_entries(listed, asked.columns)),
        series=f"lists {asked.purpose}",
    )


def _entries(listed: Listed, columns: Collection[str]) -> Iterator[Entry]:
    """The people of each group; a group of which nobody is in the list is in it by itself."""
    people_of: dict[str, list[ListedPerson]] = defaultdict(list)
    for person in listed.people:
        people_of[person.group].append(person)
    for name, group in listed.groups.items():
        place = (group.town, group.constituency, group.region)
        for person in people_of[name]:
            yield Entry(name, person.details, "", *place, key=f"contact:{person.key}")
        if not people_of[name]:
            yield _by_itself(Entry(name, {}, "", *place), group, columns)


def _by_itself(entry: Entry, group: ListedGroup, columns: Collection[str]) -> Entry:
    """A group by its public address, or as one writes to it through the website."""
    key = f"group:{group.key}"
    if not group.public_email:
        return replace(entry, note=directory.through_the_website(entry.group), key=key)
    details = {str(Detail.EMAIL): group.public_email} if Detail.EMAIL in columns else {}
    return replace(entry, details=details, note="The group’s public address.", key=key)


def draw(asked: DownloadRequest, listed: Listed, format: str, *, copy_id: str, at: datetime) -> bytes:
    return directory.draw(of_list(asked, listed, copy_id=copy_id, at=at), format)


def filename(download: Download) -> str:
    stem = "-".join(["contacts", *(region.slug for region in download.request.regions.all())])
    return directory.filename(stem, download.copy_id, download.format)
