"""A list of contacts as a file, whoever it is for: the same entries as CSV, Excel, vCard, PDF and Word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import groupby
from uuid import UUID

from django.utils.timezone import localdate

from lla.addresses.telephone import is_mobile, shown
from lla.keys import standing_keys
from lla.papers import pdf, word
from lla.papers.archive import filename as safe_filename
from lla.papers.archive import without_moments
from lla.papers.blocks import Block, Facts, Heading, Notice, Paper, Paragraph, Span, plain
from lla.papers.spreadsheets import csv_file, xlsx_file
from lla.time.wording import short_day
from lla.words.cleaning import one_line
from lla.words.names import given_and_family

from ...contacts.choices import Detail
from ..choices import ListFormat
from ..vcards import Card, vcard_file


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a group, or a group by itself with a note on how to reach it; `phone` is as kept.

    `key` names whom the entry is about, such as "contact:5", where address books should know them again.
    """

    group: str
    details: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    town: str = ""
    constituency: str = ""
    category: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """What one file says. `columns` are the details it may hold, blank where somebody does not share one.

    Files of one `series` have the same card for the same person; no other can be joined to them by it.
    """

    title: str
    copy_id: str
    issued_to: str
    issued_at: datetime
    columns: tuple[Detail, ...]
    entries: tuple[Entry, ...]
    series: str = ""

    @property
    def watermark(self) -> str:
        """Stands in every format, on every page that is printed."""
        on = short_day(localdate(self.issued_at))
        return f"Copy {self.copy_id} issued to {one_line(self.issued_to)} on {on}, do not forward"


def through_the_website(group: str) -> str:
    """Stands for the address of a group that shares none."""
    return f"Write to {group} through this website."


def draw(directory: Directory, format: str) -> bytes:
    return _DRAWN_BY[ListFormat(format)](directory)


def filename(stem: str, copy_id: str, format: str) -> str:
    """What it is of, and the copy’s number last."""
    return safe_filename(stem, f"-{copy_id}.{format}")


# What Outlook, Google Contacts and mail merge call each detail.
_COLUMNS: Mapping[Detail, tuple[str, ...]] = {
    Detail.NAME: ("First Name", "Last Name"),
    Detail.ROLE: ("Job Title",),
    Detail.EMAIL: ("E-mail Address",),
    Detail.PHONE: ("Mobile Phone", "Business Phone"),
}
_OF_ENTRIES = {
    "town": "Business City",
    "constituency": "Constituency",
    "category": "Categories",
    "note": "Notes",
}


def _lines(directory: Directory) -> list[list[str]]:
    """The names of the columns, and a line for each entry, which ends with the number of the copy."""
    told = [name for name in _OF_ENTRIES if any(getattr(entry, name) for entry in directory.entries)]
    detailed = [column for detail in directory.columns for column in _COLUMNS[detail]]
    tidy = cache(one_line)  # a group's words come with each of its people
    lines = [["Company", *detailed, *(_OF_ENTRIES[name] for name in told), "Copy"]]
    for entry in directory.entries:
        cells = [cell for detail in directory.columns for cell in _cells(entry, detail)]
        more = [tidy(getattr(entry, name)) for name in told]
        lines.append([tidy(entry.group), *cells, *more, directory.copy_id])
    return lines


def _cells(entry: Entry, detail: Detail) -> tuple[str, ...]:
    """A detail in as many cells as it has columns."""
    words = _words(entry, detail)
    if detail == Detail.NAME:
        return given_and_family(words)
    if detail == Detail.PHONE:
        return (words, "") if is_mobile(entry.details.get(detail, "")) else ("", words)
    return (words,)


def _words(entry: Entry, detail: Detail) -> str:
    words = entry.details.get(detail, "")
    if detail != Detail.PHONE:
        return one_line(words)
    number = shown(words)
    # Dialled from here as it stands; a CSV file would have to hide a leading plus from spreadsheets.
    return f"00{number[1:]}" if number.startswith("+") else number


def _vcard(directory: Directory) -> bytes:
    return vcard_file(
        Card(
            name=entry.details.get(Detail.NAME, ""),
            group=entry.group,
            role=entry.details.get(Detail.ROLE, ""),
            email=entry.details.get(Detail.EMAIL, ""),
            phone=entry.details.get(Detail.PHONE, ""),
            town=entry.town,
            category=entry.category,
            note=" ".join(part for part in (entry.note, _seat(entry), f"{directory.watermark}.") if part),
            uid=uid,
        )
        for entry, uid in zip(directory.entries, _uids(directory), strict=True)
    )


def _seat(entry: Entry) -> str:
    return f"Constituency: {entry.constituency}." if entry.constituency else ""


def _uids(directory: Directory) -> list[str]:
    """What tells each card from every other, without saying whose it is."""
    keys = [entry.key for entry in directory.entries]
    drawn = standing_keys.pseudonyms(f"organisers.cards {directory.series}", keys) if any(keys) else keys
    return [UUID(hash[:32], version=5).urn if key else "" for key, hash in zip(keys, drawn, strict=True)]


def paper(directory: Directory) -> Paper:
    """The printed form: groups as headings, the watermark at the top and in every running head."""
    return Paper(
        title=directory.title,
        blocks=(Notice(plain(f"{directory.watermark}.")), *_printed(directory)),
        subject=directory.watermark,
        running_head=directory.watermark,
        reference=f"Copy {directory.copy_id}",
    )


def _printed(directory: Directory) -> Iterator[Block]:
    for group, entries in groupby(directory.entries, key=lambda entry: entry.group):
        yield Heading(1, plain(group))
        in_group = list(entries)
        if place := " · ".join(part for part in (in_group[0].town, _seat(in_group[0])) if part):
            yield Paragraph(plain(place))
        if people := [_fact(entry, directory.columns) for entry in in_group if entry.details]:
            yield Facts(tuple(people))
        yield from (Paragraph(plain(entry.note)) for entry in in_group if entry.note)


def _fact(entry: Entry, columns: tuple[Detail, ...]) -> tuple[str, tuple[Span, ...]]:
    first, *others = [words for column in columns if (words := _words(entry, column))] or ["Contact"]
    return first, plain(" · ".join(others))


# Each draws the same directory as the same bytes, however often it is asked.
_DRAWN_BY: Mapping[ListFormat, Callable[[Directory], bytes]] = {
    ListFormat.CSV: lambda directory: csv_file(_lines(directory)),
    ListFormat.XLSX: lambda directory: xlsx_file(
        _lines(directory),
        title=directory.title,
        sheet_name="Contacts",
        foot=directory.watermark,
        made_at=directory.issued_at,
    ),
    ListFormat.VCARD: _vcard,
    ListFormat.PDF: lambda directory: pdf.render(paper(directory)),
    ListFormat.WORD: lambda directory: without_moments(
        word.render(paper(directory), made_at=directory.issued_at)
    ),
}
