"""What a Word file that is to come back says of itself: which text it holds, where that begins and ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

# Each marker is a paragraph with a bookmark inside: one around the text does not survive other programs.
BEGIN, APPENDIX, END = "text_begin", "text_appendix", "text_end"
BEGIN_WORDS = "Change only what is below this line."
END_WORDS = "The text ends here."
LEAD_IN, MARKER = "Lead In", "Text Marker"  # styles that only these files have

_PROPERTIES = ("text-reference", "text-revision", "text-hash")
_DIGITS = 12
_STAMP = r"([A-Za-z0-9-]{1,40}) revision (\d{1,6}) ([0-9a-f]{12})"
_IDENTIFIER = re.compile(_STAMP)
_SEEN = re.compile(rf"\({_STAMP}\)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which revision of which text a file was made of. A stamp read from a file is a claim: check it."""

    reference: str
    revision: int
    digest: str  # the first digits of the text's hash

    @classmethod
    def of(cls, reference: str, revision: int, sha256: str) -> Self:
        return cls(reference, revision, sha256[:_DIGITS])

    @classmethod
    def in_properties(cls, properties: Mapping[str, str]) -> Self | None:
        """The stamp in the file's own properties."""
        reference, revision, digest = (properties.get(name, "") for name in _PROPERTIES)
        return cls.in_identifier(f"{reference} revision {revision} {digest}")

    @classmethod
    def in_identifier(cls, identifier: str) -> Self | None:
        """The stamp that the file is called by."""
        match = _IDENTIFIER.fullmatch(identifier.strip())
        return cls(match[1], int(match[2]), match[3]) if match else None

    @classmethod
    def in_words(cls, words: str) -> Self | None:
        """The stamp that stands in the line that ends the text."""
        match = _SEEN.search(words)
        return cls(match[1], int(match[2]), match[3]) if match else None

    @property
    def identifier(self) -> str:
        return f"{self.reference} revision {self.revision} {self.digest}"

    @property
    def properties(self) -> dict[str, str]:
        values = (self.reference, str(self.revision), self.digest)
        return dict(zip(_PROPERTIES, values, strict=True))

    @property
    def end_words(self) -> str:
        return f"{END_WORDS} ({self.identifier})"
