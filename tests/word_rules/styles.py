"""Styles and settings: what is used is defined, in this language, and Word opens the file as its own."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.word_rules.opening import Package, beneath, child, children, value

_KINDS = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
_AS_WORD_DOES = "15"
# What is said of words, and what has to be said with it for scripts such as Arabic and Hebrew.
_TWICE = (("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs"))


def faults(package: Package) -> Iterator[str]:
    tree = package.of_kind("styles")
    styles = {value(each, "w:styleId"): each for each in children(tree, "w:style")}
    yield from _defined(tree, styles)
    for name, story in package.stories:
        for each in beneath(story, *_KINDS):
            kind, style = _KINDS[f"w:{each.tag.rpartition('}')[2]}"], value(each)
            if value(styles.get(style), "w:type") != kind:
                yield f"{name}: there is no {kind} style {style}."
    for name, part in [*package.stories, ("The styles", tree), ("The lists", package.of_kind("numbering"))]:
        for each in beneath(part, "w:rPr"):
            for plain, other in _TWICE:
                if (child(each, plain) is None) != (child(each, other) is None):
                    yield f"{name}: {plain} is said for some scripts only."
    yield from _language(package, tree)
    yield from _mode(package)


def _defined(tree: Any, styles: dict[str, Any]) -> Iterator[str]:
    every = children(tree, "w:style")
    for what, said in (
        ("id", [value(each, "w:styleId").casefold() for each in every]),
        ("name", [value(child(each, "w:name")).casefold() for each in every]),
        ("default", [value(each, "w:type") for each in every if value(each, "w:default") == "1"]),
    ):
        yield from (
            f"Two styles have the {what} {words}." for words, count in Counter(said).items() if count > 1
        )
    known = {value(each, "w:name").casefold() for each in beneath(tree, "w:lsdException")} | {"hyperlink"}
    for each in every:
        style, kind = value(each, "w:styleId"), value(each, "w:type")
        for link in ("w:basedOn", "w:next", "w:link"):
            other = value(child(each, link))
            if other and other not in styles:
                yield f"The style {style} leads to {other}, which is not there."
            elif other and link == "w:basedOn" and value(styles[other], "w:type") != kind:
                yield f"The style {style} is based on one of another kind."
        if value(each, "w:customStyle") == "1" and value(child(each, "w:name")).casefold() in known:
            yield f"The style {style} is Word’s own."
        yield from _in_a_circle(style, styles)


def _in_a_circle(style: str, styles: dict[str, Any]) -> Iterator[str]:
    seen, at = {style}, value(child(styles[style], "w:basedOn"))
    while at in styles:
        if at in seen:
            yield f"The style {style} is based on itself."
            return
        seen.add(at)
        at = value(child(styles[at], "w:basedOn"))


def _language(package: Package, styles: Any) -> Iterator[str]:
    """The text's language is that of the file's properties, and there is one for words from the right."""
    defaults = child(child(child(styles, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    spoken = child(defaults, "w:lang")
    said = next(
        (each.text for tree in package.trees.values() for each in beneath(tree, "dc:language") if each.text),
        "",
    )
    if not value(spoken) or value(spoken) != said:
        yield f"The text is in “{value(spoken)}”, and the file says “{said}”."
    if not value(spoken, "w:bidi"):
        yield "No language is set for words that are read from the right."


def _mode(package: Package) -> Iterator[str]:
    modes = [
        value(each)
        for each in beneath(package.of_kind("settings"), "w:compatSetting")
        if value(each, "w:name") == "compatibilityMode"
    ]
    if modes != [_AS_WORD_DOES]:
        yield f"Word would open the file as one of an older Word: {modes}."
