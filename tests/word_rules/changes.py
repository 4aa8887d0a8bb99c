"""Tracked changes: each is somebody's, of some moment and with a number, and what went is marked so."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.word_rules.opening import Package, beneath, child, children, name_of, value

_CHANGES = ("w:ins", "w:del")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def faults(package: Package) -> Iterator[str]:
    for name, story in package.stories:
        for rule in (_numbers, _moments, _words, _lists_end):
            yield from (f"{name}: {sentence}" for sentence in rule(story))


def _numbers(story: Any) -> Iterator[str]:
    """No two changes or bookmarks of a story have one number."""
    counted = Counter(value(each, "w:id") for each in beneath(story, *_CHANGES, "w:bookmarkStart"))
    yield from (f"The number {number} is there twice." for number, count in counted.items() if count > 1)


def _moments(story: Any) -> Iterator[str]:
    for each in beneath(story, *_CHANGES):
        if not value(each, "w:author").strip() or not _MOMENT.fullmatch(value(each, "w:date")):
            yield "A change is nobody’s, or of no moment."


def _words(story: Any) -> Iterator[str]:
    """Words are deleted ones where they went, and nowhere else; where a paragraph went, all of it did."""
    for run in beneath(story, "w:r"):
        wanted = "w:delText" if name_of(run.getparent()) == "w:del" else "w:t"
        if any(name_of(each) != wanted for each in children(run, "w:t", "w:delText")):
            yield "Words that went are not marked as deleted, or others are."
    for paragraph in beneath(story, "w:p"):
        mark = [
            name for name in _CHANGES if child(child(child(paragraph, "w:pPr"), "w:rPr"), name) is not None
        ]
        runs = {name_of(run.getparent()) for run in beneath(paragraph, "w:r")}
        if mark and runs - set(mark):
            yield "A paragraph came or went, and not all of its words."


def _lists_end(story: Any) -> Iterator[str]:
    """A plain paragraph that stays follows what came or went in a list, or its number would stay."""
    for paragraph in beneath(story, "w:p"):
        if any(True for _ in beneath(child(child(paragraph, "w:pPr"), "w:rPr"), *_CHANGES)):
            later = [each for each in paragraph.itersiblings() if name_of(each) == "w:p"]
            if not any(child(child(each, "w:pPr"), "w:numPr") is None for each in later):
                yield "No plain paragraph follows one that came or went."
