"""A Word file taken apart: its parts, their trees by short names such as "w:p", and what relates them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

from docx.oxml import parse_xml

_OFFICE = "http://schemas.openxmlformats.org/"
_PACKAGE = f"{_OFFICE}package/2006/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_OFFICE}officeDocument/2006/extended-properties": "ep",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_PACKAGE}content-types": "ct",
    f"{_PACKAGE}relationships": "rel",
    f"{_PACKAGE}metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_KINDS = (f"{_OFFICE}officeDocument/2006/relationships/", f"{_PACKAGE}relationships/metadata/")


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part has to do with another, or with an address outside."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class Package:
    """The parts as they are packed, in order, and the tree of each that is XML."""

    names: list[str]
    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part, or of the package itself when it has no name."""
        folder = dirname(name)
        leads = self.trees.get(rels_of(name))
        return [] if leads is None else [_relation(each, folder) for each in leads]

    def of_kind(self, kind: str) -> Any:
        """The tree of the part to which the document has this relation, or None."""
        found = [each.target for each in self.relations(self.document) if each.kind == kind]
        return self.trees.get(found[0]) if found else None

    @property
    def document(self) -> str:
        """The name of the part that is the document."""
        found = [each.target for each in self.relations("") if each.kind == "officeDocument"]
        return found[0] if found else ""

    @property
    def stories(self) -> list[tuple[str, Any]]:
        """The document, its headers and its footers, by their names."""
        kinds = {"header", "footer"}
        names = [each.target for each in self.relations(self.document) if each.kind in kinds]
        return [(name, self.trees[name]) for name in (self.document, *names) if name in self.trees]


def open_package(content: bytes) -> Package:
    """Take a file apart; parts that are no XML are noted."""
    with ZipFile(BytesIO(content)) as file:
        names = file.namelist()
        package = Package(names, {name: file.read(name) for name in names})
    for name, part in package.parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                package.trees[name] = parse_xml(part)
            except Exception as error:
                package.unreadable.append(f"{name} is no XML: {error}")
    return package


def rels_of(name: str) -> str:
    """The part that holds the relations of a part."""
    return join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")


def _relation(element: Any, folder: str) -> Relation:
    kind, target = element.get("Type", ""), element.get("Target", "")
    is_external = element.get("TargetMode") == "External"
    for beginning in _KINDS:
        kind = kind.removeprefix(beginning)
    if not is_external:
        target = normpath(join("/", folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), kind, target, is_external)


def named(tag: str) -> str:
    """A tag or attribute by its short name, or whole where its language is not known here."""
    space, _, local = tag.rpartition("}")
    if not space:
        return tag
    return f"{_PREFIXES[space[1:]]}:{local}" if space[1:] in _PREFIXES else tag


def name_of(element: Any) -> str:
    """The short name of an element; of a comment or the like none."""
    return named(element.tag) if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> list[Any]:
    """The children of an element, or those of these names."""
    found = [] if element is None else [each for each in element if isinstance(each.tag, str)]
    return [each for each in found if name_of(each) in names] if names else found


def child(element: Any, name: str) -> Any:
    """The first child of this name, or None."""
    return next(iter(children(element, name)), None)


def beneath(element: Any, *names: str) -> Iterator[Any]:
    """Whatever has one of these names, in order."""
    return (each for each in (() if element is None else element.iter()) if name_of(each) in names)


def value(element: Any, name: str = "w:val") -> str:
    """An attribute, or nothing."""
    if element is None:
        return ""
    return next((said for key, said in element.attrib.items() if named(key) == name), "")
