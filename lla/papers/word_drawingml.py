"""A chart in Word's own language: the XML of a chart part, every word escaped here, once."""

from collections.abc import Sequence
from html import escape

from docx.oxml.ns import nsdecls
from xlsxwriter.utility import xl_rowcol_to_cell

from lla.papers.blocks import Aim, Chart, Number, Series
from lla.papers.charts import Scale, scale_of, thinned
from lla.papers.svg import LOOKS

SHEET = "Figures"
_NAMESPACE = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_INK, _SOFT, _RULE, _GOOD, _PAPER = "1D1A17", "5B534B", "DDD4C8", "1E6B3C", "FFFFFF"
# Each of another shape, because not every program keeps a mark hollow.
_MARKS = ("circle", "square", "diamond", "triangle", "x", "plus")
_FILLED_MARKS = 2
_MANY = 31
# How many letters of a label fit below the chart, side by side.
_LETTERS = 84
_AXES = '<c:axId val="111"/><c:axId val="222"/>'


def series_of(chart: Chart) -> tuple[Series, ...]:
    """What stands in the columns of the workbook: the series, then the edges of the aim as level lines."""
    return (*chart.series, *_edges(chart.aim, len(chart.labels)))


def _edges(aim: Aim | None, count: int) -> tuple[Series, ...]:
    if not aim:
        return ()
    high, low = ((edge,) * count for edge in (aim.high, aim.low))
    return (Series(aim.words, high), Series(f"{aim.words} (at least)", low))


def chart_part(chart: Chart, *, accent: str, workbook: str) -> str:
    """The part; `accent` is six digits, `workbook` the relation to the workbook of its figures."""
    scale = scale_of(chart)
    drawn = [_series(chart, at, each, accent) for at, each in enumerate(series_of(chart))]
    own, edges = drawn[: len(chart.series)], drawn[len(chart.series) :]
    plots = _bars(own) + (_lines(edges) if edges else "") if chart.kind == "columns" else _lines(drawn)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMESPACE} '
        f'{nsdecls("a", "r")}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plots}{_label_axis(chart)}'
        f'{_number_axis(chart, scale)}</c:plotArea>{_key(chart)}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_face()}<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        f"</c:chartSpace>"
    )


def _bars(series: Sequence[str]) -> str:
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="40"/>{_AXES}</c:barChart>'
    )


def _lines(series: Sequence[str]) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:marker val="1"/>{_AXES}</c:lineChart>'
    )


def _series(chart: Chart, at: int, series: Series, accent: str) -> str:
    """One series with its cached values; those behind the chart's own are the edges of the aim."""
    is_edge = at >= len(chart.series)
    is_bar = chart.kind == "columns" and not is_edge
    colour = (accent, _INK)[at % 2]
    last, column = len(chart.labels), at + 1
    if is_edge:
        look = _edge_look()
    else:
        look = _bar_look(at % LOOKS, colour) if is_bar else _line_look(at % LOOKS, colour, count=last)
    labels = _cached(_cells(1, 0, last, 0), "str", chart.labels)
    values = _cached(_cells(1, column, last, column), "num", series.values)
    name = _cached(_cells(0, column, 0, column), "str", (series.name,))
    end = "" if is_bar else '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>{look}'
        f"<c:cat>{labels}</c:cat><c:val>{values}</c:val>{end}</c:ser>"
    )


def _cells(top: int, left: int, bottom: int, right: int) -> str:
    first, last = (
        xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        for row, column in ((top, left), (bottom, right))
    )
    return f"{SHEET}!{first}" if first == last else f"{SHEET}!{first}:{last}"


def _cached(cells: str, kind: str, values: Sequence[str | Number | None]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(str(value))}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    cache = f'{form}<c:ptCount val="{len(values)}"/>{points}'
    return f"<c:{kind}Ref><c:f>{cells}</c:f><c:{kind}Cache>{cache}</c:{kind}Cache></c:{kind}Ref>"


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _bar_look(look: int, colour: str) -> str:
    """Solid, hollow or striped, as on the page."""
    stripes = (
        f'<a:pattFill prst="dkHorz"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{_PAPER}"/></a:bgClr></a:pattFill>'
    )
    fill = (_solid(colour), _solid(_PAPER), stripes)[look % 3]
    edge = f'<a:ln w="15875">{_solid(colour)}</a:ln>'
    return f'<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val="0"/>'


def _line_look(look: int, colour: str, *, count: int) -> str:
    """A line with a mark of its own on each of so many points."""
    line = f'<a:ln w="25400" cap="rnd">{_solid(colour)}<a:round/></a:ln>'
    inside = _solid(colour if look < _FILLED_MARKS else _PAPER)
    edge = f'<a:ln w="15875">{_solid(colour)}</a:ln>'
    size = 7 if count <= _MANY else 4
    mark = f'<c:symbol val="{_MARKS[look]}"/><c:size val="{size}"/><c:spPr>{inside}{edge}</c:spPr>'
    return f"<c:spPr>{line}</c:spPr><c:marker>{mark}</c:marker>"


def _edge_look() -> str:
    """The dashed edge of an aim."""
    line = f'<a:ln w="15875">{_solid(_GOOD)}<a:prstDash val="dash"/></a:ln>'
    return f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'


def _label_axis(chart: Chart) -> str:
    longest = max(map(len, chart.labels))
    skip = thinned(len(chart.labels), _LETTERS, longest + 2)
    return (
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{_title(chart.axis)}<c:numFmt formatCode="General" '
        f'sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{_solid(_SOFT)}</a:ln></c:spPr>'
        f'<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>'
        f'<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _number_axis(chart: Chart, scale: Scale) -> str:
    """The upright axis with the very ticks of the page."""
    form = "#,##0" + ("." + "0" * scale.decimals if scale.decimals else "")
    return (
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{scale.ticks[-1]}"/><c:min val="{scale.ticks[0]}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="9525">'
        f"{_solid(_RULE)}</a:ln></c:spPr></c:majorGridlines>{_title(chart.unit)}"
        f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln>'
        f'</c:spPr><c:crossAx val="111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{scale.step:.12g}"/></c:valAx>'
    )


def _title(words: str) -> str:
    said = f'<a:r><a:rPr lang="en-GB" b="0"/><a:t>{escape(words)}</a:t></a:r>'
    paragraph = f'<a:p><a:pPr><a:defRPr b="0"/></a:pPr>{said}</a:p>'
    rich = f"<c:rich><a:bodyPr/><a:lstStyle/>{paragraph}</c:rich>"
    return f'<c:title><c:tx>{rich}</c:tx><c:overlay val="0"/></c:title>'


def _key(chart: Chart) -> str:
    """Which look stands for what; the two edges of an aim are one thing."""
    if len(chart.series) < 2 and not chart.aim:
        return ""
    hidden = len(chart.series) + 1
    entry = f'<c:legendEntry><c:idx val="{hidden}"/><c:delete val="1"/></c:legendEntry>' if chart.aim else ""
    return f'<c:legend><c:legendPos val="t"/>{entry}<c:overlay val="0"/></c:legend>'


def _face() -> str:
    face = f'<a:defRPr sz="900">{_solid(_INK)}<a:latin typeface="Source Sans 3"/></a:defRPr>'
    paragraph = f'<a:p><a:pPr>{face}</a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/>{paragraph}</c:txPr>"
