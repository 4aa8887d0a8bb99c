"""The panels on the desk's front page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.http import HttpRequest


@dataclass(frozen=True)
class Line:
    """One line of a panel: what it counts, how many, the list behind it, and whether it is ours to do."""

    words: str
    count: int
    url: str
    task: bool = True


@dataclass(frozen=True)
class Link:
    """A page that a panel leads to."""

    words: str
    url: str


@dataclass(frozen=True)
class Panel:
    """A part of the desk's front page: a heading, what is wrong if anything is, what is to be known, lines
    of counts, and links, `in_order` where they are steps.
    """

    heading: str
    lines: list[Line]
    trouble: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    in_order: bool = False

    @property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.count]

    @property
    def empty(self) -> list[Line]:
        return [line for line in self.lines if not line.count]


Draw = Callable[[HttpRequest], Panel | list[Panel] | None]
D = TypeVar("D", bound=Draw)

# By their places; each answers its panel or panels for a request, or None when it is not for this person.
_panels: dict[int, Draw] = {}


def panel(place: int) -> Callable[[D], D]:
    """Put a panel on the desk's front page, the lowest place first; an app's admin.py decorates with it."""

    def put(draw: D) -> D:
        if place in _panels:
            raise ValueError(f"The desk's front page has a panel at {place} already.")
        _panels[place] = draw
        return draw

    return put


def panels_for(request: HttpRequest) -> list[Panel]:
    """The panels this person sees, in their places."""
    answers = (draw(request) for _, draw in sorted(_panels.items()))
    drawn = (answer if isinstance(answer, list) else [answer] for answer in answers)
    return [each for panels in drawn for each in panels if each]
