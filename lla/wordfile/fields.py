"""Fields of a Word file: what they ask Word for is no text, what Word wrote for it is."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lla.wordfile.markup import beneath, child, children, number, switched, value

_LINK = re.compile(r'HYPERLINK\s{1,9}"([^"]*)"', re.IGNORECASE)
_KIND = re.compile(r"[A-Za-z]{1,30}")
# They mark a place, or put something down to be used elsewhere.
_SAY_NOTHING = {"XE", "TC", "TA", "RD", "SET", "ASK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "PRIVATE"}


@dataclass(slots=True)
class _Field:
    asked: str = ""
    answered: bool = False
    href: str = ""


class Fields:
    """The fields that are open where the reader is."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._asking = 0
        self._hrefs: list[str] = []

    @property
    def unsaid(self) -> bool:
        """Whether what is read now is part of what a field asks for."""
        return self._asking > 0

    @property
    def href(self) -> str:
        """Where the words lead that are read now."""
        return self._hrefs[-1] if self._hrefs else ""

    def begin(self) -> None:
        """A field begins with what it asks for."""
        self._open.append(_Field())
        self._asking += 1

    def told(self, asked: str) -> None:
        """A piece of what it asks for."""
        if self._open and not self._open[-1].answered:
            self._open[-1].asked += asked

    def separate(self) -> None:
        """What was asked for follows."""
        if self._open and not self._open[-1].answered:
            opened = self._open[-1]
            opened.answered = True
            self._asking -= 1
            if found := _LINK.match(opened.asked.strip()):
                opened.href = found[1]
                self._hrefs.append(found[1])

    def end(self) -> int:
        """A field ends; how many there were that should have had words and had none."""
        if not self._open:
            return 0
        opened = self._open.pop()
        if opened.href:
            self._hrefs.pop()
        if opened.answered:
            return 0
        self._asking -= 1
        asked = _KIND.match(opened.asked.strip())
        return 0 if asked is None or asked[0].upper() in _SAY_NOTHING else 1

    def close(self) -> int:
        """End what nobody ended."""
        return sum([self.end() for _ in range(len(self._open))])


def form_field(element: Element) -> str:
    """The tick of a box in an older form, or what was chosen there: no words of the text stand for them."""
    if (box := next(beneath(element, "w:checkBox"), None)) is not None:
        ticked = child(box, "w:checked")
        return "☑" if switched(ticked if ticked is not None else child(box, "w:default")) else "☐"
    choice = next(beneath(element, "w:ddList"), None)
    entries = [value(entry) for entry in children(choice, "w:listEntry")]
    chosen = number(child(choice, "w:result")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
