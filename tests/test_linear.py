"""No text, however hostile, takes more than time in proportion to its length.

Each reader runs in a process of its own, and reads a quarter of a text before the whole. The whole may take
ten times what its quarter took and a second more, on any machine: in proportion it takes four times as much,
by the square sixteen times. Then the kernel ends the process.
"""

import importlib
import os
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from lla.papers import archive, spreadsheets
from lla.papers.blocks import Span
from lla.site import logs
from lla.text import clauses, typed_limits
from lla.text.clauses import Kind, Line
from lla.text.pasted import normalise
from lla.text.reading import parse, word_count
from lla.words import cleaning
from motions.backing import forms as backing_forms
from motions.search import views as search_views
from organisers.regions import postcodes
from socialmedia.channels.choices import Counting
from socialmedia.filters import matching
from socialmedia.posts import character_count
from socialmedia.sources import addresses

LENGTH = 60_000  # characters
TIMES, SECONDS = 10, 1  # what the whole may take of its quarter, and on top
PACKAGES = ("lla", "organisers", "motions", "socialmedia")
MARKS = ["\u0f73", "\u0301\u0323", "a\u0301", "\u0345"]
SIGNS = ["[", "*", "_", "\\[", "**a", "*_a", "[](", "[a](https://a", "a_", "<", "a@", "—", "á", " ", "\t a"]
LINES = ["- a\n", ":\n", "1.\n", "a\tb\n", "#a\n\n", "  - a\n", "\\\n"]
# The parser takes seconds for each, so it is given one text for each of its loops.
TELLING = {
    "what is pasted": [*LINES, " ", "\t a", MARKS[0]],
    "blocks and clauses": ["[", "[](", "*_a", "- a\n"],
    "counting words": ["[", "—"],
    "what a filter list hits": ["a\tb\n", "a. ", "á", "a_", MARKS[0]],
}
READERS: dict[str, Callable[[str], object]] = {
    "what is pasted": normalise,
    "blocks and clauses": parse,
    "counting words": word_count,
    "bounds": lambda text: typed_limits.why_too_large(text, characters=LENGTH),
    "one line": cleaning.one_line,
    "quoted": cleaning.quoted,
    "whether it is one line": cleaning.breaks_a_line,
    "log lines": logs.redact,
    "what a search found": search_views._readable,
    "file names": lambda text: archive.filename(text, ".pdf"),
    "many addresses": lambda text: list(backing_forms._addresses(text)),
    "words of a filter list": matching.tidied,
    "what a filter list hits": lambda text: matching.hits(["tree", "a fool", "c"], text),
    "a post's length": lambda text: character_count.count(text, Counting.WEIGHTED),
    "whose address": lambda text: addresses.key_of(f"https://x.com/{text}", {"x.com": "x.com"}),
    "cells": spreadsheets.safe,
    "postcodes": lambda text: refused(postcodes.normalise, text),
}


def refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)


def texts(units: list[str]) -> Iterator[str]:
    for unit in units:
        yield unit * (LENGTH // len(unit))


def ends(read: Callable[[str], object], given: Iterable[str]) -> str:
    """Empty when all texts were read; otherwise the beginning of the one that was not."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            for text in given:
                os.write(writing, f"{text[:12]!r}\n".encode())
                began = time.process_time()
                read(text[: len(text) // 4])
                signal.setitimer(signal.ITIMER_PROF, TIMES * (time.process_time() - began) + SECONDS)
                read(text)
                signal.setitimer(signal.ITIMER_PROF, 0)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as told:
        begun = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    return "" if status == 0 else begun[-1]


@pytest.mark.parametrize("name", READERS)
def test_no_text_takes_time_by_the_square(name: str) -> None:
    telling = TELLING.get(name, [*SIGNS, *LINES, *MARKS])
    assert ends(READERS[name], texts(telling)) == ""


def test_the_process_is_ended_when_time_grows_by_the_square() -> None:
    old = re.compile(r"[^\s—]*\w[^\s—]*")
    assert ends(old.findall, ["a" * 100, "[" * (LENGTH // 3)]) == repr("[" * 12)


def test_a_list_of_very_many_points_is_nested_in_time_with_their_number() -> None:
    point = Line(Kind.ITEM, (Span("a"),), depth=1)
    assert ends(lambda text: clauses.nest([point] * len(text)), texts(["-", "--"])) == ""


def patterns() -> dict[str, "re.Pattern[str]"]:
    """Every pattern over words that a module of ours holds."""
    found: dict[str, re.Pattern[str]] = {}
    for package in map(importlib.import_module, PACKAGES):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in module.name or ".management" in module.name or ".settings" in module.name:
                continue
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.setdefault(value.pattern, value)
    return found


def units_for(pattern: str) -> list[str]:
    """Every sign that a pattern names, alone and in turn with a letter or a space."""
    signs = {sign for sign in re.sub(r"\\\w", "", pattern) if not sign.isalnum()}
    named = sorted({*signs, *"a1 \n\t[á—"} - {"\\"})[:30]
    return [*named, *(f"{sign}a" for sign in named), *(f"{sign} " for sign in "[a.")]


@pytest.mark.parametrize("part", range(4))
def test_no_pattern_of_ours_takes_time_by_the_square(part: int) -> None:
    slow = {}
    for source, pattern in sorted(patterns().items())[part::4]:
        if unread := ends(pattern.findall, texts(units_for(source))):
            slow[source] = unread
    assert slow == {}
