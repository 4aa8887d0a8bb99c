"""What files are measured against: the same words given to WeasyPrint and python-docx as their manuals do."""

from collections.abc import Iterable
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from lla.papers import blocks as kinds
from lla.papers import html, pdf

CONTENTS = ".contents a::after { content: leader('.') target-counter(attr(href), page); }"
PAGE_NUMBERS = "@page { @bottom-right { content: counter(page) ' of ' counter(pages); } }"


def weasyprint_alone(source: str, css: str) -> bytes:
    """One document with tags, its stylesheet and fonts read beforehand."""
    fonts, sheet = _sheet(css)
    drawn = HTML(string=source).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    if not isinstance(drawn, bytes):
        raise TypeError("WeasyPrint gave no file")
    return drawn


@cache
def _sheet(css: str) -> tuple[Any, Any]:
    fonts = FontConfiguration()
    return fonts, CSS(string=css, font_config=fonts, url_fetcher=URLFetcher(allowed_protocols={"file"}))


def weasyprint_booklet(booklet: kinds.Booklet) -> bytes:
    """The whole booklet as one document with a table of contents."""
    lines = "".join(
        f'<li><a href="#part-{at}">{escape(part.title)}</a></li>' for at, part in enumerate(booklet.parts)
    )
    parts = "".join(
        f'<hr class="page"><h1 id="part-{at}">{escape(part.title)}</h1>{html.draw(part.blocks)}'
        for at, part in enumerate(booklet.parts)
    )
    front = f"<h1>{escape(booklet.title)}</h1>{html.draw(booklet.front.blocks)}"
    contents = f'<h2>Contents</h2><ol class="contents">{lines}</ol>'
    return weasyprint_alone(
        pdf.page(booklet.front, front + contents + parts), pdf.style() + CONTENTS + PAGE_NUMBERS
    )


def plain_word(booklet: kinds.Booklet) -> bytes:
    """The booklet paragraph by paragraph; clause numbers are typed."""
    document = Document()
    document.add_heading(booklet.title, 0)
    for part in booklet.parts:
        document.add_heading(part.title, 1).paragraph_format.page_break_before = True
        _blocks(document, part.blocks, depth=0)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _blocks(document: WordDocument, blocks: Iterable[kinds.Block], depth: int) -> None:
    for block in blocks:
        match block:
            case kinds.Heading() | kinds.LeadIn():
                _paragraph(document, block.spans, f"Heading {min(block.level + 1, 9)}")
            case kinds.Paragraph() | kinds.Notice():
                _paragraph(document, block.spans, "Normal")
            case kinds.ListBlock():
                for item in block.items:
                    _paragraph(document, kinds.plain(f"{item.number}\t") + item.spans, "List Number", depth)
                    _blocks(document, item.children, depth + 1)
            case _:
                for words in _lines(block):
                    _paragraph(document, kinds.plain(words), "List Bullet")


def _lines(block: kinds.Block) -> list[str]:
    match block:
        case kinds.Facts():
            return [f"{term}: {kinds.words_of(spans)}" for term, spans in block.rows]
        case kinds.Names():
            return [block.heading, *block.names]
        case kinds.Index():
            return [f"{line.label} {line.title} {line.by}" for line in block.lines]
    return []


def _paragraph(document: WordDocument, spans: kinds.Spans, style: str, depth: int = 0) -> None:
    paragraph = document.add_paragraph(style=style)
    if depth:
        paragraph.paragraph_format.left_indent = Pt(18 * (depth + 1))
    for span in spans:
        run = paragraph.add_run(span.text)
        if span.bold:
            run.bold = True
        if span.italic:
            run.italic = True
