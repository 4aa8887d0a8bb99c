"""What a chart says and how it is measured out: numbers in words, its scale, which labels have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from lla.papers.blocks import Chart, Number, Series

NO_FIGURE = "no figure"
ANNEXED = "The figures are in the annex."
NO_FIGURES = "There are no figures yet."
_MINUS = "\u2212"
_STEPS = (1, 2, 5, 10)
INTERVALS = 4
_ROUND = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
# Steps finer than this part of the largest number are lost in how computers count.
_FINEST = 1e-9


def written(number: Number | None) -> str:
    """A number as it stands in a table: "1,204", "2.75"; one below nought has a true minus sign."""
    if number is None:
        return NO_FIGURE
    digits = f"{number:,}" if isinstance(number, int) else f"{number:,.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace("-", _MINUS)


@dataclass(frozen=True, slots=True)
class Scale:
    """The upright axis of a chart: its ticks from the lowest to the highest, evenly apart."""

    ticks: tuple[float, ...]

    @property
    def step(self) -> float:
        """How far apart the ticks are."""
        return (self.ticks[-1] - self.ticks[0]) / (len(self.ticks) - 1)

    @property
    def decimals(self) -> int:
        """How many digits after the point tell the ticks apart."""
        return _decimals(self.step)

    @property
    def labels(self) -> tuple[str, ...]:
        """The ticks in few letters: "1,500", "2.5m"."""
        largest = max(abs(tick) for tick in self.ticks)
        if largest >= 1e15:
            return tuple(f"{tick:.3g}".replace("-", _MINUS) for tick in self.ticks)
        size, suffix = next(((size, word) for size, word in _ROUND if largest >= size), (1, ""))
        decimals = _decimals(self.step / size)
        return tuple(
            f"{tick / size:,.{decimals}f}{suffix}".replace("-", _MINUS) if tick else "0"
            for tick in self.ticks
        )

    def height(self, value: Number) -> float:
        """How high a value stands: 0 at the lowest tick, 1 at the highest."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


def _decimals(step: float) -> int:
    return max(0, -floor(log10(step) + _FINEST))


def scale_of(chart: Chart, *, intervals: int = INTERVALS) -> Scale:
    """Few round ticks that reach beyond every number and the aim; columns always stand on nought."""
    numbers: list[Number] = [*chart.numbers]
    if chart.aim:
        numbers += [chart.aim.low, chart.aim.high]
    low, high = min(numbers, default=0), max(numbers, default=0)
    if chart.kind == "columns" or 2 * low < high:
        low = min(low, 0)
    if chart.kind == "columns" or 2 * high > low:
        high = max(high, 0)
    whole = all(isinstance(number, int) for number in numbers)
    step = _step(low, high, whole=whole, intervals=intervals)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    return Scale(tuple(float(f"{at * step:.12g}") for at in range(first, last + 1)))


def _step(low: Number, high: Number, *, whole: bool, intervals: int) -> float:
    """The first round number of which a few span the two."""
    magnitude = max(abs(low), abs(high))
    least = max((high - low) / intervals, magnitude * _FINEST)
    if high == low or not least:
        least = magnitude / intervals or 1 / intervals
    power = 10.0 ** floor(log10(least))
    step = next(each * power for each in _STEPS if each * power >= least * (1 - _FINEST))
    return max(step, 1.0) if whole else step


def thinned(count: int, room: float, each: float) -> int:
    """Label every how many of so many points, when a label needs `each` of the whole `room`."""
    return max(1, ceil(count / max(1, floor(room / each))))


def summary(chart: Chart) -> str:
    """The chart for whoever does not see it."""
    if not chart.numbers:
        return NO_FIGURES
    first, last = chart.labels[0], chart.labels[-1]
    over = first if len(chart.labels) == 1 else f"{first} to {last}"
    kind = "Column chart" if chart.kind == "columns" else "Line chart"
    sentences = [f"{kind} of {chart.unit}. {chart.axis}: {over}."]
    sentences += [_course(each, chart.labels) for each in chart.series]
    if chart.aim:
        sentences.append(f"{chart.aim.words[:1].upper()}{chart.aim.words[1:]}.")
    return " ".join(sentences)


def _course(series: Series, labels: Sequence[str]) -> str:
    """A series in a sentence: its first and last number, its lowest and its highest."""
    known = [(value, label) for value, label in zip(series.values, labels, strict=True) if value is not None]
    if not known:
        return f"{series.name}: {NO_FIGURE}."
    if all(before[0] == after[0] for before, after in pairwise(known)):
        return f"{series.name}: {written(known[0][0])}{' throughout' if len(known) > 1 else ''}."
    lowest, highest = (pick(known, key=lambda point: point[0]) for pick in (min, max))
    return (
        f"{series.name}: {written(known[0][0])} at first, {written(known[-1][0])} at last; "
        f"lowest {written(lowest[0])} ({lowest[1]}), highest {written(highest[0])} ({highest[1]})."
    )
