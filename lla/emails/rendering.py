"""An email's lines drawn twice, as plain text and as HTML that says the same; no database, no clock."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

QUOTE, ITEM = ">", "- "
_ADDRESS = re.compile(r"(https?://[^\s<>\"“”‘’()]+(?<![.,:;!?']))")


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing that its reader is asked to do: what it is, and where."""

    words: str
    address: str


Line = str | Button


@dataclass(slots=True)
class Block:
    """Lines that stand together: a paragraph, a list or a quotation of so many parts, or a button."""

    kind: str
    parts: list[list[SafeString]] = field(default_factory=list)
    button: Button | None = None


def plain(lines: Iterable[Line]) -> str:
    """The lines as they are; a button is its words and below them its address."""
    written = (f"{line.words}:\n{line.address}" if isinstance(line, Button) else line for line in lines)
    return "\n".join(written) + "\n"


def html(subject: str, body: Sequence[Line], foot: Sequence[Line], *, site: str) -> str:
    """The same as a page without pictures, scripts or anything from elsewhere.

    Only addresses of our own site are links, and only outside quotations: what somebody else typed leads
    nowhere by a click.
    """
    drawn = {"body": list(_blocks(body, site)), "foot": list(_blocks(foot, site))}
    return render_to_string("emails/_html.html", {"subject": subject, **drawn})


def is_ours(address: str, site: str) -> bool:
    return address == site or address.startswith(f"{site}/")


def _blocks(lines: Iterable[Line], site: str) -> Iterator[Block]:
    """Lines between empty ones, cut where a quotation, a list or a button begins."""
    block = None
    for line in lines:
        kind = _kind(line, block)
        if block and (kind != block.kind or kind == "button"):
            yield block
            block = None
        if kind:
            block = block or Block(kind)
            _add(block, line, site)
    if block:
        yield block


def _kind(line: Line, block: Block | None) -> str:
    """A line below a list's item belongs to it, until a line is empty."""
    if isinstance(line, Button):
        return "button"
    if line.startswith(QUOTE):
        return "quote"
    if line.startswith(ITEM) or (line.strip() and block and block.kind == "list"):
        return "list"
    return "paragraph" if line.strip() else ""


def _add(block: Block, line: Line, site: str) -> None:
    if isinstance(line, Button):
        block.button = line
        return
    quoted = line.removeprefix(QUOTE).strip()
    if not block.parts or line.startswith(ITEM) or (block.kind == "quote" and not quoted):
        block.parts.append([])
    if block.kind != "quote":
        block.parts[-1].append(_linked(line.removeprefix(ITEM), site))
    elif quoted:
        block.parts[-1].append(escape(quoted))


def _linked(line: str, site: str) -> SafeString:
    """The line with the addresses of our own site as links."""
    link = partial(format_html, '<a href="{0}">{0}</a>')
    words = (link(word) if is_ours(word, site) else word for word in _ADDRESS.split(line))
    return format_html_join("", "{}", ((word,) for word in words))
