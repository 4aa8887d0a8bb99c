"""Reading a Word file of ours that somebody changed: both texts, what it was made of, what was not read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lla.papers.stamps import Stamp
from lla.text import inline, units
from lla.text.units import Part, Units
from lla.wordfile import tracked_changes
from lla.wordfile.marked_region import LocatedBy, Region, parted, region
from lla.wordfile.marked_text import take_title, units_of
from lla.wordfile.markup import Parts, beneath, part_of, related, tree
from lla.wordfile.omissions import LeftOut
from lla.wordfile.opening import Opened, count_comments, open_parts, read_words, told
from lla.wordfile.writing import WordText

_LOCATED = {
    LocatedBy.STYLES: "The lines that mark where the text begins and ends are gone. What is in their "
    "place was read: check that it is the whole text and nothing else.",
    LocatedBy.NOTHING: "This does not look like the file that you downloaded here. All of its words were "
    "read as the text: check that nothing else is among them.",
}
_BESIDE = "Left out, because it is in a line that marks where the text begins or ends: “{}”."
_OUTSIDE = "Left out, because it is outside the lines that mark the text: “{}”."
_SEVERAL = "This file was put together from two of ours: check that its text is the one that you mean."
_UNTRACKED = "Some words were changed without tracking. They count like those that were tracked."
_LONGEST_QUOTED = 80
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """A changed text. With its changes refused it is a check and no base: programs lose some of them.

    `stamps` are claims of what the file was made of, the one to go by first; more than one means that the
    file was put together from several.
    """

    accepted: WordText
    refused: WordText
    stamps: tuple[Stamp, ...]
    located_by: LocatedBy
    is_tracked: bool

    @property
    def stamp(self) -> Stamp | None:
        return self.stamps[0] if self.stamps else None

    def told_of(self, base: WordText) -> tuple[str, ...]:
        """What the sender is told, who changed what `base` says."""
        untracked = self.is_tracked and _words(self.refused) != _words(base)
        return (*self.accepted.told, _UNTRACKED) if untracked else self.accepted.told


def as_written_in(base: Units, text: WordText) -> Units:
    """The units of a text; a line that says what one of `base` says has the same signs.

    Not all that signs can say can be told from how words look, such as which sign made them bold.
    """
    title, *lines = units.units(text.title, text.body, text.appendix)
    writing = {inline.canonical(inline.write(unit.spans)): unit.words for unit in base[1:]}
    return (title, *(replace(unit, words=writing.get(unit.words, unit.words)) for unit in lines))


def read_returned(parts: Parts) -> ReturnedText:
    """What the changed file of these parts says; raises NotAllowed, and much else for a damaged one."""
    opened = open_parts(parts)
    body = next(beneath(opened.document, "w:body"))
    place = region(body, opened.looks)
    text, left_out, read_in = _text(opened, place.body, tracked_changes.accepted)
    count_comments(parts, opened.leads, left_out)
    text = told(text, read_in, opened, left_out)
    refused, _, _ = _text(opened, place.body, tracked_changes.refused)
    stamps = tuple(dict.fromkeys(_stamps(parts, body)))
    several = (_SEVERAL,) if len(stamps) > 1 else ()
    return ReturnedText(
        replace(text, told=(*several, *_told_of_place(place), *text.told)),
        refused,
        stamps,
        place.located_by,
        tracked_changes.is_tracked(place.body),
    )


def _text(
    opened: Opened, body: Element, settle: Callable[[Element], Element]
) -> tuple[WordText, LeftOut, list[Element]]:
    """A text with its changes settled, what was left out of it, and the bodies that it was read of."""
    notes = {mark: settle(note) for mark, note in opened.notes.items()}
    bodies = list(parted(settle(body)))
    reader, of_appendix = (read_words(replace(opened, notes=notes), part) for part in bodies)
    lines, further = ([line for line in part.lines if line.text.strip()] for part in (reader, of_appendix))
    reader.left_out.add_all(of_appendix.left_out)
    title = take_title(lines)
    text = units_of(lines, Part.BODY, reader.left_out)
    appendix = units_of(further, Part.APPENDIX, reader.left_out)
    parts = units.write([title, *text, *appendix])
    return WordText(*parts, is_ours=True), reader.left_out, bodies


def _told_of_place(place: Region) -> Iterator[str]:
    if place.located_by in _LOCATED:
        yield _LOCATED[place.located_by]
    yield from (_BESIDE.format(_quoted(words)) for words in place.beside_a_marker)
    yield from (_OUTSIDE.format(_quoted(words)) for words in place.outside)


def _quoted(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTED else f"{words[: _LONGEST_QUOTED - 1]}…"


def _stamps(parts: Parts, body: Element) -> Iterator[Stamp]:
    """The stamps of a file, as its properties, its name for itself and its marker have them."""
    leads = related(parts, "")
    custom, core = (tree(parts, part_of(leads, f"{kind}-properties")) for kind in ("custom", "core"))
    properties = {} if custom is None else {each.get("name", ""): "".join(each.itertext()) for each in custom}
    names = () if core is None else (each for each in core if each.tag == _IDENTIFIER)
    claims = [
        Stamp.in_properties(properties),
        *(Stamp.in_identifier(each.text or "") for each in names),
        Stamp.in_words(tracked_changes.words_in(body)),
    ]
    yield from (claim for claim in claims if claim)


def _words(text: WordText) -> list[str]:
    """The words of a text by its lines, whatever they are and look like."""
    return [" ".join(unit.text.split()) for unit in units.units(text.title, text.body, text.appendix)]
