"""The soak: readers beside one hostile client that repeats whatever takes longest, for minutes.

With `--small` the work is counted instead of timed: everything hostile is sent once, with one motion
of each text, every page is read a few times, and each has to be answered.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from statistics import quantiles

from benchmarks.hostile import BODIES, MOTIONS, Attack, round_of_attacks
from benchmarks.house import House
from benchmarks.pages import paths
from benchmarks.reading import Reading, none
from benchmarks.settings import BARE, FOLDER
from benchmarks.site import Ask, Caller, Site
from lla.management.commands.develop import end

READERS = 4
PAUSE = 0.25  # seconds between two pages of a reader
A_FEW = 5  # times that a page is read in the small form
TARGET = 0.5  # seconds that the readers' 95th percentile stays under
LONGEST = 2.0  # seconds that one hostile request may hold a worker
# A refusal in words is an answer, and so is "being drawn" or "cannot be drawn"; an ended worker gives none.
ANSWERS = {200, 202, 302, 400, 404, 409, 413, 414, 415, 422, 429, 503}
NO_ANSWER = 0


@dataclass(slots=True)
class Times:
    """What came of the requests: statuses, and seconds by the name of what was asked for."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def ask(self, caller: Caller, name: str, ask: Ask) -> None:
        began = time.perf_counter()
        try:
            status = caller.ask(ask).status
        except (OSError, http.client.HTTPException):
            caller.close()
            status = NO_ANSWER
        self.statuses[status] += 1
        self.seconds[name].append(time.perf_counter() - began)

    @property
    def all(self) -> list[float]:
        return [seconds for each in self.seconds.values() for seconds in each]

    @property
    def in_words(self) -> str:
        return ", ".join(
            f"{count} × {status or 'no answer'}" for status, count in self.statuses.most_common()
        )


def soak(house: House) -> Iterator[Reading]:
    pages = {name: Ask(path) for name, path in paths(house.conference).items()}
    attacks = round_of_attacks(motions=len(BODIES) if house.small else MOTIONS)
    house.site.rate([BARE], lasting=house.lasting)
    with _a_worker():
        if house.small:
            hostile, readers = _counted(house.site, attacks, pages)
        else:
            hostile, readers = _timed(house.site, attacks, pages, seconds=house.soaking.total_seconds())
    yield from _of_the_readers(readers, timed=not house.small)
    yield from _of_the_hostile(hostile, timed=not house.small)


def _counted(site: Site, attacks: list[Attack], pages: dict[str, Ask]) -> tuple[Times, Times]:
    """Each attack once, and the pages a few times while they go on."""
    hostile, readers = Times(), Times()

    def read() -> None:
        caller = Caller(site.path)
        for _ in range(A_FEW):
            for name, ask in pages.items():
                readers.ask(caller, name, ask)
        caller.close()

    with _beside(read):
        caller = Caller(site.path)
        for attack in attacks:
            hostile.ask(caller, attack.name, attack.ask)
        caller.close()
    return hostile, readers


def _timed(
    site: Site, attacks: list[Attack], pages: dict[str, Ask], *, seconds: float
) -> tuple[Times, Times]:
    """The hostile client goes round without a pause; readers pause, each beginning with another page."""
    hostile, readers = Times(), [Times() for _ in range(READERS)]
    ends = time.monotonic() + seconds

    def attack() -> None:
        caller, attacks_in_turn = Caller(site.path), cycle(attacks)
        while time.monotonic() < ends:
            attack = next(attacks_in_turn)
            hostile.ask(caller, attack.name, attack.ask)
        caller.close()

    def read(number: int) -> None:
        caller, order = Caller(site.path), list(pages.items())
        for name, ask in cycle(order[number % len(order) :] + order[: number % len(order)]):
            if time.monotonic() > ends:
                break
            readers[number].ask(caller, name, Ask(ask.path, visitor=number + 1))
            time.sleep(PAUSE)
        caller.close()

    with _beside(attack, *(lambda number=number: read(number) for number in range(READERS))):
        pass
    together = Times()
    for each in readers:
        together.statuses += each.statuses
        for name, taken in each.seconds.items():
            together.seconds[name] += taken
    return hostile, together


@contextmanager
def _beside(*acts: Callable[[], None]) -> Iterator[None]:
    """Run acts in threads of their own while the block runs; they are waited for at its end."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()


@contextmanager
def _a_worker() -> Iterator[None]:
    """The site's own worker, which draws what is too much for a request."""
    with (FOLDER / "worker.log").open("wb") as lines:
        command = [sys.executable, "manage.py", "worker"]
        worker = subprocess.Popen(command, stdout=lines, stderr=lines, env=os.environ)
    try:
        yield
    finally:
        end(worker)


def _of_the_readers(readers: Times, *, timed: bool) -> Iterator[Reading]:
    if timed:
        for name, taken in [*readers.seconds.items(), ("everything", readers.all)]:
            half, most, nearly_all = percentiles(taken)
            judged = name == "everything"
            yield Reading(
                f"soak, readers: {name}, 95th percentile",
                f"{most:.3f} s",
                f"under {TARGET} s" if judged else "",
                not judged or most < TARGET,
                f"50th {half:.3f} s, 99th {nearly_all:.3f} s, longest {max(taken):.2f} s",
            )
    wrong = readers.statuses.total() - readers.statuses[200]
    yield none("soak, readers: pages not read", wrong, readers.in_words)


def _of_the_hostile(hostile: Times, *, timed: bool) -> Iterator[Reading]:
    if timed:
        for name, taken in sorted(hostile.seconds.items(), key=lambda item: -max(item[1])):
            yield Reading(
                f"soak, hostile: {name}, longest",
                f"{max(taken):.3f} s",
                f"under {LONGEST:g} s",
                max(taken) < LONGEST,
                f"{len(taken)} times, {sum(taken) / len(taken):.3f} s each",
            )
    wrong = sum(count for status, count in hostile.statuses.items() if status not in ANSWERS)
    yield none("soak, hostile: not answered in words", wrong, hostile.in_words)


def percentiles(taken: list[float]) -> tuple[float, float, float]:
    """The 50th, 95th and 99th."""
    if len(taken) < 2:
        return (taken[0],) * 3 if taken else (0.0,) * 3
    cuts = quantiles(taken, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]
