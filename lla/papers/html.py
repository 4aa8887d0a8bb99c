"""Drawing blocks as HTML, for the page and for the PDF; every word is escaped here, once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from unicodedata import bidirectional

from django.utils.safestring import SafeString, mark_safe

from lla.papers import blocks as kinds
from lla.papers import svg
from lla.papers.blocks import Spans
from lla.papers.charts import ANNEXED, NO_FIGURES, written
from lla.papers.line_breaks import cut, has_long_run

_DEEPEST = 6
_FIT_A_PHONE = 3
# A place where a line may break, and no sign: what is copied from the page is what was written.
_BREAK = "<wbr/>"
_SAID = {"ins": "inserted", "del": "deleted"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How blocks are drawn."""

    above: int
    prefix: str
    index_to: str
    pages: Mapping[str, int]
    paper_style: str


def draw(
    blocks: Iterable[kinds.Block],
    *,
    base_level: int = 2,
    prefix: str = "",
    index_to: str = "#",
    pages: Mapping[str, int] | None = None,
    paper_style: str = "",
) -> SafeString:
    """The blocks as HTML; headings of level 1 become h`base_level`, clause 2.1 has the id `prefix`2.1.

    Give each text on a page a prefix of its own, or none where its clauses need no address. The lines of an
    index lead to `index_to` and their anchor; on paper they name the page that `pages` gives for it.
    Paper also gives the stylesheet of its charts, `paper_style`, and has their figures stand open.
    """
    sheet = _Sheet(base_level - 1, prefix, index_to, pages or {}, paper_style)
    return mark_safe(_blocks(sheet, blocks))  # noqa: S308  every word went through escape()


def draw_words(text: str) -> SafeString:
    """Words without any marking, such as the title of a paper."""
    return mark_safe(_words(text))  # noqa: S308  as above


def draw_spans(spans: Spans) -> SafeString:
    """Words within a line, such as a title that a page draws itself."""
    return mark_safe(_spans(spans))  # noqa: S308  as above


def _blocks(sheet: _Sheet, blocks: Iterable[kinds.Block]) -> str:
    return "".join([_block(sheet, block) for block in blocks])


def _block(sheet: _Sheet, block: kinds.Block) -> str:
    match block:
        case kinds.Paragraph():
            return _paragraph(sheet, block)
        case kinds.ListBlock():
            return _list(sheet, block)
        case kinds.LeadIn() | kinds.Heading():
            return _heading(sheet, block)
        case kinds.Table():
            return _table(block, f"<caption>{_words(block.caption)}</caption>")
        case kinds.Chart():
            return _chart(sheet, block)
        case _:
            return _aside(sheet, block)


def _aside(
    sheet: _Sheet, block: kinds.Facts | kinds.Names | kinds.Index | kinds.Notice | kinds.Mark | kinds.Divider
) -> str:
    match block:
        case kinds.Facts():
            return _facts(block)
        case kinds.Names():
            return _names(sheet, block)
        case kinds.Index():
            lines = "".join([_index_line(sheet, line) for line in block.lines])
            return f'<ol class="index" role="list">{lines}</ol>'
        case kinds.Notice():
            return f'<p class="note"{_direction(block.spans)}>{_spans(block.spans)}</p>'
        case kinds.Mark():
            tone = f" mark--{block.tone}" if block.tone else ""
            return f'<p class="status"><span class="mark{tone}">{_words(block.words)}</span></p>'
        case kinds.Divider():
            return '<hr class="page"/>' if block.page else "<hr/>"


def _paragraph(sheet: _Sheet, block: kinds.Paragraph) -> str:
    direction, words = _direction(block.spans), _spans(block.spans)
    if not block.number:
        return f"<p{direction}>{words}</p>"
    return f'<p class="clause"{_id(sheet, block.number)}{direction}>{_number(block.number)}{words}</p>'


def _list(sheet: _Sheet, block: kinds.ListBlock) -> str:
    items = "".join([_item(sheet, item) for item in block.items])
    if any(item.number for item in block.items):
        return f'<ol class="clauses" role="list">{items}</ol>'
    return f"<ol>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"


def _item(sheet: _Sheet, item: kinds.Item) -> str:
    start = f"<li{_id(sheet, item.number)}>{_number(item.number)}" if item.number else "<li>"
    direction, words = _direction(item.spans), _spans(item.spans)
    words = f"<div{direction}>{words}</div>" if direction else words
    return f"{start}{words}{_blocks(sheet, item.children)}</li>"


def _heading(sheet: _Sheet, block: kinds.Heading | kinds.LeadIn) -> str:
    level = min(sheet.above + block.level, _DEEPEST)
    if isinstance(block, kinds.Heading):
        attributes = f' id="{escape(block.anchor)}"' if block.anchor else ""
    else:
        attributes = ' class="lead-in"'
    return f"<h{level}{attributes}{_direction(block.spans)}>{_spans(block.spans)}</h{level}>"


