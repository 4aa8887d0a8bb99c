"""Opening a Word file: its text, and in sentences whatever of it is not in the text."""

from dataclasses import replace

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


def read_parts(parts: Parts) -> WordText:
    """What the file of these parts says; raises NotAllowed, and much else for a damaged one."""
    name = part_of(related(parts, ""), "officeDocument")
    document = tree(parts, name)
    if document is None:
        raise NotAllowed([NOT_WORD])
    _refuse_macros(parts)
    leads = related(parts, name)
    styles, numbering, footnotes, endnotes = (
        tree(parts, part_of(leads, kind)) for kind in ("styles", "numbering", "footnotes", "endnotes")
    )
    looks = Looks(styles, numbering)
    notes = notes_of(footnotes, "w:footnote") | notes_of(endnotes, "w:endnote")
    all_notes = list(notes.values())
    reader = Reader(looks, leads, notes)
    reader.read(document)
    _refuse_too_much(sum(len(line.text) for line in reader.lines), "characters", MOST_CHARACTERS)
    text = write_text(reader.lines, reader.left_out, looks.names)
    if not text.is_ours:
        _count_other_parts(parts, leads, reader.left_out)
    lines = (words_of(line.spans) for part in (text.body, text.appendix) for line in read(part))
    read_in = "\n".join([text.title, *lines])
    reader.left_out.lost = missing([document, *all_notes], read_in, reader.left_out)
    _refuse_too_much(word_count(text.body) + word_count(text.appendix), "words", MOST_WORDS)
    if not text.body:
        raise NotAllowed([" ".join(["This file has no words.", *reader.left_out.sentences()])])
    return replace(text, told=tuple(reader.left_out.sentences()))


def _refuse_too_much(found: int, of: str, most: int) -> None:
    if found > most:
        raise NotAllowed([f"This file has {found:,} {of}. We can read up to {most:,}."])


def _refuse_macros(parts: Parts) -> None:
    for each in tree(parts, "[Content_Types].xml") or ():
        if any(name in each.get("ContentType", "").lower() for name in _NAMES_OF_MACROS):
            raise NotAllowed([MACROS])


def _count_other_parts(parts: Parts, leads: Leads, left_out: LeftOut) -> None:
    """The comments, and the headers and footers that say anything."""
    comments = tree(parts, part_of(leads, "comments"))
    left_out.things["comment"] += sum(1 for _ in children(comments, "w:comment"))
    for kind, target in set(leads.values()):
        if kind in {"header", "footer"} and (part := tree(parts, target)) is not None:
            said = "".join(each.text or "" for each in beneath(part, "w:t"))
            left_out.things[kind] += any(map(str.isalpha, said))
