"""Motions that are carried from one program to another, and the forms in which other programs hold them."""

import textwrap
from html import escape
from itertools import count

from lla.demo import reading, rewriting
from lla.demo.reading import MotionStory
from lla.papers.blocks import Block, Heading, LeadIn, ListBlock, Paragraph, Spans
from lla.text.reading import parse
from motions.motion.texts import Text

ITEM = "recruitment-networking-social-media"
_LINE = 72
_SENTENCE = "Members in {} towns met in the year {} and wrote down what they had learnt about {}."
_THINGS = ("buses", "rents", "*night* shifts", "**libraries**", "[the report](https://example.org/report)")


def motions() -> dict[str, Text]:
    """The demonstration's motions on social media as they stand, and one of two thousand words."""
    stories = [story for story in reading.motion_stories() if story.item == ITEM]
    return {story.name: _last_text(story) for story in stories} | {"two thousand words": _long()}


def _last_text(story: MotionStory) -> Text:
    parts = [story.title, story.body, story.appendix]
    for revision in story.revisions:
        parts = rewriting.changed(parts, revision.changes)
    return Text.of(*parts)


def _long() -> Text:
    """Headings, paragraphs, and lists of three levels with dashes and numbers among them."""
    numbers = count(2)
    parts: list[str] = []
    for part in ("notes", "believes", "resolves"):
        parts += [f"Conference {part}:", ""]
        for point in range(6):
            mark = "-" if point < 4 else "1."
            parts += [""] * (point == 4) + [f"{mark} {_said(numbers)}"]
            parts += [f"   {inner} {_said(numbers)}" for inner in ("-", "-")]
            parts += [f"     {deepest} {_said(numbers)}" for deepest in ("1.", "2.")]
        parts += ["", f"# What it *means*, part {part}", "", " ".join(_said(numbers) for _ in range(6)), ""]
    return Text.of("A motion of two thousand words", "\n".join(parts), "# Figures\n\n- One.\n  - Two.")


def _said(numbers: "count[int]") -> str:
    number = next(numbers)
    return _SENTENCE.format(number, 1900 + number, _THINGS[number % len(_THINGS)])


def as_mailed(source: str) -> str:
    """A text as an email brings it: its lines are broken where they are full."""
    return "\n".join(_broken(line) for line in source.split("\n"))


def _broken(line: str) -> str:
    words = line.lstrip()
    indent = len(line) - len(words)
    if words.startswith(("- ", "1. ", "2. ")):
        indent += words.index(" ") + 1
    if words.startswith("#"):
        return line
    return textwrap.fill(
        line, _LINE, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )


def as_html(source: str) -> str:
    """A text as a web page or a word processor puts it on the clipboard."""
    return f"<html><body>{''.join(map(_block, parse(source)))}</body></html>"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_words(block.spans)}</h{block.level}>"
        case LeadIn() | Paragraph():
            return f"<p>{_words(block.spans)}</p>"
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            items = "".join(
                f"<li>{_words(item.spans)}{''.join(map(_block, item.children))}</li>" for item in block.items
            )
            return f"<{tag}>{items}</{tag}>"
    raise ValueError(block)


def _words(spans: Spans) -> str:
    return "".join(
        f"{'<b>' * span.bold}{'<i>' * span.italic}"
        f"{f'<a href={chr(34)}{escape(span.href)}{chr(34)}>' if span.href else ''}{escape(span.text)}"
        f"{'</a>' if span.href else ''}{'</i>' * span.italic}{'</b>' * span.bold}"
        for span in spans
    )