def _facts(block: kinds.Facts) -> str:
    rows = [
        f"<div><dt>{_words(term)}</dt> <dd{_direction(spans)}>{_spans(spans)}</dd></div>"
        for term, spans in block.rows
    ]
    return f'<dl class="facts">{"".join(rows)}</dl>'


def _names(sheet: _Sheet, block: kinds.Names) -> str:
    level = min(sheet.above + block.level, _DEEPEST)
    heading = f"<h{level}>{_words(block.heading)}</h{level}>" if block.heading else ""
    names = "".join([f"<li>{_words(name)}</li>" for name in block.names])
    return f'{heading}<ul class="names" role="list">{names}</ul>'


def _index_line(sheet: _Sheet, line: kinds.IndexLine) -> str:
    title = _words(line.title)
    if line.anchor:
        title = f'<a href="{escape(sheet.index_to + line.anchor)}">{title}</a>'
    by = f' <div class="index__by">{_words(line.by)}</div>' if line.by else ""
    number = sheet.pages.get(line.anchor)
    page = f' <span class="page">{number}</span>' if number else ""
    return (
        f'<li class="index__line"><span class="index__letter">{_words(line.label)}</span> '
        f'<div><div class="index__title">{title}{page}</div>{by}</div></li>'
    )


def _table(table: kinds.Table, caption: str, attributes: str = "") -> str:
    """On a phone each row is a list of its own, in which every cell says its head again, unless figures in
    few columns fit as they are."""
    sides = [' class="number"' if numeric else "" for numeric in table.numeric]
    columns = list(zip(table.head, sides, strict=True))
    head = "".join(f'<th scope="col"{side}>{_words(words)}</th>' for words, side in columns)
    rows = []
    for first, *others in table.rows:
        cells = "".join(
            f'<td{side} data-label="{escape(words)}"{_cell(cell)}</td>'
            for (words, side), cell in zip(columns[1:], others, strict=True)
        )
        rows.append(f'<tr><th scope="row"{_cell(first)}</th>{cells}</tr>')
    fits = len(columns) <= _FIT_A_PHONE and all(table.numeric[1:])
    name = "table" if fits else "table table--list"
    name += " table--to-fill" if table.to_fill else ""
    return (
        f'<table class="{name}"{attributes}>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cell(cell: kinds.Cell) -> str:
    """The rest of a cell behind its attributes."""
    return f"{_direction(cell)}>{_spans(cell)}" if isinstance(cell, tuple) else f">{written(cell)}"


def _chart(sheet: _Sheet, block: kinds.Chart) -> str:
    title, table = _words(block.title), block.table
    if not block.numbers:
        return f'<p class="chart__title">{title}</p><p>{NO_FIGURES}</p>'
    drawn = svg.draw(block, style=sheet.paper_style)
    caption = escape(table.caption)
    if sheet.paper_style:
        figures = f"<p>{ANNEXED}</p>" if block.annexed else _table(table, f"<caption>{caption}</caption>")
        return f'<div class="chart"><p class="chart__title">{title}</p>{drawn}</div>{figures}'
    opened = _table(table, "", f' aria-label="{caption}"')
    return (
        f'<figure class="chart"><figcaption class="chart__title">{title}</figcaption>{drawn}'
        f'<details class="chart__figures"><summary>{caption}</summary>{opened}</details></figure>'
    )


def _words(text: str) -> str:
    """Words without any marking, which fit the page however long they are."""
    return _BREAK.join(map(escape, next(cut([text])))) if has_long_run(text) else escape(text)


def _spans(spans: Spans) -> str:
    if has_long_run(kinds.words_of(spans)):
        pieces = cut([span.text for span in spans])
        return "".join(
            [_span(span, _BREAK.join(map(escape, texts))) for span, texts in zip(spans, pieces, strict=True)]
        )
    return "".join([_span(span, escape(span.text)) for span in spans])


def _span(span: kinds.Span, words: str) -> str:
    if span.italic:
        words = f"<em>{words}</em>"
    if span.bold:
        words = f"<strong>{words}</strong>"
    if span.href:
        words = f'<a href="{escape(span.href)}" rel="nofollow ugc noopener">{words}</a>'
    if span.mark:
        said = f'<span class="visually-hidden">{_SAID[span.mark]}: </span>'
        words = f"<{span.mark}>{said}{words}</{span.mark}>"
    return words


def _id(sheet: _Sheet, number: str) -> str:
    return f' id="{escape(sheet.prefix)}{escape(number)}"' if sheet.prefix else ""


def _number(number: str) -> str:
    return f'<span class="n">{escape(number)}</span> '


def reads_from_right(spans: Spans) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    for span in spans:
        if span.text.isascii():
            if any(char.isalpha() for char in span.text):
                return False
            continue
        for char in span.text:
            if (direction := bidirectional(char)) in {"L", "R", "AL"}:
                return direction != "L"
    return False


def _direction(spans: Spans) -> str:
    return ' dir="rtl"' if reads_from_right(spans) else ""
