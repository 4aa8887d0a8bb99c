"""The parts of a Word file as trees, whose elements are called "w:p" in either edition of the standard."""

from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Parts = dict[str, bytes]
Leads = dict[str, tuple[str, str]]  # of each relation its kind, and where it leads

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OFFICE}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_MICROSOFT}word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = {"0", "false", "off", "none"}


def tree(parts: Parts, name: str) -> Element | None:
    """A part as a tree, by the parser that counted its pieces and refused whatever defines words."""
    content = parts.get(name)
    return None if content is None else ElementTree.fromstring(content)  # noqa: S314


@lru_cache(maxsize=2_000)
def short(tag: str) -> str:
    """A tag or an attribute as "w:p"; of a language that nothing is read of, the last part alone."""
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:], "")
    return f"{prefix}:{local}" if prefix else local


def kind(element: Element) -> str:
    """What an element is called."""
    return short(element.tag)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return next(children(element, name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name."""
    return (each for each in (() if element is None else element) if short(each.tag) == name)


def beneath(element: Element, *names: str) -> Iterator[Element]:
    """Whatever has one of the names, however deep."""
    return (each for each in element.iter() if short(each.tag) in names)


def value(element: Element | None, name: str = "w:val") -> str:
    """An attribute, or nothing."""
    if element is None:
        return ""
    return next((found for key, found in element.attrib.items() if short(key) == name), "")


def number(element: Element | None, name: str = "w:val") -> int | None:
    """An attribute that is a whole number."""
    found = value(element, name)
    digits = found.removeprefix("-")
    return int(found) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def switched(element: Element | None) -> bool | None:
    """Whether a property is on, or None where nothing is said of it."""
    return None if element is None else value(element).lower() not in _OFF


def related(parts: Parts, name: str) -> Leads:
    """What a part leads to by its relations, of whose kinds the last word is taken.

    Within the package it is the name of a part.
    """
    folder = dirname(name)
    leads = tree(parts, join(folder, "_rels", f"{name.rpartition('/')[2]}.rels"))
    found = {}
    for each in () if leads is None else leads:
        target = each.get("Target", "")
        if each.get("TargetMode") != "External":
            target = normpath(join("/", folder, target)).lstrip("/")
        found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
    return found


def part_of(leads: Leads, wanted: str) -> str:
    """The part that a relation of this kind leads to."""
    return next((target for kind, target in leads.values() if kind == wanted), "")
