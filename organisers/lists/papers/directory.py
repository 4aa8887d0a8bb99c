"""A list of contacts as a file, whoever it is for: the same entries as CSV, Excel, vCard, PDF and Word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localdate

from lla.addresses.telephone import shown
from lla.papers import pdf, word
from lla.papers.archive import filename as safe_filename
from lla.papers.blocks import Block, Facts, Heading, Notice, Paper, Paragraph, Span, plain
from lla.papers.spreadsheets import csv_file, xlsx_file
from lla.time.wording import short_day
from lla.words.cleaning import one_line

from ...contacts.choices import Detail
from ..choices import ListFormat
from ..vcards import Card, vcard_file


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a group, or a group by itself with a note on how to reach it; `phone` is as kept."""

    group: str
    details: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """What one file says. `columns` are the details it may hold, blank where somebody does not share one."""

    title: str
    copy_id: str
    issued_to: str
    issued_at: datetime
    columns: tuple[Detail, ...]
    entries: tuple[Entry, ...]

    @property
    def watermark(self) -> str:
        """Stands in every format, on every page that is printed."""
        on = short_day(localdate(self.issued_at))
        return f"Copy {self.copy_id} issued to {one_line(self.issued_to)} on {on}, do not forward"


def draw(directory: Directory, format: str) -> bytes:
    return _DRAWN_BY[ListFormat(format)](directory)


def filename(stem: str, copy_id: str, format: str) -> str:
    """What it is of, and the copy’s number last."""
    return safe_filename(stem, f"-{copy_id}.{format}")


def _lines(directory: Directory) -> list[list[str]]:
    """The watermark, the head, and a line for each entry."""
    noted = any(entry.note for entry in directory.entries)
    head = ["Group", *(str(column.label) for column in directory.columns), *(["Note"] if noted else [])]
    lines = [[directory.watermark], head]
    for entry in directory.entries:
        cells = [_cell(entry, column) for column in directory.columns]
        lines.append([one_line(entry.group), *cells, *([entry.note] if noted else [])])
    return lines


def _cell(entry: Entry, column: Detail) -> str:
    words = entry.details.get(column, "")
    if column != Detail.PHONE:
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
            note=" ".join(part for part in (entry.note, f"{directory.watermark}.") if part),
        )
        for entry in directory.entries
    )


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
        if people := [_fact(entry, directory.columns) for entry in in_group if not entry.note]:
            yield Facts(tuple(people))
        yield from (Paragraph(plain(entry.note)) for entry in in_group if entry.note)


def _fact(entry: Entry, columns: tuple[Detail, ...]) -> tuple[str, tuple[Span, ...]]:
    first, *others = [words for column in columns if (words := _cell(entry, column))] or ["Contact"]
    return first, plain(" · ".join(others))


_DRAWN_BY: Mapping[ListFormat, Callable[[Directory], bytes]] = {
    ListFormat.CSV: lambda directory: csv_file(_lines(directory)),
    ListFormat.XLSX: lambda directory: xlsx_file(
        _lines(directory), title=directory.title, sheet_name="Contacts", foot=directory.watermark, head=2
    ),
    ListFormat.VCARD: _vcard,
    ListFormat.PDF: lambda directory: pdf.render(paper(directory)),
    ListFormat.WORD: lambda directory: word.render(paper(directory)),
}
