"""The text of an amendment: from the motion's text and a new one to operations, and back."""

from dataclasses import dataclass

from lla.text.units import Units, units, write

from ..motion.models import Revision
from ..motion.texts import Text
from . import comparison, instructions
from .operations import Operations, from_json
from .references import Sentence


def units_of(text: Text | Revision) -> Units:
    return units(text.title, text.body, text.appendix)


def text_of(amended: Units) -> Text:
    return Text.of(*write(amended))


def as_text(revision: Revision) -> Text:
    return Text(revision.title, revision.body, revision.appendix)


@dataclass(frozen=True, slots=True)
class Change:
    """What leads from one text of a motion to another."""

    base: Units
    operations: Operations

    @classmethod
    def between(cls, base: Text | Revision, text: Text) -> "Change":
        before = units_of(base)
        return cls(before, comparison.between(before, units_of(text)))

    @classmethod
    def of(cls, revision: Revision) -> "Change":
        """The change that a text of an amendment makes."""
        if revision.base is None or revision.operations is None:
            raise LookupError(f"{revision} is no text of an amendment")
        return cls(units_of(revision.base), from_json(revision.operations))

    @property
    def instruction(self) -> tuple[Sentence, ...]:
        """What it does, in sentences."""
        return instructions.sentences(self.base, self.operations)

    @property
    def in_words(self) -> str:
        """The instruction as plain text, each sentence on a line of its own."""
        return "\n".join(map(instructions.as_text, self.instruction))
