"""Following every link of every page that somebody comes to, and saying which of them keep no promise."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve, reverse

FILE = re.compile(r"\.(pdf|docx|zip|xlsx|csv|ics|json|vcf|atom|txt|svg|ico|png|css|js|woff2)$")
OF_A_KIND = 4  # pages of one view, each with another row


@cache
def name_of(path: str) -> str:
    """The view that answers a path, asked of Django once for each: its search takes half a millisecond."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


class _Page(HTMLParser):
    """The addresses that a page links to; whether its main part has a form, or says why there is none."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.asks = self.is_empty = self._in_main = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if self._in_main and tag == "form" and given.get("role") != "search":
            self.asks = True
        if self._in_main and "empty" in given.get("class", "").split():
            self.is_empty = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False


@dataclass
class Walk:
    """Somebody's way through the site: the pages they opened, and what was wrong with links that led there.

    A page with another query is the same page, and of one view some pages stand for all.
    """

    client: Client
    signed_in: bool = True
    of_a_kind: int = OF_A_KIND
    opened: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    _kinds: Counter[str] = field(default_factory=Counter)
    _waiting: deque[tuple[str, str]] = field(default_factory=deque)

    def go(self, starts: Iterable[str]) -> "Walk":
        self._waiting.extend((start, "the start") for start in starts)
        while self._waiting:
            address, found_on = self._waiting.popleft()
            path = urlsplit(address).path
            if path not in self.opened and self._is_new(path):
                self.opened.add(path)
                if problem := self._open(address, found_on):
                    self.wrong[path] = f"{problem}, linked on {found_on}"
        return self

    def _is_new(self, path: str) -> bool:
        self._kinds[name_of(path)] += 1
        return self._kinds[name_of(path)] <= self.of_a_kind

    def _open(self, address: str, found_on: str) -> str:
        """Open a page and note where it leads; answers what is wrong with it."""
        response = self.client.get(address)
        if response.status_code >= 400:
            return str(response.status_code)
        if target := response.headers.get("Location", ""):
            self._waiting.append((urljoin(address, target), found_on))
            asks = self.signed_in and target.startswith(reverse("account_login"))
            return "asks to sign in" if asks else ""
        return self._read(address, response)

    def _read(self, address: str, response: HttpResponseBase) -> str:
        """What a link to a form promises is a form, or words that say why there is none."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return ""
        page = _Page(response.getvalue().decode())
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            if not target.netloc and target.path.startswith("/") and not FILE.search(target.path):
                self._waiting.append((target._replace(fragment="").geturl(), urlsplit(address).path))
        return "" if page.asks or page.is_empty or not self._takes_a_form(address) else "no form"

    def _takes_a_form(self, address: str) -> bool:
        """As an address itself says to whoever asks with a method that it does not take."""
        if address.startswith(reverse("admin:index")):
            return False
        return "POST" in self.client.options(address).headers.get("Allow", "")
