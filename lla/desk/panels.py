"""The panels on the desk's front page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest


@dataclass(frozen=True)
class Line:
    """One line of a panel: what it counts, how many, the list behind it, and whether it is ours to do.

    Rows that are given instead of their number are counted with those of all other lines, in one query.
    """

    words: str
    count: int | QuerySet[Any, Any]
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
    of counts, and links, `in_order` where they are steps. What is wrong is looked for when it is shown.
    """

    heading: str
    lines: list[Line]
    find_trouble: Callable[[], list[str]] = list
    notes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    in_order: bool = False

    @cached_property
    def trouble(self) -> list[str]:
        return self.find_trouble()

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
_without_tasks: set[int] = set()


def panel(place: int, *, tasks: bool = True) -> Callable[[D], D]:
    """Put a panel on the desk's front page, the lowest place first; an app's admin.py decorates with it.

    One without `tasks` counts nothing that somebody has to do.
    """

    def put(draw: D) -> D:
        if place in _panels:
            raise ValueError(f"The desk's front page has a panel at {place} already.")
        _panels[place] = draw
        if not tasks:
            _without_tasks.add(place)
        return draw

    return put


def panels_for(request: HttpRequest) -> list[Panel]:
    """The panels this person sees, in their places."""
    panels = _drawn(request, sorted(_panels))
    numbers = iter(_count([line.count for panel in panels for line in panel.lines]))
    return [
        replace(panel, lines=[replace(line, count=next(numbers)) for line in panel.lines]) for panel in panels
    ]


def tasks_for(request: HttpRequest) -> list[Line]:
    """The lines of the panels behind which something waits for this person."""
    panels = _drawn(request, sorted(_panels.keys() - _without_tasks))
    lines = [line for panel in panels for line in panel.lines if line.task]
    counted = zip(lines, _count([line.count for line in lines]), strict=True)
    return [replace(line, count=number) for line, number in counted if number]


def _drawn(request: HttpRequest, places: Sequence[int]) -> list[Panel]:
    answers = (_panels[place](request) for place in places)
    drawn = (answer if isinstance(answer, list) else [answer] for answer in answers)
    return [each for panels in drawn for each in panels if each]


def _count(asked: Sequence[int | QuerySet[Any, Any]]) -> list[int]:
    """Each number as it is, and how many rows each question has, all in one query."""
    numbers, questions = list(asked), list[str]()
    values: list[Any] = []
    places = [place for place, each in enumerate(numbers) if isinstance(each, QuerySet)]
    for place in list(places):
        try:
            sql, params = numbers[place].order_by().query.sql_with_params()  # type: ignore[union-attr]
        except EmptyResultSet:
            numbers[place] = 0
            places.remove(place)
        else:
            questions.append(f"(SELECT COUNT(*) FROM ({sql}) rows)")  # noqa: S608
            values += params
    if questions:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(questions)}", values)
            for place, number in zip(places, cursor.fetchone(), strict=True):
                numbers[place] = number
    return numbers  # type: ignore[return-value]
