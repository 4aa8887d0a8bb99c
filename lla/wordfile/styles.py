"""How the words of a Word file look by its styles and lists: bold or struck, a heading, a point of a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lla.wordfile.markup import child, children, number, switched, value

_HEADING = re.compile(r"heading ([1-9])$")
_LIST = re.compile(r"list (bullet|number)(?: ([2-5]))?$")
_DEEPEST_CHAIN = 12
_LEVELS = 9
_STYLED = "by its style"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of words looks."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    hidden: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Point:
    """Where in which list a point stands; `indent` is in twentieths of a point, `before` is what its counts
    begin with."""

    of: str
    level: int
    ordered: bool
    indent: int | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a paragraph is: the name of its style, its level as a heading, or its point of a list."""

    style: str = ""
    heading: int = 0
    point: Point | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    words: Element | None
    paragraph: Element | None


class Looks:
    """The styles and lists of one file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._usual = ""
        for each in children(styles, "w:style"):
            name = value(each, "w:styleId")
            self._styles[name] = _Style(
                value(child(each, "w:name")).lower(),
                value(child(each, "w:basedOn")),
                child(each, "w:rPr"),
                child(each, "w:pPr"),
            )
            if value(each, "w:type") == "paragraph" and switched_on(value(each, "w:default")):
                self._usual = name
        self._lists = _Lists(numbering)

    @property
    def names(self) -> frozenset[str]:
        """What the styles are called."""
        return frozenset(style.name for style in self._styles.values())

    def of_words(self, properties: Element | None, paragraph: str, *, heading: bool) -> Look:
        """How words look that have these properties, in a paragraph of this style.

        In a heading, words are emphasised that look otherwise than its style has it.
        """
        own = value(child(properties, "w:rStyle"))

        def is_on(*names: str, paragraph: str = paragraph) -> bool:
            return any(self._is_on(name, properties, own, paragraph) for name in names)

        line = child(properties, "w:u")
        emphasising = "" if heading else paragraph
        return Look(
            is_on("w:b", paragraph=emphasising),
            is_on("w:i", paragraph=emphasising),
            line is not None and value(line) not in {"", "none"},
            is_on("w:strike", "w:dstrike"),
            is_on("w:vanish"),
        )

    def of_paragraph(self, properties: Element | None) -> Place:
        """What a paragraph with these properties is."""
        style = value(child(properties, "w:pStyle")) or self._usual
        names = [each.name for each in self._chain(style)]
        point = self._point(properties, style, names)
        indent = _indent(properties)
        if indent is None:
            indent = next((found for each in self._chain(style) if (found := _indent(each.paragraph))), 0)
        return Place(names[0] if names else "", self._heading(properties, style, names), point, indent)

    def style_of(self, properties: Element | None) -> str:
        """The style of a paragraph with these properties, as the file calls it."""
        return value(child(properties, "w:pStyle")) or self._usual

    def _chain(self, style: str) -> Iterator[_Style]:
        """The style and those that it is based on."""
        for _ in range(_DEEPEST_CHAIN):
            if not (found := self._styles.get(style)):
                return
            yield found
            style = found.based_on

    def _is_on(self, name: str, properties: Element | None, own: str, paragraph: str) -> bool:
        """What the words say of themselves counts; else the styles, where on twice is off again."""
        said = switched(child(properties, name))
        return said if said is not None else self._styled(name, own) != self._styled(name, paragraph)

    def _styled(self, name: str, style: str) -> bool:
        found = (switched(child(each.words, name)) for each in self._chain(style))
        return next((said for said in found if said is not None), False)

    def _heading(self, properties: Element | None, style: str, names: list[str]) -> int:
        outlines = [properties, *(each.paragraph for each in self._chain(style))]
        for outline in outlines:
            if (level := number(child(outline, "w:outlineLvl"))) is not None:
                return level + 1 if 0 <= level < _LEVELS else 0
        return next((int(found[1]) for name in names if (found := _HEADING.match(name))), 0)

    def _point(self, properties: Element | None, style: str, names: list[str]) -> Point | None:
        named = next((found for name in names if (found := _LIST.match(name))), None)
        least = int(named[2] or 1) - 1 if named else 0
        for each in (properties, *(one.paragraph for one in self._chain(style))):
            numbered = child(each, "w:numPr")
            if numbered is None or (of := value(child(numbered, "w:numId"))) == "":
                continue
            level = number(child(numbered, "w:ilvl"))
            if level is None:
                level = self._lists.level_of(of, style)
            return self._lists.point(of, level, least, _indent(properties))
        return Point(_STYLED, least, named[1] == "number") if named else None


def switched_on(said: str) -> bool:
    """Whether an attribute says yes."""
    return said in {"1", "true", "on"}


class _Lists:
    """The lists that a file counts or marks."""

    def __init__(self, numbering: Element | None) -> None:
        abstract = {value(each, "w:abstractNumId"): each for each in children(numbering, "w:abstractNum")}
        styled = {value(child(each, "w:styleLink")): each for each in abstract.values()}
        self._levels: dict[str, dict[int, Element]] = {}
        for each in children(numbering, "w:num"):
            whole = abstract.get(value(child(each, "w:abstractNumId")))
            if link := value(child(whole, "w:numStyleLink")):
                whole = styled.get(link, whole)
            levels = {number(one, "w:ilvl") or 0: one for one in children(whole, "w:lvl")}
            for override in children(each, "w:lvlOverride"):
                if (own := child(override, "w:lvl")) is not None:
                    levels[number(override, "w:ilvl") or 0] = own
            self._levels[value(each, "w:numId")] = levels

    def level_of(self, of: str, style: str) -> int:
        """The level of a list that belongs to a style."""
        levels = self._levels.get(of, {})
        return next((at for at, one in levels.items() if value(child(one, "w:pStyle")) == style), 0)

    def point(self, of: str, level: int, least: int, indent: int | None) -> Point | None:
        """A point of a list, or None where nothing is counted or marked."""
        found = self._levels.get(of, {}).get(level)
        form = value(child(found, "w:numFmt"))
        if found is None or form == "none":
            return None
        if indent is None:
            indent = _indent(child(found, "w:pPr"))
        before = value(child(found, "w:lvlText")).partition("%")[0]
        return Point(of, max(level, least), form != "bullet", indent, before)


def _indent(properties: Element | None) -> int | None:
    """How far in a paragraph stands."""
    found = child(properties, "w:ind")
    left = number(found, "w:left")
    return left if left is not None else number(found, "w:start")
