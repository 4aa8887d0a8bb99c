"""What WeasyPrint draws a PDF from: a source that is read, a stylesheet, typefaces.

WeasyPrint takes longer to import than a page takes to answer: only who draws a PDF imports this, and nobody
else imports WeasyPrint. Three things go by how its files look inside, which it promises nobody: the tag tree
that `tags` puts right before it is written, because screen readers stumble over it otherwise; the glyphs that
`fonts` shares, without which a booklet of 500 motions holds every typeface 500 times; and where `merge`
stamps page numbers. Look at these, and at what their tests say, before CHECKED_WITH is raised.
"""

from functools import cache
from multiprocessing.util import Finalize

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from lla.papers.tags import tidy
from lla.papers.xml import legal

CHECKED_WITH = "70.0"
_VARIANT = {"pdf_variant": "pdf/ua-1"}


def draw(source: str, css: str) -> bytes:
    """The document as a tagged PDF, whose streams are not compressed yet."""
    drawn: bytes = _laid_out(source, css).write_pdf(finisher=tidy, uncompressed_pdf=True, **_VARIANT)
    return drawn


def length(source: str, css: str) -> int:
    """How many pages the document has."""
    return len(_laid_out(source, css).pages)


def _laid_out(source: str, css: str) -> Document:
    # What a document carries along itself is all that is fetched for it.
    page = HTML(string=legal(source), url_fetcher=URLFetcher(allowed_protocols={"data"}))
    return page.render(stylesheets=[_sheet(css)], font_config=_fonts(), **_VARIANT)


@cache
def _fonts() -> FontConfiguration:
    """Made once: a new one for each file leaks."""
    # The fonts lie in a temporary folder, put away while there still is an interpreter to do it.
    Finalize(None, _fonts.cache_clear, exitpriority=1)
    return FontConfiguration()


@cache
def _sheet(css: str) -> CSS:
    return CSS(string=css, font_config=_fonts(), url_fetcher=URLFetcher(allowed_protocols={"file"}))
