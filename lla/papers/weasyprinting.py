"""What WeasyPrint draws a PDF from: a source that is read, a stylesheet, typefaces.

WeasyPrint takes longer to import than a page takes to answer: only who draws a PDF imports this, and nobody
else imports WeasyPrint. Five things go by how it works inside, which it promises nobody: the tag tree
that `tags` puts right before it is written, because screen readers stumble over it otherwise; the words that
`_Spoken` writes beside glyphs; the glyphs that `fonts` shares, without which a booklet of 500 motions holds
every typeface 500 times; where `merge` stamps page numbers; and how full a last page is. Look at these, and
at what their tests say, before CHECKED_WITH is raised.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.util import Finalize
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from lla.papers import glyphs, pdf_fitting
from lla.papers.pdf_tags import tidy
from lla.papers.xml import legal

CHECKED_WITH = "70.0"
_VARIANT = {"pdf_variant": "pdf/ua-1"}
# Letters whose glyphs change their order or their shape by what stands beside them, and pictures.
_SHAPED = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf]")
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
log = logging.getLogger(__name__)


class _Spoken(Stream):  # type: ignore[misc]
    """A page on which words that are more than their glyphs in a row say what they are.

    A file otherwise knows one text for each glyph, the first it was used for: a Tamil or Arabic name would be
    read aloud, found and copied as another name. Words read from the right are left to the tag tree, because
    who copies from a page expects its glyphs from the left and turns them round.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words: dict[int, str] = {}
        self.from_right: set[int] = set()

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        with super().marked(box, tag):
            if self._tags is not None and (words := getattr(box, "text", "")):
                self._say(words)
            yield

    def _say(self, words: str) -> None:
        mark = self.stream[-2]
        self.words[mark["MCID"]] = words
        if _FROM_RIGHT.search(words):
            self.from_right.add(mark["MCID"])
        elif _SHAPED.search(words):
            mark["ActualText"] = pydyf.String(words)


weasyprint.pdf.Stream = _Spoken


def draw(source: str, css: str, *, tighter: bool = False) -> bytes:
    """The document as a tagged PDF, whose streams are not compressed yet; `tighter` if it spares a page."""
    document = _fitted(source, css) if tighter else _laid_out(_read(source), css)
    drawn: bytes = document.write_pdf(finisher=tidy, uncompressed_pdf=True, **_VARIANT)
    if boxes := sorted({sign for font in document.fonts.values() for sign in font.missing}):
        log.error("a paper has signs without a glyph: %s", ", ".join(map(glyphs.code, map(chr, boxes))))
    return drawn


def length(source: str, css: str) -> int:
    """How many pages the document has."""
    return len(_laid_out(_read(source), css).pages)


def _fitted(source: str, css: str) -> Document:
    """The document, set tighter if few lines of it stand on a last page and that spares the page."""
    page = _read(source)
    first = _laid_out(page, css)
    if pdf_fitting.is_worth_it(len(first.pages), _filled(first.pages[-1])):
        for step in pdf_fitting.STEPS:
            document = _laid_out(page, css, step.css)
            if len(document.pages) < len(first.pages):
                return document
    return first


def _filled(page: Page) -> float:
    """The share of a page's height that its text takes."""
    sheet = page._page_box
    body = sheet.children[0].children[0]
    return float(body.height / sheet.height)


def _read(source: str) -> HTML:
    # What a document carries along itself is all that is fetched for it.
    return HTML(string=glyphs.spelt_out(legal(source)), url_fetcher=URLFetcher(allowed_protocols={"data"}))


def _laid_out(page: HTML, *css: str) -> Document:
    return page.render(stylesheets=list(map(_sheet, css)), font_config=_fonts(), **_VARIANT)


@cache
def _fonts() -> FontConfiguration:
    """Made once: a new one for each file leaks."""
    # The fonts lie in a temporary folder, put away while there still is an interpreter to do it.
    Finalize(None, _fonts.cache_clear, exitpriority=1)
    return FontConfiguration()


@cache
def _sheet(css: str) -> CSS:
    return CSS(string=css, font_config=_fonts(), url_fetcher=URLFetcher(allowed_protocols={"file"}))
