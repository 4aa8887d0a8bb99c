"""Reading an uploaded Word file into the canonical form of a text, within bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from typing import BinaryIO

import mammoth
from django.conf import settings

from lla import word_package
from lla.processes import Limits, NotFinished, Processes
from lla.refusals import NotAllowed
from lla.text import normalise, word_count

LARGEST_FILE = 5 * 1024 * 1024
MOST_WORDS = 20_000
MOST_CHARACTERS = 200_000
_MEMORY = 300  # megabytes
_TOO_LONG = "This Word file takes too long to read. Paste the text instead."
_SIGN = re.compile(r"([\\*])")
_EDGE_OF_A_WORD = re.compile(r"(?<!\w)_|_(?!\w)")
_ALLOWED_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def read_word(file: BinaryIO) -> str:
    """The text of a .docx in canonical form; raises NotAllowed with the sentence for the field."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        largest = LARGEST_FILE // 1024 // 1024
        raise NotAllowed([f"This file is larger than {largest} MB. Paste the text instead."])
    try:
        limits = Limits.after(settings.SECONDS_FOR_AN_UPLOAD, megabytes=_MEMORY)
        text, refusal = _reading.run(limits, read, content)
    except NotFinished as error:
        raise NotAllowed([_TOO_LONG]) from error
    if refusal:
        raise NotAllowed([refusal])
    return str(text)


def read(content: bytes) -> tuple[str, str]:
    """The text of a .docx, or else the sentence refusing it; for a process with limits."""
    try:
        package = word_package.unpack(content)
        found = mammoth.convert_to_html(package, convert_image=mammoth.images.img_element(_no_image))
    except NotAllowed as refused:
        return "", refused.reasons[0]
    except MemoryError:
        raise
    # A damaged package makes its readers give up in a dozen ways, which all mean the same to its sender.
    except Exception:
        return "", word_package.NOT_WORD
    lines = _text(found.value)
    if len(lines) > MOST_CHARACTERS:
        return "", f"This file holds {len(lines):,} characters; at most {MOST_CHARACTERS:,} can be read."
    text = normalise(lines)
    words = word_count(text)
    if words > MOST_WORDS:
        return "", f"This file holds {words:,} words; at most {MOST_WORDS:,} can be read."
    return text, "" if words else "This file holds no words."


_reading = Processes(1, warm_up=lambda: partial(read, b""))


def _no_image(_image: object) -> dict[str, str]:
    return {}


@dataclass(slots=True)
class _Words:
    """Words of one kind in a row."""

    text: str
    bold: bool
    italic: bool
    href: str


@dataclass(slots=True)
class _Place:
    """Where the reader of the HTML is."""

    bold: int = 0
    italic: int = 0
    href: str = ""
    cells: int = 0
    lists: list[int] = field(default_factory=list)


class _Reader(HTMLParser):
    """Turns the HTML that mammoth makes into lines of the canonical form."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._words: list[_Words] = []
        self._start = ""
        self._at = _Place()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        at = self._at
        match tag:
            case "strong":
                at.bold += 1
            case "em":
                at.italic += 1
            case "a":
                at.href = dict(attrs).get("href") or ""
            case "ul" | "ol":
                self._end_line()
                at.lists.append(1 if tag == "ol" else 0)
            case "li":
                self._begin_item()
            case "br":
                self._add("\n")
            case "td" | "th":
                self._add(" | " if at.cells else "")
                at.cells += 1
            case "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._begin_paragraph(tag)

    def handle_endtag(self, tag: str) -> None:
        """Write down what ends."""
        at = self._at
        match tag:
            case "strong":
                at.bold -= 1
            case "em":
                at.italic -= 1
            case "a":
                at.href = ""
            case "ul" | "ol":
                self._end_line()
                at.lists.pop()
                if not at.lists:
                    self.lines.append("")
            case "tr":
                at.cells = 0
                self._end_line()
                self.lines.append("")
            case "li":
                self._end_line()
            case "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if not at.cells:
                    self._end_line()
                    self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Take words as they are; mammoth's own arrows back from footnotes are not words."""
        if not (self._at.href.startswith("#") and data == "↑"):
            self._add(data)

    def _begin_paragraph(self, tag: str) -> None:
        if self._at.cells:
            self._add(" " if self._words else "")
        elif not self._at.lists:
            self._end_line()
            self._start = "#" * int(tag[1]) + " " if tag != "p" else ""

    def _begin_item(self) -> None:
        self._end_line()
        lists = self._at.lists
        sign = f"{lists[-1]}." if lists[-1] else "-"
        lists[-1] += 1 if lists[-1] else 0
        self._start = f"{'    ' * (len(lists) - 1)}{sign} "

    def _add(self, text: str) -> None:
        at = self._at
        if text:
            self._words.append(_Words(text, at.bold > 0, at.italic > 0, at.href))

    def _end_line(self) -> None:
        line = "".join(_marked(words) for words in _merged(self._words))
        if line.strip():
            # A heading that ends in a colon is a lead-in: it needs no sign.
            if self._start.startswith("#") and line.rstrip().endswith(":"):
                self._start = ""
            indent = " " * (len(self._start) if self._at.lists else 0)
            self.lines.append(self._start + line.strip().replace("\n", f"\n{indent}"))
        self._words, self._start = [], ""


def _text(source: str) -> str:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return "\n".join(reader.lines)


def _merged(runs: list[_Words]) -> Iterator[_Words]:
    """Word cuts words into many runs; neighbours of one kind are put together again."""
    last: _Words | None = None
    for run in runs:
        if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            last.text += run.text
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _marked(words: _Words) -> str:
    """Words with their signs, the spaces around them left outside."""
    text = _SIGN.sub(r"\\\1", words.text).replace("](", r"]\(")
    text = _EDGE_OF_A_WORD.sub(r"\_", text)
    bare = text.strip()
    if not bare:
        return words.text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if _ALLOWED_LINK.match(words.href) and words.text.strip() != words.href:
        address = words.href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        bare = f"[{bare}]({address})"
    signs = "**" * words.bold + "*" * words.italic
    return f"{before}{signs}{bare}{signs[::-1]}{after}"
