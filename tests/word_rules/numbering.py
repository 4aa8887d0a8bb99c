"""Numbered lists: whatever counts is defined, once, and each list by something that is there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.word_rules.opening import Package, beneath, child, children, value

_LEVELS = 9


def faults(package: Package) -> Iterator[str]:
    numbering = package.of_kind("numbering")
    abstract = {value(each, "w:abstractNumId"): each for each in children(numbering, "w:abstractNum")}
    yield from _twice(numbering, "w:abstractNum", "w:abstractNumId")
    yield from _twice(numbering, "w:num", "w:numId")
    for each in abstract.values():
        levels = [value(level, "w:ilvl") for level in children(each, "w:lvl")]
        if levels != [str(at) for at in range(len(levels))] or not 0 < len(levels) <= _LEVELS:
            yield f"The levels of the list {value(each, 'w:abstractNumId')} are not 0, 1, 2 and so on."
    levels_of: dict[str, int] = {}
    for each in children(numbering, "w:num"):
        wanted = value(child(each, "w:abstractNumId"))
        if wanted not in abstract:
            yield f"The list {value(each, 'w:numId')} goes by {wanted}, which is not there."
        levels_of[value(each, "w:numId")] = len(children(abstract.get(wanted), "w:lvl"))
    for name, tree in [*package.stories, ("The styles", package.of_kind("styles"))]:
        for each in beneath(tree, "w:numPr"):
            yield from (f"{name}: {sentence}" for sentence in _used(each, levels_of))


def _used(properties: Any, levels_of: dict[str, int]) -> Iterator[str]:
    number, level = value(child(properties, "w:numId")), value(child(properties, "w:ilvl")) or "0"
    if number in {"", "0"}:
        return
    if number not in levels_of:
        yield f"The list {number} is not there."
    elif int(level) >= levels_of[number]:
        yield f"The list {number} has no level {level}."


def _twice(numbering: Any, name: str, key: str) -> Iterator[str]:
    counted = Counter(value(each, key) for each in children(numbering, name))
    yield from (f"{name} {number} is there twice." for number, count in counted.items() if count > 1)
