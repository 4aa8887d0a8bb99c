"""What WeasyPrint draws a PDF from: a source that is read, a stylesheet, typefaces.

WeasyPrint takes longer to import than a page takes to answer: only who draws a PDF imports this.
"""

from functools import cache
from multiprocessing.util import Finalize
from typing import Any
from xml.etree.ElementTree import fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from lla.papers.xml import legal


class Source(HTML):  # type: ignore[misc]
    """An HTML document made here; nothing is fetched for it but what it carries along itself.

    Ours is well-formed, so an XML parser reads it, in a fiftieth of the time that tag soup takes.
    """

    def __init__(self, source: str) -> None:
        self.base_url = None
        self.media_type = "print"
        self.url_fetcher = URLFetcher(allowed_protocols={"data"})
        read = fromstring(legal(source))  # noqa: S314  every word in it went through escape()
        self.wrapper_element = ElementWrapper.from_html_root(read, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def look(css: str) -> dict[str, Any]:
    """What a source is rendered with; typefaces belong to the thread that first came."""
    return {"stylesheets": [_sheet(css)], "font_config": _fonts()}


@cache
def _fonts() -> FontConfiguration:
    """Made once: a new one for each file leaks."""
    # The fonts lie in a temporary folder, put away while there still is an interpreter to do it.
    Finalize(None, _fonts.cache_clear, exitpriority=1)
    return FontConfiguration()


@cache
def _sheet(css: str) -> CSS:
    return CSS(string=css, font_config=_fonts(), url_fetcher=URLFetcher(allowed_protocols={"file"}))
