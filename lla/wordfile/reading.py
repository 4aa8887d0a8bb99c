"""Going through a Word file: its paragraphs, points, headings and rows in order, and what is left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from xml.etree.ElementTree import Element

from lla.wordfile.equations import linear
from lla.wordfile.fields import Fields, form_field
from lla.wordfile.markup import Leads, beneath, child, children, kind, number, switched, value
from lla.wordfile.omissions import LeftOut, chosen
from lla.wordfile.styles import PLAIN, Look, Looks, Place
from lla.wordfile.symbols import character, raised

_AS_TYPED = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NOTES = {"w:footnoteReference": "w:footnote", "w:endnoteReference": "w:endnote"}
_SAY_NOTHING = {
    *("w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr", "w:sdtPr"),
    *("w:sdtEndPr", "w:fldData", "w:ffData", "w:instrText", "w:delInstrText", "w:customXmlPr"),
    *("w:smartTagPr", "w:rubyPr"),
}
_PICTURES = {"pic:pic": "picture", "v:imagedata": "picture", "c:chart": "chart", "dgm:relIds": "diagram"}
_TAKEN_OUT, _PUT_IN = {"w:del", "w:moveFrom"}, {"w:ins", "w:moveTo"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike and lead to one place."""

    text: str
    look: Look = PLAIN
    href: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph, a point, a heading or the row of a table; a line break in it is "\\n"."""

    place: Place
    words: list[Words] = field(default_factory=list)
    row: bool = False

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(each.text for each in self.words)


class Reader:
    """What stands in a file. `notes` holds each note by the kind of its mark and its id."""

    def __init__(self, looks: Looks, links: Leads, notes: dict[tuple[str, str], Element]) -> None:
        self.lines: list[Line] = []
        self.left_out = LeftOut()
        self._looks = looks
        self._links = links
        self._notes = notes
        self._line: Line | None = None
        self._goes_on = False
        self._style = ""
        self._why = ""
        self._fields = Fields()
        self._boxes: list[Element] = []

    def read(self, body: Element) -> None:
        """Take in all that is in an element."""
        self._children(body, "")
        self._fields_without_words(self._fields.close())

    def _children(self, element: Element, href: str) -> None:
        for each in chosen(element):
            self._element(each, href)

    def _element(self, element: Element, href: str) -> None:
        match kind(element):
            case name if name in _SAY_NOTHING:
                pass
            case "w:p":
                self._paragraph(element)
            case "w:r":
                self._run(element, href)
            case "w:tbl":
                self._table(element)
            case "w:hyperlink":
                _, target = self._links.get(value(element, "r:id"), ("", ""))
                self._children(element, target or href)
            case "w:sdt":
                self._control(element, href)
            case name if name in _TAKEN_OUT:
                with self._leaving_out("deleted"):
                    self._children(element, href)
            case name if name in _PUT_IN:
                self.left_out.add(
                    "added", " ".join(text.text or "" for text in beneath(element, "w:t")) + "\n"
                )
                self._children(element, href)
            case _:
                self._inside(element, href)

    def _inside(self, element: Element, href: str) -> None:
        """What stands within a run, an equation or a drawing."""
        match kind(element):
            case name if name in _PICTURES:
                self._thing(_PICTURES[name])
            case "m:oMath":
                if words := linear(element).strip():
                    self._thing("equation")
                    self._add(words, PLAIN, "")
            case "w:rt":
                self._add("(", PLAIN, href)
                self._children(element, href)
                self._add(")", PLAIN, href)
            case "w:object":
                self._object(element, href)
            case "w:txbxContent":
                self._boxes.append(element)
            case "a:t":
                with self._leaving_out("drawn"):
                    self._add(f"{element.text or ''}\n", PLAIN, "")
            case _:
                self._children(element, href)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "w:pPr")
        place = self._looks.of_paragraph(properties)
        outer = self._line, self._style, self._boxes
        self._style, self._boxes = self._looks.style_of(properties), []
        if self._goes_on and self.lines and not self.lines[-1].row:
            # The end of the paragraph before is deleted: it goes on as this one.
            self._line = self.lines[-1]
            self._line.place = place
        else:
            self._line = Line(place)
            self.lines.append(self._line)
        with self._leaving_out("contents" if place.style.startswith("toc ") else ""):
            self._children(element, "")
        self._goes_on = child(child(properties, "w:rPr"), "w:del") is not None
        self.left_out.cut()
        boxes = self._boxes
        self._line, self._style, self._boxes = outer
        for box in boxes:
            self._thing("box")
            self._children(box, "")

    def _run(self, element: Element, href: str) -> None:
        properties = child(element, "w:rPr")
        is_heading = self._line is not None and self._line.place.heading > 0
        look = self._looks.of_words(properties, self._style, heading=is_heading)
        why = "struck" if look.struck else "hidden" if look.hidden else ""
        raising = value(child(properties, "w:vertAlign"))
        with self._leaving_out(why):
            for each in element:
                self._piece(each, look, self._fields.href or href, raising)

    def _piece(self, element: Element, look: Look, href: str, raising: str) -> None:
        match kind(element):
            case "w:t" | "w:delText":
                self._add(raised(element.text or "", raising), look, href)
            case name if name in _AS_TYPED:
                self._add(_AS_TYPED[name], look, href)
            case "w:sym":
                self._symbol(element, look, href)
            case name if name in _NOTES:
                self._note(element)
            case "w:fldChar":
                self._field(element, look)
            case "w:instrText":
                self._fields.told(element.text or "")
            case "w:ruby" | "w:rubyBase":
                for each in element:
                    self._piece(each, look, href, raising)
            case _:
                self._element(element, href)

    def _add(self, text: str, look: Look, href: str) -> None:
        if not text or self._fields.unsaid:
            return
        if self._why:
            self.left_out.add(self._why, text)
            return
        if self._line is None:
            self._line = Line(Place())
            self.lines.append(self._line)
        self._line.words.append(Words(text, look, href))
        self.left_out.cut()

    @contextmanager
    def _leaving_out(self, why: str) -> Iterator[None]:
        """Words within go among those left out, for the reason that was first."""
        before, self._why = self._why, self._why or why
        yield
        self._why = before

    def _thing(self, name: str) -> None:
        self.left_out.things[name] += 1

    def _symbol(self, element: Element, look: Look, href: str) -> None:
        if char := character(value(element, "w:font"), value(element, "w:char")):
            self._add(char, look, href)
        else:
            self._thing("symbol")

    def _object(self, element: Element, href: str) -> None:
        """Something of another program, with the picture that stands for it."""
        inside = next(beneath(element, "o:OLEObject"), None)
        if inside is None:
            self._children(element, href)
        else:
            self._thing("old equation" if value(inside, "ProgID").startswith("Equation") else "object")

    def _note(self, element: Element) -> None:
        """The words of a note in brackets, once: a second mark of it says nothing new."""
        note = self._notes.pop((_NOTES[kind(element)], value(element, "w:id")), None)
        if note is None:
            return
        words = " ".join(line.text for line in self._apart(note) if line.text.strip())
        if words := " ".join(words.split()):
            if not self._why:
                self._thing("note")
            self._add(f" (Note: {words})", PLAIN, "")

    def _apart(self, element: Element) -> list[Line]:
        """The lines of what stands in an element, for them to be put somewhere else."""
        outer = self.lines, self._line, self._goes_on
        self.lines, self._line, self._goes_on = [], None, False
        for each in element:
            self._element(each, "")
        found = self.lines
        self.lines, self._line, self._goes_on = outer
        return found

    def _control(self, element: Element, href: str) -> None:
        """A field of a form; a ticked box is a tick."""
        properties = child(element, "w:sdtPr")
        content = child(element, "w:sdtContent")
        box = child(properties, "w14:checkbox")
        if box is not None:
            ticked = value(child(box, "w14:checked"), "w14:val") in {"1", "true", "on"}
            self._add("☑" if ticked else "☐", PLAIN, "")
        elif content is not None:
            is_empty = switched(child(properties, "w:showingPlcHdr"))
            with self._leaving_out("empty" if is_empty else ""):
                self._children(content, href)

    def _field(self, element: Element, look: Look) -> None:
        match value(element, "w:fldCharType"):
            case "begin":
                self._add(form_field(element), look, "")
                self._fields.begin()
            case "separate":
                self._fields.separate()
            case "end":
                self._fields_without_words(self._fields.end())

    def _fields_without_words(self, fields: int) -> None:
        self.left_out.things["field"] += fields

    def _table(self, element: Element) -> None:
        rows = list(_of(element, "w:tr"))
        cells = [list(_of(row, "w:tc")) for row in rows]
        if max(map(len, cells), default=0) < 2:
            # A box around a text rather than a table.
            for cell in chain.from_iterable(cells):
                self._children(cell, "")
            return
        before = len(self.lines)
        for row, its_cells in zip(rows, cells, strict=True):
            gone = child(child(row, "w:trPr"), "w:del") is not None
            with self._leaving_out("deleted" if gone else ""):
                self._row(its_cells)
        self.left_out.things["table"] += len(self.lines) > before

    def _row(self, cells: list[Element]) -> None:
        """A row as one line: a list within a cell stays within it."""
        outer = self._line
        line = Line(Place(), row=True)
        for at, cell in enumerate(cells):
            if at:
                line.words.append(Words(" | "))
            inside = [one for one in self._apart(cell) if one.text.strip()]
            for place, one in enumerate(inside):
                if place:
                    line.words.append(Words(_between(inside[place - 1], one)))
                line.words += one.words
        self._line = outer
        if line.text.replace("|", "").strip():
            self.lines.append(line)


def _between(before: Line, line: Line) -> str:
    is_point = before.place.point and line.place.point
    return "; " if is_point and before.text.rstrip()[-1:] not in ".;:,!?" else " "


def _of(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, in controls or not, without those of tables within."""
    for each in chosen(element):
        if kind(each) == name:
            yield each
        elif kind(each) not in {"w:tbl", "w:tc", "w:tr", "w:p"}:
            yield from _of(each, name)


def notes_of(tree: Element | None, name: str) -> dict[tuple[str, str], Element]:
    """The notes of one kind, without the lines that stand above them on a page."""
    return {
        (name, value(each, "w:id")): each
        for each in children(tree, name)
        if value(each, "w:type") in {"", "normal"} and number(each, "w:id") is not None
    }
