"""Drawing blocks as HTML, for the page and for the PDF; every word is escaped here, once."""

from collections.abc import Iterable
from html import escape
from unicodedata import bidirectional

from django.utils.safestring import SafeString, mark_safe

from lla.papers.blocks import (
    Block,
    Divider,
    Facts,
    Heading,
    Index,
    Item,
    LeadIn,
    ListBlock,
    Mark,
    Names,
    Notice,
    Paragraph,
    Span,
    Spans,
)

_DEEPEST = 6
_SAID = {"ins": "inserted", "del": "deleted"}


def draw(blocks: Iterable[Block], *, base_level: int = 2, prefix: str = "") -> SafeString:
    """The blocks as HTML; headings of level 1 become h`base_level`, clause 2.1 has the id `prefix`2.1.

    Give each text on a page a prefix of its own, or none where its clauses need no address.
    """
    out: list[str] = []
    for block in blocks:
        _block(out, block, base_level - 1, prefix)
    return mark_safe("".join(out))  # noqa: S308  every word went through escape()


def draw_spans(spans: Spans) -> SafeString:
    """Words within a line, such as a title that a page draws itself."""
    return mark_safe(_spans(spans))  # noqa: S308  as above


def _block(out: list[str], block: Block, above: int, prefix: str) -> None:
    match block:
        case Paragraph():
            _paragraph(out, block, prefix)
        case ListBlock():
            _list(out, block, prefix)
        case LeadIn() | Heading():
            _heading(out, block, above)
        case Facts():
            _facts(out, block)
        case Names():
            _names(out, block, above)
        case Index():
            _index(out, block)
        case Notice():
            out.append(f'<p class="note"{_direction(block.spans)}>{_spans(block.spans)}</p>')
        case Mark():
            tone = f" mark--{block.tone}" if block.tone else ""
            out.append(f'<p class="status"><span class="mark{tone}">{escape(block.words)}</span></p>')
        case Divider():
            out.append('<hr class="page">' if block.page else "<hr>")


def _paragraph(out: list[str], block: Paragraph, prefix: str) -> None:
    if block.number:
        number = f'<span class="n">{escape(block.number)}</span> '
        start = f'<p class="clause"{_id(prefix, block.number)}'
    else:
        number, start = "", "<p"
    out.append(f"{start}{_direction(block.spans)}>{number}{_spans(block.spans)}</p>")


def _list(out: list[str], block: ListBlock, prefix: str) -> None:
    numbered = bool(block.items and any(item.number for item in block.items))
    if numbered:
        start, end = '<ol class="clauses" role="list">', "</ol>"
    else:
        start, end = ("<ol>", "</ol>") if block.ordered else ("<ul>", "</ul>")
    out.append(start)
    for item in block.items:
        _item(out, item, prefix)
    out.append(end)


def _item(out: list[str], item: Item, prefix: str) -> None:
    if item.number:
        number = f'<span class="n">{escape(item.number)}</span> '
        out.append(f"<li{_id(prefix, item.number)}>{number}")
    else:
        out.append("<li>")
    direction = _direction(item.spans)
    words = _spans(item.spans)
    out.append(f"<div{direction}>{words}</div>" if direction else words)
    for child in item.children:
        _block(out, child, _DEEPEST, prefix)
    out.append("</li>")


def _heading(out: list[str], block: Heading | LeadIn, above: int) -> None:
    level = min(above + block.level, _DEEPEST)
    if isinstance(block, Heading):
        attributes = f' id="{escape(block.anchor)}"' if block.anchor else ""
    else:
        attributes = ' class="lead-in"'
    out.append(f"<h{level}{attributes}{_direction(block.spans)}>{_spans(block.spans)}</h{level}>")


def _facts(out: list[str], block: Facts) -> None:
    out.append('<dl class="facts">')
    for term, spans in block.rows:
        out.append(f"<div><dt>{escape(term)}</dt> <dd{_direction(spans)}>{_spans(spans)}</dd></div>")
    out.append("</dl>")


def _names(out: list[str], block: Names, above: int) -> None:
    if block.heading:
        level = min(above + block.level, _DEEPEST)
        out.append(f"<h{level}>{escape(block.heading)}</h{level}>")
    names = "".join(f"<li>{escape(name)}</li>" for name in block.names)
    out.append(f'<ul class="names" role="list">{names}</ul>')


def _index(out: list[str], block: Index) -> None:
    out.append('<ol class="index" role="list">')
    for line in block.lines:
        title = escape(line.title)
        if line.anchor:
            title = f'<a href="#{escape(line.anchor)}">{title}</a>'
        by = f' <div class="index__by">{escape(line.by)}</div>' if line.by else ""
        out.append(
            f'<li class="index__line"><span class="index__letter">{escape(line.label)}</span> '
            f'<div><div class="index__title">{title}</div>{by}</div></li>'
        )
    out.append("</ol>")


def _spans(spans: Spans) -> str:
    return "".join([_span(span) for span in spans])


def _span(span: Span) -> str:
    words = escape(span.text)
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


def _id(prefix: str, number: str) -> str:
    return f' id="{escape(prefix)}{escape(number)}"' if prefix else ""


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
