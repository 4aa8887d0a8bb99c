"""What pages of the last release's database say to somebody, kept as text that a person can read.

A file for each person holds the pages that they were led to from the front page; a page begins with the line
"=== " and its address. Time stands still while they are read.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path

import time_machine
from django.test import Client
from django.urls import resolve

from lla.accounts.models import User
from tests.factories import sign_in
from tests.last_release.database import FILLED_AT, HERE
from tests.link_walk import Walk

FOLDER = HERE / "pages"
READ_AT = FILLED_AT + timedelta(hours=1)
ANYBODY = "anybody"
PEOPLE = {
    ANYBODY: "",
    "social_media_manager": "roisin.tarrant@example.org",
    "coordinator": "callum.adeyemi@example.org",
    "organiser": "agnes.wetherall@example.org",
    "data_protection_lead": "saoirse.tully@example.org",
    "committee": "hilary.stanbrook@example.org",
}
STARTS = ["/", "/conferences/annual-2027/recruitment-networking-social-media/"]
OF_A_KIND = 2  # pages of one view, each with another row
# What everybody is led to by another menu; any other view is written down for whoever comes first to it.
OWN = {"home", "your_work", "organisers:board", "organisers:desk", "socialmedia:board", "admin:index"}

PAGE = re.compile(r"^=== (.+)\n((?:(?!=== ).*\n)*)", re.MULTILINE)
SPACE = re.compile(r"\s+")
INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "mark", "s", "small", "span"}
INLINE |= {"strong", "sub", "sup", "time", "wbr"}
UNSEEN = {"script", "style", "svg", "template"}


class _Text(HTMLParser):
    """The words of a page between the head and foot that all pages share, and what its fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self._option_is_chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in INLINE or tag == "br":
            self.found.append("\n")
        if tag == "input" and self._is_seen and given.get("type") != "hidden":
            self.found.append(f"[{self._held(given)}] ")
        if tag == "option":
            self._option_is_chosen = "selected" in given
        if tag in {"title", "main", "option", *UNSEEN}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[self._open.index(tag) :]
        if tag not in INLINE:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_seen:
            words = SPACE.sub(" ", data)
            self.found.append(f"[{words.strip()}]" if "option" in self._open else words)

    @property
    def _is_seen(self) -> bool:
        inside = set(self._open)
        unseen = inside & UNSEEN or ("option" in inside and not self._option_is_chosen)
        return bool(inside & {"title", "main"}) and not unseen

    def _held(self, field: dict[str, str | None]) -> str:
        if field.get("type") in {"checkbox", "radio"}:
            return "x" if "checked" in field else " "
        return field.get("value") or ""


def text_of(body: str) -> str:
    """The words of a page, each block on a line of its own."""
    reader = _Text()
    reader.feed(body)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def read(person: str, addresses: Iterable[str]) -> dict[str, str]:
    """What these pages say to somebody; the restored database has to be stood on."""
    with time_machine.travel(READ_AT, tick=False):
        client = client_of(person)
        return {address: _said(client, address) for address in addresses}


def _said(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code != 200:
        return f"{response.status_code} {response.headers.get('Location', '')}".rstrip() + "\n"
    return text_of(response.getvalue().decode())


def client_of(person: str) -> Client:
    client = Client()
    return sign_in(client, User.objects.get(email=PEOPLE[person])) if PEOPLE[person] else client


def kept(person: str) -> dict[str, str]:
    """What the pages said when they were written down."""
    return dict(PAGE.findall(_file(person).read_text()))


def write(person: str, pages: dict[str, str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    _file(person).write_text("".join(f"=== {address}\n{text}" for address, text in pages.items()))


def _file(person: str) -> Path:
    return FOLDER / f"{person}.txt"


def differences(before: dict[str, str], after: dict[str, str]) -> str:
    """The lines that differ, page by page; nothing where all is the same."""
    return "".join(
        line
        for address, text in before.items()
        for line in unified_diff(
            text.splitlines(keepends=True),
            after[address].splitlines(keepends=True),
            f"{address} before",
            f"{address} now",
            n=1,
        )
    )


def addresses() -> Iterator[tuple[str, list[str]]]:
    """For each person the pages that links lead them to."""
    known: set[str] = set()
    for person, email in PEOPLE.items():
        with time_machine.travel(READ_AT, tick=False):
            walk = Walk(client_of(person), signed_in=bool(email), of_a_kind=OF_A_KIND)
            opened = walk.go([*STARTS, *(["/accounts/"] if email else [])]).opened
        views = {path: resolve(path).view_name for path in opened}
        known_before = known - OWN
        known |= set(views.values())
        yield person, sorted(path for path, view in views.items() if view not in known_before)
