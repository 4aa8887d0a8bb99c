"""What stands in an element: the children that may, in their order, and the attributes that must."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.word_rules.opening import Package, children, name_of, named, value
from tests.word_rules.schema import NEEDED, ORDERS, WHOLE, WHOLE_ATTRIBUTES

# The theme is the library's, and its language nothing else's here.
_OF_OTHERS = re.compile(r"\[Content_Types\]|\.rels$|/theme/|^docProps/")
_NUMBER = re.compile(r"-?\d{1,9}")


def faults(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        if not _OF_OTHERS.search(name):
            for element in tree.iter():
                if name_of(element):
                    yield from (f"{name}: {sentence}" for sentence in _in_element(element))


def _in_element(element: Any) -> Iterator[str]:
    name = name_of(element)
    if name == "c:chart" and value(element, "r:id"):  # in a text it only leads to the part of this name
        return
    yield from in_order(name, [name_of(each) for each in children(element)])
    yield from (f"{name} has no {each}." for each in NEEDED.get(name, ()) if not value(element, each))
    for attribute in element.attrib:
        said = value(element, short := named(attribute))
        is_whole = short in WHOLE_ATTRIBUTES or (short == "w:val" and name in WHOLE)
        if is_whole and not _NUMBER.fullmatch(said):
            yield f"{short} of {name} is “{said}”, which is no whole number."


def in_order(parent: str, found: list[str]) -> Iterator[str]:
    places, single, wanted = _rule(parent)
    last = ""
    for at, name in enumerate(found):
        if name not in places:
            yield f"{name} may not stand in {parent}."
        elif last and places[name] < places[last]:
            yield f"In {parent}, {name} stands behind {last}."
        elif places[name] in single and any(places.get(other) == places[name] for other in found[:at]):
            yield f"In {parent}, {name} stands twice."
        last = name if name in places else last
    there = {places.get(name) for name in found}
    yield from (f"{parent} has no {names}." for place, names in wanted.items() if place not in there)


@lru_cache(maxsize=200)
def _rule(parent: str) -> tuple[dict[str, int], set[int], dict[int, str]]:
    """At which place each child stands, which places hold but one, and which must be filled."""
    language = parent.partition(":")[0]
    places: dict[str, int] = {}
    single: set[int] = set()
    wanted: dict[int, str] = {}
    for place, token in enumerate(ORDERS.get(parent, "").split()):
        names = [name if ":" in name else f"{language}:{name}" for name in token.rstrip("!*+").split("|")]
        places |= dict.fromkeys(names, place)
        if token[-1] not in "*+":
            single.add(place)
        if token[-1] in "!+":
            wanted[place] = " or ".join(names)
    return places, single, wanted
