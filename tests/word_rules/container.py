"""The parts of a Word file: each has its type and its place, and whatever is asked for is there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.word_rules.opening import Package, beneath, child, children, named, rels_of, value

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# By the relation that leads to a part, what type it has.
_TYPE_OF = {
    "officeDocument": f"{_WORD}document.main+xml",
    "styles": f"{_WORD}styles+xml",
    "numbering": f"{_WORD}numbering+xml",
    "settings": f"{_WORD}settings+xml",
    "webSettings": f"{_WORD}webSettings+xml",
    "fontTable": f"{_WORD}fontTable+xml",
    "header": f"{_WORD}header+xml",
    "footer": f"{_WORD}footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "package": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
# Relations that a part asks for in its text, by their id; the others are found by their kind.
_ASKED_FOR = {"hyperlink", "header", "footer", "chart", "image", "package"}
_NEEDED = ("core-properties", "styles", "numbering", "settings", "fontTable")
_PLAIN_ADDRESS = re.compile(r'[^\s<>"{}|\\^`\x00-\x1f]+')
_LONGEST_ADDRESS = 2_079
_LONGEST_PROPERTY = 255


def faults(package: Package) -> Iterator[str]:
    yield from _twice(package.names, "part")
    yield from _types(package)
    yield from _relations(package)
    yield from _languages_ignored(package)
    yield from _properties(package)


def _twice(names: Iterable[str], what: str) -> Iterator[str]:
    counted = Counter(name.casefold() for name in names)
    yield from (f"The {what} {name} is there twice." for name, count in counted.items() if count > 1)


def _types(package: Package) -> Iterator[str]:
    """Every part has a type, by its name or its ending, and it is that of what leads to it."""
    types = package.trees.get(_TYPES)
    endings = {
        each.get("Extension").lower(): each.get("ContentType") for each in children(types, "ct:Default")
    }
    by_name = {each.get("PartName"): each.get("ContentType") for each in children(types, "ct:Override")}
    yield from _twice([each.get("PartName") for each in children(types, "ct:Override")], "type of")
    yield from (
        f"{_TYPES} names {name}, which is not there." for name in by_name if name[1:] not in package.parts
    )

    def type_of(name: str) -> str | None:
        return by_name.get(f"/{name}") or endings.get(name.rpartition(".")[2].lower())

    for name in package.parts:
        if name != _TYPES and not type_of(name):
            yield f"{name} has no type."
    for source in ("", *package.parts):
        for each in package.relations(source):
            wanted = _TYPE_OF.get(each.kind)
            if wanted and each.target in package.parts and type_of(each.target) != wanted:
                yield f"{each.target} has the type of something else."


def _relations(package: Package) -> Iterator[str]:
    reached: set[str] = {_TYPES}
    waiting = [""]
    kinds: set[str] = set()
    while waiting:
        source = waiting.pop()
        relations = package.relations(source)
        kinds |= {each.kind for each in relations}
        reached |= {source, rels_of(source)}
        yield from _twice([each.id for each in relations], f"relation of {source or 'the package'}")
        for each in relations:
            if each.is_external:
                yield from _address(each.target)
            elif each.target not in package.parts:
                yield f"{source or 'The package'} leads to {each.target}, which is not there."
            elif each.target not in reached:
                waiting.append(each.target)
        yield from _asked_for(package, source)
    yield from (f"Nothing leads to {name}." for name in package.parts if name not in reached)
    yield from (f"There is no part for {kind}." for kind in _NEEDED if kind not in kinds)


def _asked_for(package: Package, source: str) -> Iterator[str]:
    """Each relation that a text asks for is there, and each that is to be asked for is."""
    tree = package.trees.get(source)
    if tree is None:
        return
    asked = {said for element in tree.iter() for said in _asked(element)}
    there = {each.id: each.kind for each in package.relations(source)}
    yield from (
        f"{source} asks for {name}, which is no relation of it." for name in sorted(asked - set(there))
    )
    yield from (
        f"Nothing in {source} asks for its relation {name}."
        for name, kind in there.items()
        if kind in _ASKED_FOR and name not in asked
    )


def _asked(element: Any) -> Iterator[str]:
    return (said for key, said in element.attrib.items() if named(key).startswith("r:"))


def _address(address: str) -> Iterator[str]:
    try:
        is_whole = bool(urlsplit(address).scheme)
    except ValueError:
        is_whole = False
    if not is_whole or not _PLAIN_ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
        yield f"{address} is no address that Word can follow."


def _languages_ignored(package: Package) -> Iterator[str]:
    """A language that older programs may ignore is one that the part knows."""
    for name, tree in package.trees.items():
        for prefix in value(tree, "mc:Ignorable").split():
            if prefix not in tree.nsmap:
                yield f"{name} ignores {prefix}, which it does not know."


def _properties(package: Package) -> Iterator[str]:
    about = next((each.target for each in package.relations("") if each.kind == "core-properties"), "")
    tree = package.trees.get(about)
    for name in ("dc:title", "dc:language", "dc:creator"):
        if not (child(tree, name) is not None and child(tree, name).text):
            yield f"The file does not say its {name[3:]}."
    for each in children(tree):
        if len(each.text or "") > _LONGEST_PROPERTY:
            yield f"{named(each.tag)} is longer than {_LONGEST_PROPERTY} characters."
    for each in beneath(tree, "dcterms:created", "dcterms:modified"):
        if value(each, "xsi:type") != "dcterms:W3CDTF":
            yield f"{named(each.tag)} is no moment."
