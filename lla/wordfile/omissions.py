"""What of a Word file is not in the text that was read of it, in sentences for whoever sent it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lla.wordfile.markup import child, children, kind
from lla.words.cleaning import composed, one_line

_WORD = re.compile(r"[^\W_]+")
_TYPED_COUNT = re.compile(r"\W{0,9}(?:[a-zA-Z]|[ivxIVX]{2,5}|[0-9]{1,4}(?:\.[0-9]{1,3}){0,3})[.):]?\s")
_MOST_NAMED = 10
_BREAKS = {"w:br", "w:cr", "w:tab", "w:ptab"}
_LEFT_OUT_WORDS = {
    "struck": ("struck-out word", "struck-out words"),
    "hidden": ("hidden word", "hidden words"),
    "drawn": ("word in a drawing", "words in drawings"),
    "empty": ("word of a field that nobody filled in", "words of fields that nobody filled in"),
    "contents": ("word of a table of contents", "words of a table of contents"),
}
_LEFT_OUT_THINGS = {
    "picture": ("picture", "pictures"),
    "chart": ("chart", "charts"),
    "diagram": ("diagram", "diagrams"),
    "object": ("embedded file", "embedded files"),
    "old equation": ("equation of an older Word", "equations of an older Word"),
    "symbol": ("symbol", "symbols"),
    "field": ("field without words", "fields without words"),
    "comment": ("comment", "comments"),
    "header": ("page header", "page headers"),
    "footer": ("page footer", "page footers"),
}
_READ_IN_ITS_WAY = {
    "note": (
        "1 note is in brackets where its mark was.",
        "{} notes are in brackets where their marks were.",
    ),
    "box": (
        "The words of 1 text box are below the paragraph that it was beside.",
        "The words of {} text boxes are below the paragraphs that they were beside.",
    ),
    "table": ("1 table was read row by row.", "{} tables were read row by row."),
    "equation": (
        "1 equation was written on one line. Check that it is still correct.",
        "{} equations were written on one line. Check that they are still correct.",
    ),
    "deep": (
        "1 point was deeper than the third level of a list, and is now on the third.",
        "{} points were deeper than the third level of a list, and are now on the third.",
    ),
}
_LOST = "These words of the file could not be read, so add them"
_OURS = "Left out: what this website prints around a text, such as facts, notices and names."


@dataclass(slots=True)
class LeftOut:
    """The words left out by why they are, and how many there are of things that are no words."""

    words: dict[str, list[str]] = field(default_factory=dict)
    things: Counter[str] = field(default_factory=Counter)
    lost: tuple[str, ...] = ()

    def add(self, why: str, words: str) -> None:
        """Note words that are left out."""
        self.words.setdefault(why, []).append(words)

    def add_all(self, other: "LeftOut") -> None:
        """Note what was left out of another part of the same file."""
        self.things.update(other.things)
        for why, words in other.words.items():
            self.words.setdefault(why, []).extend(words)

    def cut(self) -> None:
        """Note that what is left out next does not go on with what was left out last."""
        for words in self.words.values():
            if words[-1] != "\n":
                words.append("\n")

    def sentences(self) -> list[str]:
        """What the sender is told."""
        parts = [
            *(_counted(self._count(why), *words) for why, words in _LEFT_OUT_WORDS.items()),
            *(_counted(self.things[thing], *words) for thing, words in _LEFT_OUT_THINGS.items()),
        ]
        sentences = [f"Left out: {_listed(parts)}."] if any(parts) else []
        sentences += self._tracked()
        sentences += [_counted(self.things[thing], *words) for thing, words in _READ_IN_ITS_WAY.items()]
        if self.words.get("printed"):
            sentences.append(_OURS)
        if self.lost:
            named = ", ".join(f"“{word}”" for word in self.lost[:_MOST_NAMED])
            more = " and others" if len(self.lost) > _MOST_NAMED else ""
            sentences.append(f"{_LOST}: {named}{more}.")
        return list(filter(None, sentences))

    def _count(self, why: str) -> int:
        return sum(len(words.split()) for words in "".join(self.words.get(why, ())).splitlines())

    def _tracked(self) -> Iterator[str]:
        added, gone = self._count("added"), self._count("deleted")
        if added or gone:
            parts = [_counted(added, "word added", "words added")]
            parts.append(_counted(gone, "word removed", "words removed"))
            yield f"Tracked changes were read as if they were accepted: {_listed(parts)}."


def _counted(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    if "{}" in many:
        return one if count == 1 else many.format(count)
    return f"{count:,} {one if count == 1 else many}"


def _listed(parts: Iterable[str]) -> str:
    *most, last = [part for part in parts if part]
    return f"{', '.join(most)} and {last}" if most else last


def missing(bodies: Iterable[Element], text: str, left_out: LeftOut) -> tuple[str, ...]:
    """The words of a file that are neither in the text read of it nor among those left out.

    The file is gone through anew and with nothing known of how it was read.
    """
    held: Counter[str] = Counter()
    for body in bodies:
        paragraphs: list[str] = []
        _gather(body, [], paragraphs)
        for paragraph in paragraphs:
            line = f"{one_line(paragraph)} "
            typed = _TYPED_COUNT.match(line)
            held.update(_words(line[typed.end() :] if typed else line))
    known = Counter(_words(text))
    for why, words in left_out.words.items():
        if why != "added":
            known.update(_words("".join(words)))
    # A word of which a part is struck out is read as two.
    unread, pieces = held - known, Counter("".join((known - held).elements()))
    lost = []
    for word in unread.elements():
        if Counter(word) <= pieces:
            pieces -= Counter(word)
        else:
            lost.append(word)
    return tuple(lost)


def _words(text: str) -> list[str]:
    return _WORD.findall(composed(one_line(text), "NFKC").casefold())


def _gather(element: Element, words: list[str], paragraphs: list[str]) -> None:
    """Add the text of each paragraph, those inside others apart, and what stands in none to the words."""
    for each in chosen(element):
        match kind(each):
            case "w:p":
                inner: list[str] = []
                _gather(each, inner, paragraphs)
                paragraphs.append("".join(inner))
            case "w:t" | "w:delText" | "a:t":
                words.append(each.text or "")
            case "w:noBreakHyphen":
                words.append("-")
            case "w:rt":
                words.append(" ")
                _gather(each, words, paragraphs)
                words.append(" ")
            case "m:oMath" | "w:pPr" | "w:rPr":
                pass
            case name if name in _BREAKS:
                words.append(" ")
            case _:
                _gather(each, words, paragraphs)


def chosen(element: Element) -> Iterable[Element]:
    """The children of an element; of the same thing in two languages, the first that says anything."""
    if kind(element) != "mc:AlternateContent":
        return element
    choices = [*children(element, "mc:Choice"), child(element, "mc:Fallback")]
    return next((choice for choice in choices if choice is not None and len(choice)), ())
