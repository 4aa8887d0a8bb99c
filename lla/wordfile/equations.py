"""Equations of a Word file written on one line: (a+b)/2, x^2, √(y)."""

from xml.etree.ElementTree import Element

from lla.wordfile.markup import child, children, kind, value


def linear(element: Element) -> str:
    """What an equation says, on one line."""
    match kind(element):
        case "m:t" | "w:t":
            return element.text or ""
        case "m:f":
            return f"{_part(element, 'm:num')}/{_part(element, 'm:den')}"
        case "m:sSup":
            return f"{_part(element, 'm:e')}^{_part(element, 'm:sup')}"
        case "m:sSub":
            return f"{_part(element, 'm:e')}_{_part(element, 'm:sub')}"
        case "m:sSubSup":
            return f"{_part(element, 'm:e')}_{_part(element, 'm:sub')}^{_part(element, 'm:sup')}"
        case "m:rad":
            return f"{_inside(child(element, 'm:deg'))}√({_inside(child(element, 'm:e'))})"
        case "m:d":
            return _in_brackets(element)
        case "m:nary":
            return _summed(element)
    return _inside(element)


def _inside(element: Element | None) -> str:
    return "".join(map(linear, () if element is None else element))


def _part(element: Element, name: str) -> str:
    """A part of an equation, in brackets unless it is a single letter or number."""
    words = _inside(child(element, name))
    return words if words.isalnum() else f"({words})"


def _in_brackets(element: Element) -> str:
    properties = child(element, "m:dPr")
    begin, end = child(properties, "m:begChr"), child(properties, "m:endChr")
    parts = ", ".join(map(_inside, children(element, "m:e")))
    return (
        f"{'(' if begin is None else value(begin, 'm:val')}{parts}"
        f"{')' if end is None else value(end, 'm:val')}"
    )


def _summed(element: Element) -> str:
    sign = value(child(child(element, "m:naryPr"), "m:chr"), "m:val") or "∫"
    below, above = (_inside(child(element, name)) for name in ("m:sub", "m:sup"))
    limits = (f"_({below})" if below else "") + (f"^({above})" if above else "")
    return f"{sign}{limits} {_inside(child(element, 'm:e'))}"
