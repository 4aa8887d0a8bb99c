"""Opening a Word file: its text, and in sentences whatever of it is not in the text."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lla.acts.refusals import NotAllowed
from lla.papers.blocks import words_of
from lla.text.reading import read, word_count
from lla.wordfile.markup import Leads, Parts, beneath, children, part_of, related, tree
from lla.wordfile.omissions import LeftOut, missing
from lla.wordfile.package import MACROS, NOT_WORD
from lla.wordfile.reading import Reader, notes_of
from lla.wordfile.styles import Looks
from lla.wordfile.writing import WordText, write_text

MOST_WORDS = 20_000
MOST_CHARACTERS = 200_000
_NAMES_OF_MACROS = ("vbaproject", "macroenabled")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open: its document, how its words look and where they lead, its notes by mark and id."""

    document: Element
    leads: Leads
    looks: Looks
    notes: dict[tuple[str, str], Element]


def open_parts(parts: Parts) -> Opened:
    """The file of these parts; raises NotAllowed, and much else for a damaged one."""
    name = part_of(related(parts, ""), "officeDocument")
    document = tree(parts, name)
    if document is None:
        raise NotAllowed([NOT_WORD])
    _refuse_macros(parts)
    leads = related(parts, name)
    styles, numbering, footnotes, endnotes = (
        tree(parts, part_of(leads, kind)) for kind in ("styles", "numbering", "footnotes", "endnotes")
    )
    notes = notes_of(footnotes, "w:footnote") | notes_of(endnotes, "w:endnote")
    return Opened(document, leads, Looks(styles, numbering), notes)


def read_parts(parts: Parts) -> WordText:
    """What the file of these parts says; raises NotAllowed, and much else for a damaged one."""
    opened = open_parts(parts)
    reader = read_words(opened, opened.document)
    text = write_text(reader.lines, reader.left_out, opened.looks.names)
    if not text.is_ours:
        count_comments(parts, opened.leads, reader.left_out)
        _count_margins(parts, opened.leads, reader.left_out)
    return told(text, [opened.document], opened, reader.left_out)


def read_words(opened: Opened, element: Element) -> Reader:
    """A reader that has gone through all that is in an element of a file."""
    reader = Reader(opened.looks, opened.leads, dict(opened.notes))
    reader.read(element)
    _refuse_too_much(sum(len(line.text) for line in reader.lines), "characters", MOST_CHARACTERS)
    return reader


def told(text: WordText, bodies: list[Element], opened: Opened, left_out: LeftOut) -> WordText:
    """The text with what is to be told of it, unless it is empty or too long."""
    lines = (words_of(line.spans) for part in (text.body, text.appendix) for line in read(part))
    read_in = "\n".join([text.title, *lines])
    left_out.lost = missing([*bodies, *opened.notes.values()], read_in, left_out)
    _refuse_too_much(word_count(text.body) + word_count(text.appendix), "words", MOST_WORDS)
    if not text.body:
        raise NotAllowed([" ".join(["This file has no words.", *left_out.sentences()])])
    return replace(text, told=tuple(left_out.sentences()))


def _refuse_too_much(found: int, of: str, most: int) -> None:
    if found > most:
        raise NotAllowed([f"This file has {found:,} {of}. We can read up to {most:,}."])


def _refuse_macros(parts: Parts) -> None:
    for each in tree(parts, "[Content_Types].xml") or ():
        if any(name in each.get("ContentType", "").lower() for name in _NAMES_OF_MACROS):
            raise NotAllowed([MACROS])


def count_comments(parts: Parts, leads: Leads, left_out: LeftOut) -> None:
    """Count the comments, of which none is read."""
    comments = tree(parts, part_of(leads, "comments"))
    left_out.things["comment"] += sum(1 for _ in children(comments, "w:comment"))


def _count_margins(parts: Parts, leads: Leads, left_out: LeftOut) -> None:
    """Count the headers and footers that say anything."""
    for kind, target in set(leads.values()):
        if kind in {"header", "footer"} and (part := tree(parts, target)) is not None:
            said = "".join(each.text or "" for each in beneath(part, "w:t"))
            left_out.things[kind] += any(map(str.isalpha, said))
