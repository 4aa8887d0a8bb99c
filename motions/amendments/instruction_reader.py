"""Reading an instruction back: the sentences of the closed grammar as the operations that they mean.

`read(base, instruction)` answers them; NotUnderstood, in words, for a sentence that is outside the grammar or
names what the base does not have. Quoted words are never searched for grammar, whatever stands in them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lla.text.units import Part, Units, extent, last_below

from .instructions import parent_at
from .operations import Cut, Insert, Operation, Operations, Words, in_order
from .references import ORDINALS, Sentence, joined, quoted, references
from .tokens import places, tokens

_BLOCK = "¶"
_NUMBER = r"A?\d+(?:\.\d+)*"
_NTH = r"(?: \((\w+) time\))?"
_LINE = r"the (?:heading|line) “\d+”(?: \(\w+ time\))?"
_REFERENCE = (
    rf"(the title|the \w+ paragraph of clause {_NUMBER}|clause {_NUMBER}|"
    rf"{_LINE} (?:before clause {_NUMBER}|at the end of the appendix|at the end))"
)
_BELOW = r"( and (?:its|their) (?:sub-clauses|further paragraphs))?"
_MANNER = "(a paragraph|a numbered point|a bullet point)"
_NOUN = r"(?:an? (?:new|further) [\w-]+|new [\w-]+)"

_QUOTED = re.compile(r"“(\d+)”")
_WHOLE = re.compile(
    "Delete (all after the title|all between the title and the appendix|the appendix)"
    rf"(?:\.| and insert:{_BLOCK})"
)
_DELETE = re.compile(r"Delete (.*)\.")
_REPLACE = re.compile(rf"Replace (.*) with(?: {_NOUN})?:{_BLOCK}")
_FROM_TO = re.compile(rf"all from {_REFERENCE} to {_REFERENCE}")
_CLAUSES = re.compile(rf"clauses ({_NUMBER}) (?:to|and) ({_NUMBER}){_BELOW}")
_SINGLE = re.compile(rf"{_REFERENCE}{_BELOW}")
_DELETE_A_LINE = re.compile(rf"Before (clause {_NUMBER}), delete ({_LINE})\.")
_SET_OUT = re.compile(rf"Set out (clause {_NUMBER}) as {_MANNER}\.")
_OF_ITS_OWN = re.compile(rf"Make (clause {_NUMBER}) a clause of its own(?:, set out as {_MANNER})?\.")
_BELOW_ANOTHER = re.compile(
    rf"Make (clause {_NUMBER}) a sub-clause of (clause {_NUMBER})(?:, set out as {_MANNER})?\."
)
_APPENDIX = re.compile(f"Insert an appendix:{_BLOCK}")
_AT_THE_BEGINNING = re.compile(rf"At the beginning of the (text|appendix) insert {_NOUN}:{_BLOCK}")
_BESIDE = re.compile(rf"(After|Before) {_REFERENCE} insert {_NOUN}:{_BLOCK}")
_AT_AN_END = re.compile(rf"At the (beginning|end) of {_REFERENCE} insert “(\d+)”\.")
_WITHIN = re.compile(rf"In {_REFERENCE}, (.*)\.")
_DELETE_WORDS = re.compile(rf"delete “(\d+)”{_NTH}(?: and insert “(\d+)”)?")
_AFTER_WORDS = re.compile(rf"after “(\d+)”{_NTH} insert “(\d+)”")
_AT_ITS_END = re.compile(r"at the (beginning|end) insert “(\d+)”")


class NotUnderstood(ValueError):
    """A sentence means nothing, or nothing in this text."""


def read(base: Units, instruction: Iterable[Sentence]) -> Operations:
    """The operations that an instruction means, in order."""
    names = {name: at for at, name in enumerate(references(base))}
    return in_order(
        operation for sentence in instruction for operation in _Reading.of(base, names, sentence).operations()
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence being read: its grammar, in which “0” stands for the first quotation, and its quotations."""

    base: Units
    names: dict[Sentence, int]
    grammar: str
    quotations: list[str]
    block: Units

    @classmethod
    def of(cls, base: Units, names: dict[Sentence, int], sentence: Sentence) -> "_Reading":
        grammar, block = "", Units()
        quotations: list[str] = []
        for segment in sentence:
            match segment.kind:
                case "text":
                    grammar += segment.words
                case "quoted":
                    grammar += f"“{len(quotations)}”"
                    quotations.append(segment.words)
                case "block":
                    grammar += _BLOCK
                    block = segment.units
        return cls(base, names, grammar, quotations, block)

    def operations(self) -> Iterator[Operation]:
        if self.grammar.endswith(_BLOCK) and not self.block:
            raise NotUnderstood(f"Nothing is to be inserted: {self.grammar.removesuffix(_BLOCK)}")
        for read_as in (self._cut, self._insert, self._set_out_otherwise):
            if operation := read_as():
                yield operation
                return
        yield from self._edits()

    def _at(self, name: str) -> int:
        """The place of the unit that is called so."""
        pieces = _QUOTED.split(name)
        called = joined(
            *(quoted(self.quotations[int(piece)]) if odd % 2 else piece for odd, piece in enumerate(pieces))
        )
        if called not in self.names:
            raise NotUnderstood(f"This text has no such line: {name}.")
        return self.names[called]

    def _cut(self) -> Cut | None:
        if whole := _WHOLE.fullmatch(self.grammar):
            part = extent(self.base, Part.APPENDIX if whole[1] == "the appendix" else Part.BODY)
            return Cut(part.start, part.stop - 1, self.block)
        if line := _DELETE_A_LINE.fullmatch(self.grammar):
            at = self._at(f"{line[2]} before {line[1]}")
            return Cut(at, at)
        cut = _REPLACE.fullmatch(self.grammar) or _DELETE.fullmatch(self.grammar)
        if not cut:
            return None
        first, last = self._run(cut[1])
        below = max(last_below(self.base, at) for at in range(first, last + 1))
        if below > last and not self.block:
            raise NotUnderstood(
                f"There is something below {cut[1]}: say “{cut[1]} and its sub-clauses”, or what stays of it."
            )
        return Cut(first, last, self.block)

    def _run(self, name: str) -> tuple[int, int]:
        if run := _FROM_TO.fullmatch(name):
            return self._in_order(self._at(run[1]), self._at(run[2]), name)
        if run := _CLAUSES.fullmatch(name):
            last = self._at(f"clause {run[2]}")
            last = last_below(self.base, last) if run[3] else last
            return self._in_order(self._at(f"clause {run[1]}"), last, name)
        if single := _SINGLE.fullmatch(name):
            at = self._at(single[1])
            return at, last_below(self.base, at) if single[2] else at
        raise NotUnderstood(f"This names no clauses: {name}.")

    def _in_order(self, first: int, last: int, name: str) -> tuple[int, int]:
        if first > last or self.base[first].part is not self.base[last].part:
            raise NotUnderstood(f"The first of these does not come first: {name}.")
        return first, last

    def _insert(self) -> Insert | None:
        if _APPENDIX.fullmatch(self.grammar):
            return Insert(len(self.base) - 1, self.block)
        if beginning := _AT_THE_BEGINNING.fullmatch(self.grammar):
            part = Part.BODY if beginning[1] == "text" else Part.APPENDIX
            return Insert(extent(self.base, part).start - 1, self.block)
        if beside := _BESIDE.fullmatch(self.grammar):
            at = self._at(beside[2])
            return Insert(last_below(self.base, at) if beside[1] == "After" else at - 1, self.block)
        return None

    def _set_out_otherwise(self) -> Cut | None:
        if same := _SET_OUT.fullmatch(self.grammar):
            at = self._at(same[1])
            return self._set_out(at, self.base[at].depth, same[2])
        if own := _OF_ITS_OWN.fullmatch(self.grammar):
            return self._set_out(self._at(own[1]), 1, own[2])
        if below := _BELOW_ANOTHER.fullmatch(self.grammar):
            at, parent = self._at(below[1]), self._at(below[2])
            depth = self.base[parent].depth
            if not depth or parent_at(self.base, at, depth) != parent:
                raise NotUnderstood(f"It cannot be there: {self.grammar}")
            return self._set_out(at, depth + 1, below[3])
        return None

    def _set_out(self, at: int, depth: int, manner: str | None) -> Cut:
        unit = self.base[at]
        ordered = manner == "a numbered point" if manner else unit.ordered
        depth = 0 if manner == "a paragraph" else max(depth, 1)
        return Cut(at, at, (replace(unit, depth=depth, ordered=ordered),))

    def _edits(self) -> Iterator[Words]:
        if end := _AT_AN_END.fullmatch(self.grammar):
            yield self._edit(f"at the {end[1]} insert “{end[3]}”", self._at(end[2]))
        elif within := _WITHIN.fullmatch(self.grammar):
            at = self._at(within[1])
            yield from (self._edit(edit, at) for edit in within[2].split("; "))
        else:
            raise NotUnderstood(f"This is no sentence of an amendment: {self.grammar}")

    def _edit(self, edit: str, at: int) -> Words:
        line = tokens(self.base[at].text)
        if words := _DELETE_WORDS.fullmatch(edit):
            start, end = self._place(at, words[1], words[2])
            return Words(at, start, end, self.quotations[int(words[3])] if words[3] else "")
        if words := _AFTER_WORDS.fullmatch(edit):
            _, end = self._place(at, words[1], words[2])
            return Words(at, end, end, self.quotations[int(words[3])])
        if words := _AT_ITS_END.fullmatch(edit):
            place = 0 if words[1] == "beginning" else len(line)
            return Words(at, place, place, self.quotations[int(words[2])])
        raise NotUnderstood(f"This is no sentence of an amendment: {self.grammar}")

    def _place(self, at: int, quotation: str, nth: str | None) -> tuple[int, int]:
        """Where quoted words stand in a unit, from which token to which."""
        words = self.quotations[int(quotation)]
        piece = tokens(words)
        starts = places(tokens(self.base[at].text), piece) if piece else []
        number = _number(nth)
        if number is None and len(starts) > 1:
            raise NotUnderstood(f"“{words}” is there more than once: say which of them.")
        if not 0 < (number or 1) <= len(starts):
            raise NotUnderstood(f"“{words}” is not there.")
        start = starts[(number or 1) - 1]
        return start, start + len(piece)


def _number(nth: str | None) -> int | None:
    if nth is None:
        return None
    if nth in ORDINALS:
        return ORDINALS.index(nth) + 1
    return int(nth[:-2]) if nth[:-2].isdecimal() else 0
