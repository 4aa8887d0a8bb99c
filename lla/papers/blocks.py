"""What a paper is made of, before anyone decides how it looks: frozen blocks of marked words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; `mark` is "ins" or "del" in a difference of two texts."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    mark: Literal["", "ins", "del"] = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands directly below the paper's title."""

    level: int
    spans: Spans
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that is a clause carries its number."""

    spans: Spans
    number: str = ""


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


Block = Heading | Paragraph | LeadIn | ListBlock | Facts | Names | Index | Notice | Mark | Divider


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: what it says and what its file is told about it.

    Bound in a booklet it stands in the contents below `group`, which is drawn wherever it changes.
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


@dataclass(frozen=True, slots=True)
class Booklet:
    """Many papers bound as one, each beginning on its own page after the front matter and contents.

    The title stands for the front's own; everything else the file is told comes from the front. A front with
    an index whose anchors are the parts' references needs no contents.
    """

    title: str
    front: Paper
    parts: tuple[Paper, ...]

    @property
    def has_index(self) -> bool:
        """Whether the front lists the parts itself."""
        return any(isinstance(block, Index) for block in self.front.blocks)


@dataclass(frozen=True, slots=True)
class Archive:
    """Papers kept together in one zip, each as PDF and as Word file."""

    filename_stem: str
    papers: tuple[Paper | Booklet, ...]


def plain(words: str) -> Spans:
    """Words without any marking."""
    return (Span(words),) if words else ()


def words_of(spans: Spans) -> str:
    """The words of some spans, without their marking."""
    return "".join(span.text for span in spans)
