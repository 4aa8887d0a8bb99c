"""Word files of our own making that come back: their styles say which words are the text."""

import re
from collections.abc import Iterable
from dataclasses import replace

from lla.papers.stamps import MARKER
from lla.wordfile.omissions import LeftOut
from lla.wordfile.reading import Line, Words
from lla.wordfile.styles import Point

_STYLES = frozenset({"fact", "status", "names", "index by"})
_PRINTED = _STYLES | {
    "notice", "beside the text", "contents", "contents group", "toc heading", "index line", MARKER.lower(),
}  # fmt: skip
_APPENDIX = "Appendix"
_CLAUSE = re.compile(r"(clause|point|list number)(?: ([23]))?$")
_TYPED_NUMBER = re.compile(r"([A-Za-z]{0,9})[0-9]{1,9}(?:\.[0-9]{1,9}){0,2}\t")


def is_ours(styles: frozenset[str]) -> bool:
    """Whether a file with these styles was made here, whoever has changed its words since."""
    return styles >= _STYLES


def without_what_is_printed(lines: Iterable[Line], left_out: LeftOut) -> list[Line]:
    """The lines without facts, notices, names and contents; clauses and points are what their styles say."""
    kept: list[Line] = []
    for line in lines:
        if line.place.style == "names" and kept and kept[-1].place.heading:
            left_out.add("printed", f"{kept.pop().text}\n")
        if line.place.style in _PRINTED:
            left_out.add("printed", f"{line.text}\n")
        else:
            _settle(line)
            kept.append(line)
    return kept


def _settle(line: Line) -> None:
    found = _CLAUSE.match(line.place.style)
    if not found:
        return
    before = line.place.point.before if line.place.point else ""
    if line.place.point is None and (typed := _TYPED_NUMBER.match(line.text)):
        before = typed[1]
        _take_off(line.words, typed.end())
    point = Point(found[1], int(found[2] or 1) - 1, found[1] == "list number", before=before)
    line.place = replace(line.place, point=point)


def _take_off(words: list[Words], letters: int) -> None:
    """Take so many letters off the beginning."""
    while words and letters >= len(words[0].text):
        letters -= len(words[0].text)
        del words[0]
    if words:
        words[0] = replace(words[0], text=words[0].text[letters:])


def parted(lines: list[Line], left_out: LeftOut) -> tuple[list[Line], list[Line]]:
    """The lines of the text and those of its appendix, in which each clause counts from A1."""
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.place.heading == 1 and line.text.strip() == _APPENDIX:
            left_out.add("printed", f"{line.text}\n")
            return _without_clauses(lines[:at]), _raised(_without_clauses(lines[at + 1 :]))
        if line.place.point and not line.place.point.before:
            break
    return _without_clauses(lines), []


def _without_clauses(lines: list[Line]) -> list[Line]:
    """Paragraphs that are clauses are paragraphs."""
    for line in lines:
        if line.place.point and line.place.point.of == "clause":
            line.place = replace(line.place, point=None)
    return lines


def _raised(lines: list[Line]) -> list[Line]:
    """Headings of an appendix stand one level below its own."""
    for line in lines:
        line.place = replace(line.place, heading=max(line.place.heading - 1, 0))
    return lines
