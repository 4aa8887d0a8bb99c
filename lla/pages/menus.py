"""The bar on the pages of an area of work: its parts, and the pages of the part that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the bar leads to; `below` are the beginnings of further addresses that belong to it."""

    words: str
    url: str
    below: tuple[str, ...] = ()

    def covers(self, path: str) -> int:
        """How much of an address is this page's; 0 when it lies elsewhere."""
        return max(len(start) if path.startswith(start) else 0 for start in (self.url, *self.below))


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the bar; `current` is its aria-current: "page", "true" or nothing."""

    words: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the bar: the parts, or the pages of the part that `name` says."""

    name: str
    entries: Sequence[Entry]


def bar(parts: Mapping[str, Sequence[Page]], path: str) -> list[Row]:
    """The bar as it is drawn at an address; a part without pages is left out, and one page needs no line."""
    parts = {words: pages for words, pages in parts.items() if pages}
    every = [page for pages in parts.values() for page in pages]
    here = max(every, key=lambda page: page.covers(path))
    opened = next((words for words, pages in parts.items() if here in pages and here.covers(path)), "")
    pages = [Entry(page.words, page.url, _current(page, here, path)) for page in parts.get(opened, [])]
    several = len(pages) > 1
    of_part = "true" if several else next((entry.current for entry in pages), "")
    first = Row("", [Entry(words, of[0].url, of_part * (words == opened)) for words, of in parts.items()])
    return [first, Row(opened, pages)] if several else [first]


def _current(page: Page, here: Page, path: str) -> str:
    if page != here:
        return ""
    return "page" if path == page.url else "true"
