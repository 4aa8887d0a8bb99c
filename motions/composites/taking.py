"""A clause of one text taken into another, with all that stands below it."""

from dataclasses import replace

from lla.text.units import Kind, Units, extent, last_below, settled


def may_be_taken(source: Units, place: int) -> bool:
    """Whether there is a line at this place that can be taken by itself."""
    return 0 < place < len(source) and source[place].kind is not Kind.MORE


def take(text: Units, source: Units, place: int) -> Units:
    """The text with a line of another at the end of the same part; a sub-clause comes in as a clause."""
    taken = source[place : last_below(source, place) + 1]
    lifted = max(taken[0].depth - 1, 0) if taken[0].kind is Kind.CLAUSE else 0
    end = extent(text, taken[0].part).stop
    return settled((*text[:end], *(replace(unit, depth=unit.depth - lifted) for unit in taken), *text[end:]))
