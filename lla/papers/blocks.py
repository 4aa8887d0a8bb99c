"""What a paper is made of, before anyone decides how it looks: frozen blocks of marked words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal

from lla.papers.stamps import Stamp

Change = Literal["", "ins", "del"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; `mark` is "ins" or "del" in a difference of two texts."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    mark: Change = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands directly below the paper's title."""

    level: int
    spans: Spans
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that is a clause carries its number, one that is said beside a text is `aside`."""

    spans: Spans
    number: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A line ending in a colon that opens a part, such as "Conference notes:"."""

    spans: Spans
    level: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list; in a motion it is a clause and `number` is its full number, "2.1"."""

    number: str
    spans: Spans
    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; items without numbers of their own are drawn with bullets, or counted when ordered."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a thing: pairs of a term and its words."""

    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of people's names under a heading of its own, which may be empty."""

    heading: str
    names: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One line of an index: "B", a title, who it is by, and the anchor of the heading it leads to."""

    label: str
    title: str
    by: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The lettered list of what follows."""

    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph set apart because the reader must not miss it."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Mark:
    """A status in words; the tone only colours it."""

    words: str
    tone: Literal["", "good", "wait"] = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """The end of one thing and the start of another; on paper a new page when `page` is set."""

    page: bool = False


Number = int | float
Cell = Spans | Number | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head; the first cell of a row names it, numbers stand to the right, None is a gap.

    Every row has as many cells as the head, and the caption says what the table is of. In a table `to_fill`
    people write by hand: its rows are high, and blank columns wide.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    to_fill: bool = False

    def __post_init__(self) -> None:
        if not self.caption:
            raise ValueError("A table needs a caption.")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"Each row of the table “{self.caption}” needs {len(self.head)} cells.")

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers and gaps alone."""
        columns = [[row[at] for row in self.rows] for at in range(len(self.head))]
        return tuple(
            any(cell is not None for cell in column) and not any(isinstance(cell, tuple) for cell in column)
            for column in columns
        )


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart shows of one thing: a number for each label, or None where there is none."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """Between what the numbers should keep, and in words: "the aim: 2 to 3 posts a day"."""

    low: Number
    high: Number
    words: str


_LARGEST = 1e100


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as a picture, which the same numbers always follow as a table.

    If `annexed` the table stands at the end of a paper. `unit` is what is counted, "posts a day"; `axis` is
    what the labels are, "Week".
    """

    title: str
    unit: str
    axis: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Literal["columns", "lines"] = "columns"
    aim: Aim | None = None
    annexed: bool = False

    def __post_init__(self) -> None:
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError(f"Each series of “{self.title}” needs {len(self.labels)} values.")
        numbers = [*self.numbers, *((self.aim.low, self.aim.high) if self.aim else ())]
        if not all(-_LARGEST < number < _LARGEST for number in numbers):
            raise ValueError(f"The chart “{self.title}” cannot show what is not a finite number.")

    @property
    def numbers(self) -> list[Number]:
        """Every number there is to show."""
        return [value for each in self.series for value in each.values if value is not None]

    @property
    def table(self) -> Table:
        """The same numbers as a table, without the rows that would have none."""
        caption = f"{self.title}: the figures, in {self.unit}"
        columns = [each.values for each in self.series]
        return Table(
            f"{caption} ({self.aim.words})" if self.aim else caption,
            (self.axis, *(each.name for each in self.series)),
            tuple(
                (plain(label), *values)
                for label, *values in zip(self.labels, *columns, strict=True)
                if any(value is not None for value in values)
            ),
        )


