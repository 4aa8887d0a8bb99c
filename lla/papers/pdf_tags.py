"""The tag tree of a PDF, by which a screen reader reads it: what WeasyPrint leaves untidy, put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WRAPPERS = ("/Span", "/NonStruct")
_PIXELS_TO_POINTS = 0.75

# By page, which element each piece of marked content belongs to.
_Owners = dict[bytes, dict[int, "_Element"]]


@dataclass(slots=True)
class _Element:
    """A structure element: its dictionary in the file, and its children: elements, the numbers of marked
    content, and references to links."""

    file: Any
    kids: list[_Element | int | bytes]

    @property
    def role(self) -> str:
        role: str = self.file["S"]
        return role

    @role.setter
    def role(self, role: str) -> None:
        self.file["S"] = role

    @property
    def page(self) -> bytes | None:
        page: bytes | None = self.file.get("Pg")
        return page

    def elements(self, *roles: str) -> list[_Element]:
        """The children that are elements, of these roles or of any."""
        elements = [kid for kid in self.kids if isinstance(kid, _Element)]
        return [kid for kid in elements if kid.role in roles] if roles else elements

    def adopt(self, other: _Element) -> None:
        self.kids.append(other)
        other.file["P"] = self.file.reference

    def walk(self) -> Iterator[_Element]:
        """The element and all below it."""
        yield self
        for kid in self.elements():
            yield from kid.walk()


def tidy(_: object, pdf: Any) -> None:
    """Before WeasyPrint writes a PDF, keep its running heads and page numbers from being read aloud, make its
    facts a list and its tables whole, and leave no more elements in the tree than say something.

    `pdf` is what WeasyPrint gives a finisher: the file as objects of pydyf.
    """
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    document = _read(pdf, root["K"][0])
    _say_from_right(pdf, document)
    _flatten(document)
    _whole_tables(document)
    owners: _Owners = {}
    for element in document.walk():
        _describe(pdf, element)
        element.file["K"][:] = [
            kid.file.reference if isinstance(kid, _Element) else kid for kid in element.kids
        ]
        for kid in element.kids:
            if isinstance(kid, int) and element.page:
                owners.setdefault(element.page, {})[kid] = element
    _table(pdf, root, owners)
    for page in pdf.page_references:
        _hide_unread(_content(pdf, page), set(owners.get(page, ())))


def _at(pdf: Any, reference: bytes) -> Any:
    """What a reference such as "12 0 R" leads to."""
    return pdf.objects[int(reference.split()[0])]


def _read(pdf: Any, reference: bytes) -> _Element:
    file = _at(pdf, reference)
    element = _Element(file, [])
    for kid in file["K"]:
        is_element = isinstance(kid, bytes) and "S" in _at(pdf, kid)
        element.kids.append(_read(pdf, kid) if is_element else kid)
    return element


def _say_from_right(pdf: Any, document: _Element) -> None:
    """Elements with words read from the right say them in the order in which they are read."""
    for element in document.walk():
        if not element.page or element.elements():
            continue
        content = _content(pdf, element.page)
        marks = [kid for kid in element.kids if isinstance(kid, int)]
        if not content.from_right.isdisjoint(marks):
            words = "".join(content.words.get(mark, "") for mark in marks)
            element.file["ActualText"] = b"<feff%s>" % words.encode("utf-16-be").hex().encode()


def _content(pdf: Any, page: bytes) -> Any:
    return _at(pdf, _at(pdf, page)["Contents"])


def _flatten(element: _Element) -> None:
    """Give the words of wrappers that mean nothing to what they wrap: a line of text has one each."""
    if element.role == "/L":
        _as_list(element)
    flat: list[_Element | int | bytes] = []
    for kid in element.kids:
        if isinstance(kid, _Element):
            _flatten(kid)
            bare = all(isinstance(part, int) for part in kid.kids) and "ActualText" not in kid.file
            if bare and kid.role in _WRAPPERS and kid.page == element.page:
                flat.extend(kid.kids)
                continue
        flat.append(kid)
    element.kids = flat


def _as_list(element: _Element) -> None:
    """A list of facts is drawn as divisions of two items; its readers know items of label and body."""
    for kid in element.elements("/Div"):
        kid.role = "/LI"
        parts = kid.elements("/LI")
        for part, role in zip(parts, ("/Lbl", *["/LBody"] * len(parts)), strict=False):
            part.role = role
            for inner in part.elements():
                inner.role = "/NonStruct"
        # A label and one body, to which every further line belongs.
        kid.kids = list(parts[:2])
        for part in parts[2:]:
            part.role = "/NonStruct"
            parts[1].adopt(part)


def _whole_tables(parent: _Element) -> None:
    """A table broken over pages is one table again; every table of ours has a caption, so what follows one
    without it goes on with it, and the head that stands on its page again is decoration."""
    kept: list[_Element | int | bytes] = []
    for kid in parent.kids:
        before = kept[-1] if kept else None
        if isinstance(kid, _Element):
            if (
                isinstance(before, _Element)
                and before.role == kid.role == "/Table"
                and not kid.elements("/Caption")
            ):
                body = before.elements("/TBody")[-1]
                for row in (row for part in kid.elements("/TBody") for row in part.elements()):
                    body.adopt(row)
                continue
            _whole_tables(kid)
        kept.append(kid)
    parent.kids = kept


def _describe(pdf: Any, element: _Element) -> None:
    """What a reader is told about cells and a picture: which way a head leads, and where the picture is.

    Names of heads would be the same in two parts of a booklet; places are counted in points from below.
    """
    for row in element.elements("/TR"):
        for cell in row.elements():
            about = cell.file["A"]
            about.clear()
            about["O"] = "/Table"
            if cell.role == "/TH":
                about["Scope"] = "/Column" if element.role == "/THead" else "/Row"
            cell.file.pop("ID", None)
    if element.role == "/Figure":
        box = element.file["A"]["BBox"]
        left, top, right, bottom = (float(edge) * _PIXELS_TO_POINTS for edge in box)
        height = float(_at(pdf, element.file["Pg"])["MediaBox"][3])
        box[:] = [round(edge, 2) for edge in (left, height - bottom, right, height - top)]


def _table(pdf: Any, root: dict[str, Any], owners: _Owners) -> None:
    """Write anew the table that leads from marked content back to its element."""
    entries = _at(pdf, root["ParentTree"])["Nums"]
    for page, marks in zip(pdf.page_references, entries[1::2], strict=False):
        owned = owners.get(page, {})
        marks[:] = [
            owned[mark].file.reference if mark in owned else "null"
            for mark in range(max(owned, default=-1) + 1)
        ]
    root["ParentTreeNextKey"] = 1 + entries[-2]


def _hide_unread(content: Any, read: set[int]) -> None:
    """Marked content that no element of the tree claims is decoration: say so.

    The page leaves the ground as it found it (q, Q): what is stamped on it later stands upright.
    """
    words = content.stream
    for at, word in enumerate(words):
        if isinstance(word, dict) and "MCID" in word and word["MCID"] not in read:
            words[at - 1 : at + 2] = [b"/Artifact", b"", b"BMC"]
    content.stream = [b"q", *words, b"Q"]
