"""Reading an uploaded Word file into the canonical form of a text, within bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import BinaryIO
from zipfile import ZipFile

import mammoth

from lla.refusals import NotAllowed
from lla.text import normalise, word_count

LARGEST_FILE = 5 * 1024 * 1024
MOST_WORDS = 20_000
_LARGEST_UNPACKED = 60 * 1024 * 1024
_LARGEST_MARKUP = 8 * 1024 * 1024
_MOST_ENTRIES = 1_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOT_WORD = "This is not a Word file. Choose a file whose name ends in .docx, or paste the text instead."
_LOCKED = "This Word file is locked with a password. Save it without one and choose it again."
_OLD = "This is a file of an older Word. Save it as .docx and choose it again."
_TOO_MUCH = "This Word file unpacks to more than can be read here. Paste the text instead."
_ALLOWED_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def read_word(file: BinaryIO) -> str:
    """The text of a .docx in canonical form; raises NotAllowed with the sentence for the field."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        largest = LARGEST_FILE // 1024 // 1024
        raise NotAllowed([f"This file is larger than {largest} MB. Paste the text instead."])
    try:
        _check(content)
        read = mammoth.convert_to_html(BytesIO(content), convert_image=mammoth.images.img_element(_no_image))
    except NotAllowed:
        raise
    # A damaged package makes its readers give up in a dozen ways, which all mean the same to its sender.
    except Exception as error:
        raise NotAllowed([_NOT_WORD]) from error
    text = normalise(_text(read.value))
    words = word_count(text)
    if words > MOST_WORDS:
        raise NotAllowed([f"This file holds {words:,} words; at most {MOST_WORDS:,} can be read."])
    if not words:
        raise NotAllowed(["This file holds no words."])
    return text


def _check(content: bytes) -> None:
    """Refuse, before anything is unpacked, what is no Word file or holds more than it should."""
    if content.startswith(_OLD_OFFICE):
        raise NotAllowed([_LOCKED if _LOCKED_PACKAGE in content else _OLD])
    with ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise NotAllowed([_LOCKED])
        if "[Content_Types].xml" not in package.namelist():
            raise NotAllowed([_NOT_WORD])
        markup = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        unpacked, read = (sum(entry.file_size for entry in some) for some in (entries, markup))
        if len(entries) > _MOST_ENTRIES or unpacked > _LARGEST_UNPACKED or read > _LARGEST_MARKUP:
            raise NotAllowed([_TOO_MUCH])
        # A document type could define words that grow without end; Word writes none.
        if any(b"<!DOCTYPE" in package.read(entry) for entry in markup):
            raise NotAllowed([_NOT_WORD])


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
    text = re.sub(r"([\\*])", r"\\\1", words.text).replace("](", r"]\(")
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\_", text)
    bare = text.strip()
    if not bare:
        return words.text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if _ALLOWED_LINK.match(words.href) and words.text.strip() != words.href:
        address = words.href.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        bare = f"[{bare}]({address})"
    signs = "**" * words.bold + "*" * words.italic
    return f"{before}{signs}{bare}{signs[::-1]}{after}"