Block = (
    Heading | Paragraph | LeadIn | ListBlock | Facts | Names | Index | Notice | Mark | Divider | Table | Chart
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: what it says and what its file is told about it.

    Bound in a booklet it stands in the contents below `group`, which is drawn wherever it changes. One that
    opens its group is what the group's own line in the contents leads to, and has no other. One that
    `follows` stands on the same page as the paper before it, however the booklet is bound. `lists` are the
    references of documents that it names by their titles; how it is drawn does not depend on either.
    """

    title: str
    blocks: tuple[Block, ...]
    subject: str = ""
    author: str = ""
    language: str = "en-GB"
    running_head: str = ""
    filename_stem: str = ""
    reference: str = ""
    group: str = ""
    opens_group: bool = False
    follows: bool = field(default=False, repr=False)
    lists: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Papers that follow one another on the page: together they are one part of a booklet."""

    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """Many papers bound as one after the front matter and contents.

    Each that does not follow another begins on its own page or, `run_on`, only the first of each group does.
    The title stands for the
    front's own; everything else the file is told comes from the front. A front with an index whose anchors
    are the parts' references needs no contents. What `cover` says stands with the title on the first page.
    """

    title: str
    front: Paper
    parts: tuple[Paper, ...]
    run_on: bool = False
    cover: tuple[str, ...] = ()

    @property
    def page_breaks(self) -> tuple[bool, ...]:
        """For each of its papers whether it begins on a new page."""
        first = (True,) if self.parts else ()
        return first + tuple(
            not (part.follows or (self.run_on and part.group == before.group))
            for before, part in pairwise(self.parts)
        )

    @property
    def bound(self) -> tuple[Paper | Run, ...]:
        """What the booklet is bound from, in the order of its papers: each of these begins on a new page."""
        runs: list[list[Paper]] = []
        for part, breaks in zip(self.parts, self.page_breaks, strict=True):
            if breaks:
                runs.append([])
            runs[-1].append(part)
        return tuple(papers[0] if len(papers) == 1 else Run(tuple(papers)) for papers in runs)

    @property
    def filename_stem(self) -> str:
        return self.front.filename_stem

    @property
    def has_index(self) -> bool:
        """Whether the front lists the parts itself."""
        return any(isinstance(block, Index) for block in self.front.blocks)


@dataclass(frozen=True, slots=True)
class Archive:
    """Papers kept together in one zip, each as PDF and as Word file."""

    filename_stem: str
    papers: tuple[Paper | Booklet, ...]

    @property
    def title(self) -> str:
        return self.papers[0].title


LineKind = Literal["title", "heading", "lead-in", "clause", "more", "appendix"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text with its changes: words that came or went are marked, and so is a line that did.

    `depth` is the level of a heading, and of clauses 0 for a paragraph and 1 to 3 for a point of a list; more
    of a point has that of its point. Behind the heading "appendix" clauses are counted as those of one. `by`
    are those who changed each span, where it is not whoever changed the text.
    """

    kind: LineKind
    spans: Spans
    depth: int = 0
    ordered: bool = False
    mark: Change = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """A paper around a text that Word can change: its own blocks stand before the text, `behind` after it.

    Word tracks what is marked in the text as changes that somebody made at that moment, and with a stamp also
    what its reader changes, who is asked to send it back.
    """

    paper: Paper
    text: tuple[TextLine, ...]
    behind: tuple[Block, ...] = ()
    stamp: Stamp | None = None
    changed_by: str = ""
    changed_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def title(self) -> str:
        return self.paper.title

    @property
    def filename_stem(self) -> str:
        return self.paper.filename_stem

    @property
    def unmarked(self) -> Paper:
        """All that it says as a plain paper, to count what there is to draw."""
        text = tuple(Paragraph(line.spans) for line in self.text)
        return replace(self.paper, blocks=(*self.paper.blocks, *text, *self.behind))


def papers_in(thing: Paper | Run | Booklet | Archive | MarkedPaper) -> Iterator[Paper]:
    """The single papers of a thing, in order."""
    match thing:
        case Paper():
            yield thing
        case MarkedPaper():
            yield thing.unmarked
        case Booklet():
            yield from (thing.front, *thing.parts)
        case _:
            for part in thing.papers:
                yield from papers_in(part)


def with_annex(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a paper, and behind them the tables that are not to stand among them."""
    tables = [block.table for block in blocks if isinstance(block, Chart) and block.annexed and block.numbers]
    return (*blocks, Divider(page=True), Heading(1, plain("Annex")), *tables) if tables else blocks


def plain(words: str) -> Spans:
    """Words without any marking."""
    return (Span(words),) if words else ()


def words_of(spans: Spans) -> str:
    """The words of some spans, without their marking."""
    return "".join(span.text for span in spans)
