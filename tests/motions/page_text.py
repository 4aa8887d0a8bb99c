"""Reading answered pages: the words in parts of them, the lines of their lists, where their links lead."""

import re
from html import unescape
from typing import Protocol

from django.test import Client
from django.utils.timezone import localdate

from lla.time.wording import short_day
from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.lla.papers.drawn_files import text_of_html
from tests.motions.factories import mover_of


class Answer(Protocol):
    """What a client's response and our own have in common."""

    @property
    def content(self) -> bytes: ...


SECRET = "Unheard-of xylophones"
HOSTILE = "<script>alert('x')</script> <img src=x onerror=alert(1)> & \"quoted\""

_BESIDE = re.compile(r'<footer.*?</footer>|<ul class="files">.*?</ul>|<summary>.*?</summary>', re.DOTALL)
_BLOCK = re.compile(r"<(?=/?(?:p|li|h[1-6]|dt|dd|div|ol|ul|td|th|ins|del)\b)")


def source(response: Answer) -> str:
    return response.content.decode()


def ask(client: Client, address: str) -> tuple[int, bytes]:
    """The status and the whole content of an answer, a file's too."""
    response = client.get(address)
    return response.status_code, response.getvalue()


def words(html: str) -> str:
    """The words of a piece of a page on one line."""
    return " ".join(text_of_html(_BLOCK.sub(" <", html)).split())


def main(response: Answer) -> str:
    """The words of a page without its head and foot."""
    return words(_between(source(response), "<main", "</main>"))


def articles(response: Answer) -> list[str]:
    """The words of each motion on a page, without its files, folds' words and links at its foot."""
    found = re.findall(r"<article.*?</article>", source(response), re.DOTALL)
    return [article_words(article) for article in found]


def article_words(article: str) -> str:
    return words(_BESIDE.sub("", article))


def lines(response: Answer, name: str) -> list[str]:
    """The words of each line of the lists of one class, such as "index"."""
    lists = re.findall(rf'<ol class="{name}[" ].*?</ol>', source(response), re.DOTALL)
    return [
        words(line)
        for found in lists
        for line in re.findall(r"<li class=.*?(?=<li class=|</ol>)", found, re.DOTALL)
    ]


def heading(response: Answer) -> str:
    """What the heading of a page is called, also where it shows less."""
    drawn = _between(source(response), "<h1", "</h1>")
    called = re.search(r'aria-label="([^"]*)"', drawn)
    return unescape(called[1]) if called else words(drawn)


def links(response: Answer) -> list[str]:
    """Where the links of a page lead, in order, without those of its head and foot."""
    return [
        unescape(address)
        for address in re.findall(r'<a [^>]*href="([^"]*)"', _between(source(response), "<main", "</main>"))
    ]


def _between(html: str, start: str, end: str) -> str:
    at = html.index(start)
    return html[at : html.index(end, at)]


def today() -> str:
    return short_day(localdate())


def revise(motion: Motion, *, title: str = "Revised", body: str, why: str = "", base: int = 1) -> None:
    backing_workflow.revise(motion, Text.of(title, body), by=mover_of(motion), why=why, base=base)
