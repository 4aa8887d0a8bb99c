"""Places in the text and what leads to them: bookmarks, links, fields, drawings and tables."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.word_rules.opening import Package, beneath, child, children, name_of, value

_LONGEST_NAME = 40


def faults(package: Package) -> Iterator[str]:
    for name, story in package.stories:
        for rule in (_bookmarks, _links, _fields, _tables):
            yield from (f"{name}: {sentence}" for sentence in rule(story))
    yield from _drawings(package)


def _bookmarks(story: Any) -> Iterator[str]:
    starts = list(beneath(story, "w:bookmarkStart"))
    names = [value(each, "w:name") for each in starts]
    opened = [value(each, "w:id") for each in starts]
    yield from _twice("bookmark", (name.casefold() for name in names))
    yield from _twice("bookmark of number", opened)
    for name in names:
        if len(name) > _LONGEST_NAME or not name.isidentifier():
            yield f"{name} is no name for a bookmark."
    closed = [value(each, "w:id") for each in beneath(story, "w:bookmarkEnd")]
    if sorted(opened) != sorted(closed):
        yield "A bookmark begins and does not end, or ends and does not begin."


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"The {what} {name} is there twice." for name, count in Counter(names).items() if count > 1)


def _links(story: Any) -> Iterator[str]:
    places = {value(each, "w:name") for each in beneath(story, "w:bookmarkStart")}
    for each in beneath(story, "w:hyperlink"):
        anchor = value(each, "w:anchor")
        if anchor and anchor not in places:
            yield f"A link leads to {anchor}, which is not there."
        if not anchor and not value(each, "r:id"):
            yield "A link leads nowhere."


def _fields(story: Any) -> Iterator[str]:
    """Each field begins, says what it asks for, has its answer and ends."""
    stages: list[str] = []
    for each in beneath(story, "w:fldChar", "w:instrText"):
        stage = value(each, "w:fldCharType") if name_of(each) == "w:fldChar" else "asks"
        if stage == "begin":
            stages.append(stage)
            continue
        after = {"asks": {"begin", "asks"}, "separate": {"asks"}, "end": {"asks", "separate"}}[stage]
        if not stages or stages[-1] not in after:
            yield f"A field goes on with “{stage}” where it cannot."
            return
        stages[-1] = stage
        if stage == "end":
            stages.pop()
    if stages:
        yield "A field does not end."


def _tables(story: Any) -> Iterator[str]:
    for table in beneath(story, "w:tbl"):
        columns = len(children(child(table, "w:tblGrid"), "w:gridCol"))
        for row in children(table, "w:tr"):
            cells = children(row, "w:tc")
            spans = [value(child(child(cell, "w:tcPr"), "w:gridSpan")) or "1" for cell in cells]
            if sum(map(int, spans)) != columns:
                yield f"A row has {sum(map(int, spans))} cells, and its table {columns} columns."
            for cell in cells:
                if name_of(children(cell)[-1]) != "w:p":
                    yield "A cell does not end with a paragraph."
        behind = table.getnext()
        if behind is None or name_of(behind) != "w:p":
            yield "No paragraph stands behind a table."


def _drawings(package: Package) -> Iterator[str]:
    every = [each for _, story in package.stories for each in beneath(story, "wp:docPr")]
    yield from _twice("drawing", (value(each, "id") for each in every))
    for each in every:
        is_decorative = any(
            mark.get("val") == "1" for mark in each.iter("{*}decorative") if isinstance(mark.tag, str)
        )
        if not value(each, "descr").strip() and not is_decorative:
            yield f"No words stand for {value(each, 'name')}."
