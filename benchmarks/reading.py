"""Lines of the table: what was measured, its figure and target, how it is printed and what it comes to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Reading:
    """`figure` and `target` as they are printed; `note` holds the absolute figures behind a ratio."""

    what: str
    figure: str
    target: str
    met: bool
    note: str = ""


def at_most(what: str, ratio: float, target: float, note: str = "") -> Reading:
    return Reading(what, f"{ratio:.3f}", f"at most {target:g}", ratio <= target, note)


def at_least(what: str, ratio: float, target: float, note: str = "") -> Reading:
    return Reading(what, f"{ratio:.3f}", f"at least {target:g}", ratio >= target, note)


def none(what: str, count: int, note: str = "") -> Reading:
    """What there may be none of."""
    return Reading(what, str(count), "0", count == 0, note)


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes once."""
    began = perf_counter()
    act()
    return perf_counter() - began


def in_turn(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """How long each of two acts takes."""
    return seconds(one), seconds(other)


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of measured to plain over rounds in which both ran in turn, so that what else the machine
    does weighs on both."""
    return median(measured / plain for measured, plain in pairs)


def show(readings: Iterable[Reading]) -> int:
    """Print each line as soon as it is known."""
    missed = 0
    print(f"{'what':<58}{'figure':>10}  {'target':<28}")
    for reading in readings:
        missed += not reading.met
        verdict = "met" if reading.met else "NOT met"
        print(
            f"{reading.what:<58}{reading.figure:>10}  {reading.target:<28}{verdict:<9}{reading.note}",
            flush=True,
        )
    print(f"{missed} missed" if missed else "every target is met")
    return min(missed, 1)
