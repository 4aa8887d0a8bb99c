"""One text of a motion: title, body and appendix in canonical form, its fingerprint and its length."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from string import punctuation

from lla.papers.blocks import ListBlock, Paragraph
from lla.text.pasted import normalise
from lla.text.reading import parse, word_count
from lla.text.typed_limits import TYPED_FOR_A_LETTER, why_too_large

REMOVED = "[words removed]"
TITLE_CHARACTERS = 200
BODY_CHARACTERS = 200_000
_ESCAPABLE = frozenset(punctuation)


@dataclass(frozen=True, slots=True)
class Text:
    """What a motion says. `of` brings typed words into canonical form first."""

    title: str
    body: str
    appendix: str = ""

    @classmethod
    def of(cls, title: str, body: str, appendix: str = "") -> "Text":
        return cls(" ".join(title.split()), normalise(body, clauses=True), normalise(appendix, clauses=True))

    @staticmethod
    def why_too_large(title: str, body: str, appendix: str = "") -> list[str]:
        """What typed parts have too much of; asked before they are brought into canonical form."""
        return [
            *why_too_large(title, characters=TYPED_FOR_A_LETTER * TITLE_CHARACTERS),
            *why_too_large(body, characters=BODY_CHARACTERS),
            *why_too_large(appendix, characters=BODY_CHARACTERS),
        ]

    def holds(self, passage: str) -> bool:
        """Whether a passage stands in the text, in capitals or not, on one line or over two."""
        wanted, _ = _folded(" ".join(passage.split()))
        return any(wanted in _folded(part)[0] for part in (self.title, self.body, self.appendix))

    def without(self, passages: Iterable[str]) -> "Text":
        """The text with a mark wherever one of the passages stood, the longest taken out first."""
        parts = [self.title, self.body, self.appendix]
        for passage in sorted(passages, key=len, reverse=True):
            parts = [_taken_out(passage, part) for part in parts]
        return Text(*parts)

    @property
    def words(self) -> int:
        """Words of the body; title and appendix do not count."""
        return word_count(self.body)

    @property
    def has_clauses(self) -> bool:
        """Whether the body says anything below its headings and lead-ins."""
        return any(isinstance(block, (Paragraph, ListBlock)) for block in parse(self.body))

    @property
    def sha256(self) -> str:
        """Hex SHA-256 over the three parts in UTF-8, one line feed and a line of "=" between them."""
        return hashlib.sha256("\n=\n".join((self.title, self.body, self.appendix)).encode()).hexdigest()


def _taken_out(passage: str, text: str) -> str:
    """The text without a passage, whatever its case and wherever its lines are broken."""
    signs, places = _folded(text)
    wanted, _ = _folded(" ".join(passage.split()))
    pieces, end, at = [], 0, signs.find(wanted)
    while at >= 0:
        pieces += [text[end : places[at]], REMOVED]
        end, at = places[at + len(wanted)], signs.find(wanted, at + len(wanted))
    return "".join([*pieces, text[end:]])


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in small letters with one space for each run of white space, and where each sign stood.

    A backslash that has the next sign stand for itself is none of the words; it goes with that sign.
    """
    signs: list[str] = []
    places: list[int] = []
    escaped = False
    for place, char in enumerate(text):
        if char == "\\" and not escaped and text[place + 1 : place + 2] in _ESCAPABLE:
            escaped = True
            continue
        sign = " " if char.isspace() else char.lower()
        if not (sign == " " and signs and signs[-1] == " "):
            signs.append(sign if len(sign) == 1 else char)
            places.append(place - escaped)
        escaped = False
    return "".join(signs), [*places, len(text)]
