"""Drawing a chart as SVG in which words keep their size, however wide the picture is.

Upright lengths are in em, sidelong ones in hundredths of the width.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise

from lla.papers.blocks import Chart, Number, Series
from lla.papers.charts import Scale, scale_of, summary, thinned, written

# The narrowest picture there is, and a wide one, in em; a letter is about half as wide as it is high.
_NARROW, _WIDE = 19.0, 36.0
_LETTER = 0.52
_LINE = 1.5
_PLOT = 11.0
_PANEL = 4.0  # where each series has a plot of its own
_LONGEST_LABEL = 14
_LONGEST_NAME = 32
_LONGEST_PANEL = 24
_RIGHT = 99.0
_GROUP = 0.76
_THINNEST = 0.12
_MARK = 0.32
_STRIPE = 0.4
_MOST_MARKS = 20
LOOKS = 6


@dataclass(slots=True)
class _Picture:
    """What is being drawn, and where its plot begins."""

    chart: Chart
    scale: Scale
    out: list[str] = field(default_factory=list)
    top: float = 0.0
    left: float = 0.0
    plot: float = _PLOT

    def x(self, place: float) -> str:
        """From the number of a point, of which 0.5 is the middle of the first, to a place."""
        return _percent(self.left + (_RIGHT - self.left) * place / len(self.chart.labels))

    def y(self, value: Number) -> float:
        """How far below the top of the picture a value stands."""
        return self.top + self.plot * (1 - self.scale.height(value))

    def line(self, name: str, x1: str, y1: float, x2: str, y2: float) -> None:
        place = f'x1="{x1}" y1="{_em(y1)}" x2="{x2}" y2="{_em(y2)}"'
        self.out.append(f'<line class="{name}" {place}/>')

    def box(self, name: str, x: str, y: float, width: str, height: float) -> None:
        place = f'x="{x}" y="{_em(y)}" width="{width}" height="{_em(height)}"'
        self.out.append(f'<rect class="{name}" {place}/>')

    def words(self, name: str, x: str, y: float, words: str, anchor: str = "start") -> None:
        anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.out.append(f'<text class="{name}" x="{x}" y="{_em(y)}"{anchored}>{escape(words)}</text>')


def draw(chart: Chart, *, style: str = "") -> str:
    """The chart as an svg element that says its summary; `style` is a stylesheet it carries along."""
    picture = _Picture(chart, scale_of(chart))
    if chart.kind == "lines" and len(chart.series) > 1:
        _panels(picture)
    else:
        _key(picture, chart.series if len(chart.series) > 1 or chart.aim else ())
        picture.left = _room_for(picture.scale)
        _frame(picture)
        for at, series in enumerate(chart.series):
            (_columns if chart.kind == "columns" else _course)(picture, at, series)
    _labels(picture)
    height = _em(picture.top + picture.plot + 2 * _LINE + 0.3)
    carried = f"<style>{style}</style>" if style else ""
    return (
        f'<svg class="chart__picture" role="img" xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'height="{height}"><title>{escape(summary(chart))}</title>{carried}{"".join(picture.out)}</svg>'
    )


def _em(length: float, unit: str = "em") -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".") + unit


def _percent(length: float) -> str:
    return _em(length, "%")


def _short(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _panels(picture: _Picture) -> None:
    """A small picture for each series on a scale of its own, headed by its name and its last number.

    They stand one below the other over the same labels.
    """
    whole = picture.chart
    alone = [replace(whole, series=(series,)) for series in whole.series]
    scales = [scale_of(chart, intervals=2) for chart in alone]
    picture.plot, picture.left = _PANEL, max(map(_room_for, scales))
    _key(picture, ())
    for at, (chart, scale) in enumerate(zip(alone, scales, strict=True)):
        series = chart.series[0]
        picture.chart, picture.scale = chart, scale
        picture.top += (picture.plot + 1.6 * _LINE) * bool(at)
        picture.words("chart__words", "0", picture.top, _short(series.name, _LONGEST_PANEL))
        known = [value for value in series.values if value is not None]
        if known:
            picture.words("chart__value", "100%", picture.top, written(known[-1]), "end")
        picture.top += _LINE * 0.8
        _frame(picture)
        _course(picture, 0, series)


def _key(picture: _Picture, looks: Sequence[Series]) -> None:
    """Which look stands for what, one to a line, then what is counted."""
    chart = picture.chart
    for at, series in enumerate(looks):
        inner = picture.out
        inner.append(f'<svg x=".9em" y="{_em(picture.top + _LINE / 2)}" overflow="visible">')
        if chart.kind == "columns":
            _column(picture, at % LOOKS, x="-.7em", width="1.4em", top=-0.45, height=0.9)
        else:
            picture.line(f"chart__line chart__line--{at % LOOKS}", "-.9em", 0, ".9em", 0)
            _mark(picture, at % LOOKS, "0", 0)
        inner.append("</svg>")
        picture.words("chart__words", "2.3em", picture.top + 1.1, _short(series.name, _LONGEST_NAME))
        picture.top += _LINE
    if chart.aim:
        picture.box("chart__aim", ".2em", picture.top + 0.3, "1.4em", 0.9)
        for edge in (0.3, 1.2):
            picture.line("chart__edge", ".2em", picture.top + edge, "1.6em", picture.top + edge)
        picture.words("chart__words", "2.3em", picture.top + 1.1, _short(chart.aim.words, _LONGEST_NAME))
        picture.top += _LINE
    picture.words("chart__soft", "0", picture.top + 1.1, _short(chart.unit, _LONGEST_NAME + 3))
    picture.top += 2 * _LINE


def _room_for(scale: Scale) -> float:
    """Where a plot begins beside the numbers of its scale, in hundredths of the narrowest picture."""
    longest = max(len(label) for label in scale.labels)
    return max(10.0, min(45.0, 100 * (longest * _LETTER + 0.8) / _NARROW))


def _frame(picture: _Picture) -> None:
    """The aim, the lines of the scale beside their numbers, and the line of nought or the lowest."""
    chart, scale, left = picture.chart, picture.scale, _percent(picture.left)
    if chart.aim:
        low, high = picture.y(chart.aim.low), picture.y(chart.aim.high)
        picture.box("chart__aim", left, high, _percent(100 - picture.left), low - high)
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        base = tick == max(0, scale.ticks[0])
        picture.line("chart__base" if base else "chart__grid", left, picture.y(tick), "100%", picture.y(tick))
        picture.words("chart__soft", "0", picture.y(tick) + 0.3, label)
    for edge in (chart.aim.low, chart.aim.high) if chart.aim else ():
        place = picture.y(edge)
        picture.line("chart__edge", left, place, "100%", place)


def _slot(picture: _Picture) -> float:
    """How much room a point has in the narrowest picture."""
    return _NARROW * (_RIGHT - picture.left) / 100 / len(picture.chart.labels)


def _columns(picture: _Picture, at: int, series: Series) -> None:
    count = len(picture.chart.series)
    width = (_RIGHT - picture.left) / len(picture.chart.labels) * _GROUP / count
    ground = picture.y(0)
    for place, value in enumerate(series.values):
        if value is None:
            continue
        x = picture.x(place + (1 - _GROUP) / 2 + _GROUP * at / count)
        reach = picture.y(value)
        height = max(abs(ground - reach), _THINNEST)
        top = ground - height if value >= 0 else ground
        _column(picture, at % LOOKS, x=x, width=_percent(width * 0.94), top=top, height=height)
        _value(picture, place, value, above=top)


def _column(picture: _Picture, look: int, *, x: str, width: str, top: float, height: float) -> None:
    """Solid, hollow or striped in one of two colours."""
    picture.box(f"chart__column chart__column--{look}", x, top, width, height)
    if look % 3 == 2 and height > _STRIPE:
        inner = f'<svg x="{x}" y="{_em(top)}" width="{width}" height="{_em(height)}">'
        picture.out.append(inner)
        for stripe in range(1, int(height / _STRIPE) + 1):
            picture.line(f"chart__stripe--{look}", "0", stripe * _STRIPE, "100%", stripe * _STRIPE)
        picture.out.append("</svg>")


def _course(picture: _Picture, at: int, series: Series) -> None:
    """A line from point to point, broken where there is no number, with marks of its own."""
    look = at % LOOKS
    every = thinned(len(series.values), _MOST_MARKS, 1)
    points = list(enumerate(series.values))
    for (place, value), (_, following) in pairwise(points):
        if value is not None and following is not None:
            start, end = picture.x(place + 0.5), picture.x(place + 1.5)
            name = f"chart__line chart__line--{look}"
            picture.line(name, start, picture.y(value), end, picture.y(following))
    for place, value in points:
        if value is None:
            continue
        around = (*series.values[max(0, place - 1) : place], *series.values[place + 1 : place + 2])
        if place % every == 0 or all(each is None for each in around):
            _mark(picture, look, picture.x(place + 0.5), picture.y(value))
        _value(picture, place, value, above=picture.y(value) - _MARK)


def _mark(picture: _Picture, look: int, x: str, y: float) -> None:
    """A disc, a square, a ring, a frame, a cross or a plus."""
    name = f"chart__mark chart__mark--{look}"
    picture.out.append(f'<svg x="{x}" y="{_em(y)}" overflow="visible">')
    far, near = _em(_MARK), _em(-_MARK)
    match look:
        case 0 | 2:
            picture.out.append(f'<circle class="{name}" cx="0" cy="0" r="{far}"/>')
        case 1 | 3:
            picture.box(name, near, -_MARK, _em(2 * _MARK), 2 * _MARK)
        case 4:
            picture.line(name, near, -_MARK, far, _MARK)
            picture.line(name, near, _MARK, far, -_MARK)
        case _:
            picture.line(name, near, 0, far, 0)
            picture.line(name, "0", -_MARK, "0", _MARK)
    picture.out.append("</svg>")


def _value(picture: _Picture, place: int, value: Number, *, above: float) -> None:
    """The number itself, where one series has room for it."""
    longest = max(len(written(number)) for number in picture.chart.numbers)
    if len(picture.chart.series) == 1 and longest * _LETTER + 0.4 < _slot(picture):
        picture.words("chart__value", picture.x(place + 0.5), above - 0.25, written(value), "middle")


def _labels(picture: _Picture) -> None:
    """As many labels as there is room for, more of them in a wide picture, and what they are."""
    labels = [_short(label, _LONGEST_LABEL) for label in picture.chart.labels]
    longest = max(map(len, labels)) * _LETTER
    share = (_RIGHT - picture.left) / 100
    often = thinned(len(labels), _WIDE * share, longest + 0.6)
    seldom = -(-thinned(len(labels), _NARROW * share, longest + 0.6) // often) * often
    before = _NARROW * picture.left / 100 + _slot(picture) / 2
    middle = seldom == 1 or longest / 2 < before
    for at in range(0, len(labels), often):
        room = 1 - picture.left / 100 - share * (at + 0.5) / len(labels)
        behind = room * (_WIDE if at % seldom else _NARROW)
        if at and len(labels[at]) * _LETTER > behind * (2 if middle else 1):
            continue
        _label(picture, at, labels[at], wide=" chart__wide" if at % seldom else "", middle=middle)
    axis = _short(picture.chart.axis, _LONGEST_NAME)
    picture.words("chart__soft", "100%", picture.top + picture.plot + 2 * _LINE, axis, "end")


def _label(picture: _Picture, at: int, words: str, *, wide: str, middle: bool) -> None:
    """A label below its point, or beginning there where its middle would hang over the edge."""
    x, bottom = picture.x(at + 0.5), picture.top + picture.plot
    if not middle or len(picture.chart.labels) > 1:
        picture.line(f"chart__base{wide}", x, bottom, x, bottom + 0.35)
    picture.words(f"chart__soft{wide}", x, bottom + 1.45, words, "middle" if middle else "start")
