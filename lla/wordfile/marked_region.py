"""The part of a Word file of ours that its reader was asked to change: where it begins and where it ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from xml.etree.ElementTree import Element

from lla.papers.stamps import APPENDIX, BEGIN, BEGIN_WORDS, END, END_WORDS, MARKER
from lla.wordfile.markup import beneath, child, kind, value
from lla.wordfile.styles import Looks, Place
from lla.wordfile.tracked_changes import words_in

_AROUND = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag"})
_BLOCKS = frozenset({"w:p", "w:tbl"})
_NAMES = "names"
_OURS = frozenset({MARKER.lower(), "fact", "notice", "status", _NAMES, "beside the text"})


class LocatedBy(Enum):
    """How the text was located."""

    MARKERS = "the lines that mark it"
    STYLES = "the styles around it"
    NOTHING = "nothing: all of the file is taken for the text"


@dataclass(frozen=True, slots=True)
class Region:
    """The body of the text, how it was located, and words that are not in it and nobody printed there."""

    body: Element
    located_by: LocatedBy
    beside_a_marker: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def region(body: Element, looks: Looks) -> Region:
    """The text of a file, by the bookmarks or the words of its markers, else by the styles around it."""
    blocks = list(_opened(body))
    begin, end = _marker(blocks, BEGIN, BEGIN_WORDS), _marker(blocks, END, END_WORDS)
    if begin is not None and end is not None and begin >= end:
        begin = end = None
    beside = _beside(blocks, begin, BEGIN_WORDS), _beside(blocks, end, END_WORDS)
    text = blocks[0 if begin is None else begin + 1 : end]
    outside: list[str] = []
    if begin is not None and end is not None:
        around = [each for run in _runs([*blocks[:begin], *blocks[end + 1 :]], looks) for each in run]
        outside = [words_in(each) for each in around]
        located_by = LocatedBy.MARKERS
    else:
        runs = _runs(text, looks)
        located_by = LocatedBy.STYLES if len(runs) > 1 or len(text) < len(blocks) else LocatedBy.NOTHING
        text = max(runs, key=lambda run: sum(len(words_in(each)) for each in run))
    return Region(_body_of(text, body), located_by, _said(beside), _said(outside))


def parted(body: Element) -> tuple[Element, Element]:
    """The body of a text and that of its appendix, whose heading is in neither."""
    blocks = list(body)
    heading = _booked(blocks, APPENDIX)
    if heading is None:
        return body, _body_of([], body)
    return _body_of(blocks[:heading], body), _body_of(blocks[heading + 1 :], body)


def _body_of(blocks: Iterable[Element], body: Element) -> Element:
    part = Element(body.tag)
    part.extend(blocks)
    return part


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, words))


def _opened(element: Element) -> Iterator[Element]:
    """What stands in a body, whatever was put around it."""
    for each in element:
        if kind(each) in _AROUND:
            yield from _opened(each)
        else:
            yield each


def _marker(blocks: Sequence[Element], name: str, words: str) -> int | None:
    booked = _booked(blocks, name)
    if booked is not None:
        return booked
    return next((at for at, block in enumerate(blocks) if words in words_in(block)), None)


def _booked(blocks: Sequence[Element], name: str) -> int | None:
    """Where the block of a bookmark is; one that stands between two blocks is of the next."""
    for at, each in enumerate(blocks):
        if any(value(mark, "w:name") == name for mark in beneath(each, "w:bookmarkStart")):
            return next((place for place in range(at, len(blocks)) if kind(blocks[place]) in _BLOCKS), None)
    return None


def _beside(blocks: Sequence[Element], at: int | None, words: str) -> str:
    """What stands in a marker's line beside its words, or instead of them."""
    if at is None:
        return ""
    before, _, after = words_in(blocks[at]).partition(words)
    return before.strip() if words == END_WORDS else f"{before} {after}".strip()


def _runs(blocks: Iterable[Element], looks: Looks) -> list[list[Element]]:
    """The blocks between those that are printed around a text, and names have a heading."""
    runs: list[list[Element]] = [[]]
    before = Place()
    for block in blocks:
        place = looks.of_paragraph(child(block, "w:pPr")) if kind(block) == "w:p" else Place()
        if place.style == _NAMES and before.heading:
            runs[-1].pop()
        if place.style in _OURS:
            runs.append([])
        else:
            runs[-1].append(block)
        before = place
    return runs
