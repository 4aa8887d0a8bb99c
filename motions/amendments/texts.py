"""The text of an amendment: from the motion's text and a new one to operations, and back."""

from dataclasses import dataclass

from lla.text.units import Units, units, write

from ..motion.models import Revision
from ..motion.texts import Text
from . import clashes, comparison, instructions
from .applying import apply
from .carrying import Carried, Step, carry
from .operations import Operation, Operations, from_json, in_order
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

    def carried_to(self, text: Text | Revision) -> Carried:
        """What becomes of it when the motion has a new text."""
        return carry(self.base, units_of(text), self.operations)

    def moved_to(self, text: Text | Revision) -> "Moved":
        """What of it applies to a new text, also where the whole does not."""
        new, kept = units_of(text), list[Operation]()
        left_out, to_check = list[str](), list[str]()
        for step in self.carried_to(text).steps:
            if step.after is None or clashes.within(new, (*kept, step.after)):
                left_out.append(self._doubt(step))
                continue
            kept.append(step.after)
            if step.why:
                to_check.append(self._doubt(step))
        return Moved(text_of(apply(new, in_order(kept))), tuple(left_out), tuple(to_check))

    def _doubt(self, step: Step) -> str:
        """What a step was to do, and why it is in doubt."""
        sentences = map(instructions.as_text, instructions.sentences(self.base, (step.before,)))
        return f"{' '.join(sentences)} {step.why}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A new text with what of a change applies to it; in words what does not, and what its writer checks."""

    text: Text
    left_out: tuple[str, ...]
    to_check: tuple[str, ...]
