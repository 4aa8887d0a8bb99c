"""The one door of a copy of the directory: the entries frozen for its group that still stand."""

from collections.abc import Iterable

from lla.addresses.telephone import shown

from ..contacts.choices import Detail
from ..lists.choices import ListFormat
from ..lists.papers import directory
from ..lists.papers.directory import Directory, Entry
from .models import Copy
from .selectors import Row

FORMATS = (ListFormat.CSV, ListFormat.VCARD, ListFormat.PDF)
COLUMNS = tuple(Detail)


def of_copy(copy: Copy) -> Directory:
    return Directory(
        title=f"Directory of {copy.edition}",
        copy_id=copy.copy_id,
        issued_to=copy.group.name,
        issued_at=copy.made_at,
        columns=COLUMNS,
        entries=tuple(_entry(row, category=copy.edition.region.name) for row in copy.entries),
        series=f"copies {copy.group_id}",
    )


def draw(copy: Copy, format: str) -> bytes:
    """A copy as a file."""
    return directory.draw(of_copy(copy), format)


def filename(copy: Copy, format: str) -> str:
    stem = f"directory-{copy.edition.region.slug}-{copy.edition.number}"
    return directory.filename(stem, copy.copy_id, format)


def _entry(row: Row, *, category: str) -> Entry:
    if "relay" in row:
        note = directory.through_the_website(row["group"])
        return Entry(row["group"], note=note, category=category, key=f"group:{row['relay']}")
    details = {str(detail): row[detail] for detail in Detail if detail in row}
    return Entry(row["group"], details, category=category, key=f"contact:{row['contact']}")


def lines(entries: Iterable[Row]) -> list[Row]:
    """Entries for a page: a person's details as in the files, or a group that `relay` leads to."""
    return [
        {
            "group": row["group"],
            "details": [
                (detail.label, shown(row[detail]) if detail == Detail.PHONE else row[detail])
                for detail in Detail
                if detail in row
            ],
            "relay": row.get("relay", ""),
        }
        for row in entries
    ]
