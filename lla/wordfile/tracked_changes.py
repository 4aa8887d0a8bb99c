"""A Word file whose tracked changes are all accepted, or all refused: the text as one reads it then."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from lla.wordfile.markup import beneath, child, kind

_INSERTED = frozenset({"w:ins", "w:moveTo"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
_CHANGED = ("w:pPrChange", "w:rPrChange")
_PROPERTIES = frozenset({"w:pPr", "w:rPr"})
_STAY_WITH_A_PARAGRAPH = ("w:rPr", "w:sectPr")
_CELLS = {"w:cellIns": _INSERTED, "w:cellDel": _DELETED}
_ONCE_DELETED = {"w:delText": "t", "w:delInstrText": "instrText"}
_WORDS = ("w:t", "w:delText")
_WITHOUT_END = "without its end"


def is_tracked(element: Element) -> bool:
    """Whether any change stands in an element."""
    return next(beneath(element, *_INSERTED, *_DELETED, *_CHANGED), None) is not None


def accepted(element: Element) -> Element:
    """A copy of an element with every change in it accepted."""
    return _Settled(goes=_DELETED, stays=_INSERTED).copy(element)


def refused(element: Element) -> Element:
    """A copy of an element with every change in it refused."""
    return _Settled(goes=_INSERTED, stays=_DELETED).copy(element)


def words_in(element: Element) -> str:
    """The words beneath an element, deleted ones too, with single spaces."""
    return " ".join("".join(each.text or "" for each in beneath(element, *_WORDS)).split())


class _Settled:
    """Copies elements, without what goes and without the marks of what stays."""

    def __init__(self, *, goes: frozenset[str], stays: frozenset[str]) -> None:
        self._goes = goes
        self._stays = stays

    def copy(self, element: Element) -> Element:
        copied = Element(_kept_tag(element), element.attrib)
        copied.text = element.text
        copied.extend(self._joined(self._children(element)))
        return copied

    def _children(self, element: Element) -> Iterator[Element]:
        for each in element:
            name = kind(each)
            if name in self._stays:
                yield from self._children(each)
            elif name in _PROPERTIES:
                yield self._properties(each)
            elif name == "w:p":
                paragraph = self.copy(each)
                if self._goes & _marks(child(child(each, "w:pPr"), "w:rPr")):
                    paragraph.set(_WITHOUT_END, "")
                yield paragraph
            elif name not in self._goes and not name.endswith("Change") and not self._goes_whole(each):
                yield self.copy(each)

    def _goes_whole(self, element: Element) -> bool:
        """Whether a row or a cell of a table goes."""
        if kind(element) == "w:tr":
            return bool(self._goes & _marks(child(element, "w:trPr")))
        of_cell = _marks(child(element, "w:tcPr")) if kind(element) == "w:tc" else ()
        return any(_CELLS[mark] == self._goes for mark in of_cell if mark in _CELLS)

    def _properties(self, element: Element) -> Element:
        """How a paragraph or its words look: where the change of it is refused, as it was before."""
        change = child(element, f"{kind(element)}Change")
        if change is None or self._goes == _DELETED:
            return self.copy(element)
        before = child(change, kind(element))
        copied = Element(element.tag)
        copied.extend(self._children(before) if before is not None else ())
        if kind(element) == "w:pPr":
            copied.extend(each for each in self._children(element) if kind(each) in _STAY_WITH_A_PARAGRAPH)
        return copied

    def _joined(self, blocks: Iterable[Element]) -> Iterator[Element]:
        """The blocks, each paragraph whose end goes made one with the next."""
        open_: Element | None = None
        for each in blocks:
            if open_ is not None and kind(each) in {"w:p", "w:tbl"}:
                if kind(each) == "w:p":
                    each = _one_of(open_, each)
                elif words_in(open_):
                    yield open_
                open_ = None
            if _WITHOUT_END in each.attrib:
                del each.attrib[_WITHOUT_END]
                open_ = each
            else:
                yield each
        if open_ is not None and words_in(open_):
            yield open_


def _one_of(first: Element, second: Element) -> Element:
    """Two paragraphs as one, which is what the one with the first words is."""
    if not words_in(first):
        return second
    if (properties := child(second, "w:pPr")) is not None:
        second.remove(properties)
    first.extend(second)
    first.attrib.update(second.attrib)
    return first


def _marks(properties: Element | None) -> frozenset[str]:
    return frozenset(map(kind, () if properties is None else properties))


def _kept_tag(element: Element) -> str:
    """The tag of an element, for which deleted words are words."""
    if (local := _ONCE_DELETED.get(kind(element))) is None:
        return element.tag
    return f"{element.tag.rpartition('}')[0]}}}{local}"
