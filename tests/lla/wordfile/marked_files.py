"""Word files whose text is marked off, as they go out and as programs give them back."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lla.papers import word
from lla.papers.blocks import Facts, MarkedPaper, Names, Paper, plain
from lla.papers.stamps import Stamp
from lla.text.tracking import tracked
from lla.text.units import Units, units
from lla.wordfile.package import unpack
from lla.wordfile.returned import ReturnedText, read_returned
from lla.wordfile.writing import WordText

STAMP = Stamp("m42", 2, "0123456789ab")
SMALL = units("A title", "Conference notes:\n\n- one two three\n- four\n  - five six\n- seven")
_MARKER = '<w:p><w:pPr><w:pStyle w:val="TextMarker"/></w:pPr>'


def make_marked(old: Units, new: Units | None = None, *, stamp: Stamp | None = STAMP) -> bytes:
    """A text with what became of it, between facts and names."""
    facts = Facts((("Submitted by", plain("Ouse Valley Left")), ("Reference", plain("m42"))))
    names = Names("Signatories", ("Alex Fern", "Kim Vale"))
    paper = Paper(old[0].words, (facts,), reference="m42")
    return word.render(
        MarkedPaper(paper, tracked(old, new or old), (names,), stamp=stamp, changed_by="B.1, Kim Vale")
    )


def with_text(content: bytes, paragraphs: str) -> bytes:
    """The file with other paragraphs between its markers."""

    def put_in(document: str) -> str:
        before, begin, rest = document.partition(_MARKER)
        _, end, after = rest.rpartition(_MARKER)
        marker = rest.partition("</w:p>")[0] + "</w:p>"
        return f"{before}{begin}{marker}{paragraphs}{end}{after}"

    return repacked(content, {"word/document.xml": put_in(part_of(content, "word/document.xml"))})


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def replaced(content: bytes, *pairs: tuple[str, str]) -> bytes:
    """The file with other words wherever an expression stands, in every part that is XML."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith("xml")}
    for old, new in pairs:
        parts = {name: re.sub(old, new, part) for name, part in parts.items()}
    return repacked(content, parts)


def repacked(content: bytes, parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            made.writestr(name, parts.get(name, package.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(content: bytes) -> ReturnedText:
    return read_returned(unpack(content))


def parts(text: WordText) -> tuple[str, str, str]:
    """What a text says, without what is told of it."""
    return text.title, text.body, text.appendix
