"""Reading CSV as any program writes it: which encoding it has, and what separates its cells."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from lla.acts.refusals import NotAllowed
from lla.sheets.tables import NO_TABLE, Table, bounded, table

_SEPARATORS = ",;\t|"
_LOOKED_AT = 20  # lines by which the separator is chosen
_OTHER_FORMATS = (b"%PDF", b"{\\rtf", b"<")  # a PDF, a text document, a web page
_NEVER_TYPED = re.compile(r"[\x00-\x08\x0e-\x1f]")
_END = "\x1e"  # a line that nobody types: whatever swallows it was never closed
UNCLOSED = (
    "Line {line} has a quotation mark that is never closed, so all below it would be one cell. Delete the "
    "mark and choose the file again."
)
_SAYS_ITS_SEPARATOR = "sep="  # Excel's own first line


def read(content: bytes) -> Table:
    """The table of a CSV file; raises NotAllowed with the sentence for the field."""
    text = decoded(content)
    if content.startswith(_OTHER_FORMATS) or _NEVER_TYPED.search(text):
        raise NotAllowed([NO_TABLE])
    first, _, below = text.partition("\n")
    said = first.strip().casefold()
    if said.startswith(_SAYS_ITS_SEPARATOR) and len(said) == len(_SAYS_ITS_SEPARATOR) + 1:
        text, separator = f"\n{below}", said[-1]
    else:
        separator = separator_of(text)
    end = "" if text.endswith(("\n", "\r")) else "\n"
    try:
        lines = csv.reader(StringIO(f"{text}{end}{_END}", newline=""), delimiter=separator)
        return table(bounded(_closed(lines)))
    except csv.Error:
        raise NotAllowed([NO_TABLE]) from None


def _closed(lines: Iterable[list[str]]) -> Iterator[list[str]]:
    """The lines without the last, which has to be our own."""
    number, line = 0, [_END]
    for number, following in enumerate(lines, start=1):
        if number > 1:
            yield line
        line = following
    if line != [_END]:
        raise NotAllowed([UNCLOSED.format(line=number)])


def decoded(content: bytes) -> str:
    """The words of a file: UTF-16 or UTF-8 by its mark or its look, otherwise what Windows writes."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _as(content, "utf-16")
    if content.startswith(BOM_UTF8):
        return _as(content, "utf-8-sig")
    if content[1:2] == b"\0":
        return _as(content, "utf-16-le")
    if content[:1] == b"\0":
        return _as(content, "utf-16-be")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _as(content, "cp1252")


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise NotAllowed([NO_TABLE]) from None


def separator_of(text: str) -> str:
    """What separates the cells: the sign by which most of the first lines have equally many of several."""
    lines = "".join(text.splitlines(keepends=True)[:_LOOKED_AT])
    return max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: str, separator: str) -> int:
    try:
        widths = Counter(
            len(row) for row in csv.reader(StringIO(lines, newline=""), delimiter=separator) if row
        )
    except csv.Error:
        return 0
    return max((number * (width - 1) for width, number in widths.items()), default=0)
