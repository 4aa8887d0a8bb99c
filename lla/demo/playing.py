"""Playing what the files tell: courses of events that wait for their moments, in the order of time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heapify, heappop, heappush

from lla.time import clock

# A generator that yields the moment of what it does next, each no earlier than the one before.
Course = Iterator[datetime]


def play(courses: Iterable[Course], *, until: datetime | None = None) -> None:
    """Go on with each course at its moments; of one moment the first course comes first. What is not over
    before `until` is left out."""
    first = ((next(course, None), number, course) for number, course in enumerate(courses))
    waiting = [(at, number, course) for at, number, course in first if at]
    heapify(waiting)
    while waiting and (until is None or waiting[0][0] < until):
        at, number, course = heappop(waiting)
        with clock.at(at):
            following = next(course, None)
        if following and following < at:
            raise ValueError(f"What is told of {following} comes after {at}.")
        if following:
            heappush(waiting, (following, number, course))
