"""Amendments sentence in sentences of a closed grammar, such as: In clause 2.1, delete “x” and insert “y”.

`sentences(base, operations)` answers them in segments, so that no quotation mark within a quotation misleads;
all numbers are those of the base. `as_text` and `blocks` print them, `foot` says whose numbers they are.
`instruction_reader.read` makes the same operations of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lla.papers.blocks import Block, Paragraph, plain
from lla.text import clauses
from lla.text.units import Kind, Part, Unit, Units, extent, last_below, lines

from .operations import Cut, Insert, Operations, Words, is_whole
from .references import Segment, Sentence, joined, nth_time, quoted, references, run_of
from .tokens import Tokens, places, text_of, tokens, words_in

_LONGEST_ANCHOR = 3  # tokens that say after what something is inserted
_ENDS_A_SENTENCE = (".”", "!”", "?”")


def sentences(base: Units, operations: Operations) -> tuple[Sentence, ...]:
    """The instruction: a sentence for each unit or run of units, in the order of the text."""
    names = references(base)
    instruction: list[Sentence] = []
    edits: dict[int, list[Words]] = {}
    for operation in operations:
        if isinstance(operation, Words):
            edits.setdefault(operation.unit, []).append(operation)
    for operation in operations:
        match operation:
            case Cut():
                instruction.append(_cut(base, names, operation))
            case Insert():
                instruction.append(_insert(base, names, operation))
            case Words() if inside := edits.pop(operation.unit, None):
                instruction.append(_words(base[operation.unit], names[operation.unit], inside))
    return tuple(instruction)


def as_text(sentence: Sentence) -> str:
    """A sentence as plain text, what stands below it on lines of their own."""
    text = ""
    for segment in sentence:
        match segment.kind:
            case "text":
                ended = segment.words == "." and text.endswith(_ENDS_A_SENTENCE)
                text += "" if ended else segment.words
            case "quoted":
                text += f"“{segment.words}”"
            case "block":
                text += "".join(f"\n{_as_text(unit)}" for unit in segment.units)
    return text


def _as_text(unit: Unit) -> str:
    match unit.kind:
        case Kind.HEADING:
            return f"# {unit.words}"
        case Kind.CLAUSE if unit.depth:
            return f"{'  ' * (unit.depth - 1)}• {unit.words}"
        case Kind.MORE:
            return f"{'  ' * unit.depth}{unit.words}"
    return unit.words


def blocks(instruction: Iterable[Sentence], *, level: int = 1) -> tuple[Block, ...]:
    """The instruction as page, PDF and Word print it; what is inserted has no numbers yet."""
    printed: list[Block] = []
    for sentence in instruction:
        words = as_text(tuple(segment for segment in sentence if segment.kind != "block"))
        printed.append(Paragraph(plain(words)))
        for segment in sentence:
            printed += _set_out(segment.units, level=level)
    return tuple(printed)


def _set_out(new: Units, *, level: int) -> tuple[Block, ...]:
    depths = [unit.depth for unit in new if unit.kind is Kind.CLAUSE and unit.depth]
    shift = min(depths, default=1) - 1
    shown = [
        replace(unit, depth=max(unit.depth - shift, 1), ordered=False)
        if unit.kind is Kind.MORE or (unit.kind is Kind.CLAUSE and unit.depth)
        else unit
        for unit in new
    ]
    if new and new[0].kind is Kind.TITLE:
        return (Paragraph(new[0].spans),)
    return clauses.nest([replace(line, number="") for line in lines(shown)], level=level)


def foot(motion: str, revision: int) -> str:
    """What stands below an instruction: whose clause numbers it goes by, "motion B"."""
    return f"Clause numbers are those of {motion}, revision {revision}."


def _words(unit: Unit, name: Sentence, edits: Sequence[Words]) -> Sentence:
    line = tokens(unit.text)
    first = edits[0]
    if len(edits) == 1 and first.start == first.end and first.start in (0, len(line)):
        where = "end" if first.start else "beginning"
        return joined(f"At the {where} of ", name, " insert ", quoted(first.new), ".")
    pieces = [piece for edit in edits for piece in ("; ", _edit(edit, line))][1:]
    return joined("In ", name, ", ", *pieces, ".")


def _edit(edit: Words, line: Tokens) -> Sentence:
    if edit.start < edit.end:
        new = (" and insert ", quoted(edit.new)) if edit.new else ()
        return joined("delete ", _quote(line, edit.start, edit.end), *new)
    if edit.start in (0, len(line)):
        return joined(f"at the {'end' if edit.start else 'beginning'} insert ", quoted(edit.new))
    first = edit.start - 1
    while first and not words_in(line[first : edit.start]):
        first -= 1
    while first and edit.start - first < _LONGEST_ANCHOR and len(places(line, line[first : edit.start])) > 1:
        first -= 1
    return joined("after ", _quote(line, first, edit.start), " insert ", quoted(edit.new))


def _quote(line: Tokens, start: int, end: int) -> Sentence:
    """Words of a line, and which of those that stand there more than once."""
    starts = places(line, line[start:end])
    nth = nth_time(starts.index(start) + 1) if len(starts) > 1 else ""
    return joined(quoted(text_of(line[start:end])), nth)


def _cut(base: Units, names: Sequence[Sentence], cut: Cut) -> Sentence:
    with_new = Segment("block", units=cut.new)
    if is_whole(cut, base):
        whole = "the appendix"
        if base[cut.first].part is Part.BODY:
            is_last = base[-1].part is Part.BODY
            whole = "all after the title" if is_last else "all between the title and the appendix"
        return joined(f"Delete {whole} and insert:", with_new) if cut.new else joined(f"Delete {whole}.")
    if other := _set_out_otherwise(base, names, cut):
        return other
    name = run_of(base, names, cut.first, cut.last)
    if cut.new:
        was, new = base[cut.first], cut.new[0]
        other_level = was.kind is new.kind is Kind.CLAUSE and _level(was) != _level(new)
        noun = f" {_noun(cut.new, was.depth)}" if other_level else ""
        return joined("Replace ", name, f" with{noun}:", with_new)
    before = name[-1].words.rpartition("before clause ")
    if cut.first == cut.last and base[cut.first].kind in (Kind.HEADING, Kind.LEAD_IN) and before[1]:
        line = joined(*name[:-1], before[0].rstrip())
        return joined(f"Before clause {before[2]}, delete ", line, ".")
    return joined("Delete ", name, ".")


def _set_out_otherwise(base: Units, names: Sequence[Sentence], cut: Cut) -> Sentence | None:
    """The sentence for a clause that keeps its words and changes only its depth, or its sign."""
    unit, name = base[cut.first], names[cut.first]
    if cut.first != cut.last or len(cut.new) != 1 or unit.kind is not Kind.CLAUSE:
        return None
    (new,) = cut.new
    has_below = last_below(base, cut.first) > cut.first
    if new.kind is not Kind.CLAUSE or new.words != unit.words or (has_below and not new.depth):
        return None
    if _level(new) == _level(unit):
        return joined("Set out ", name, f" as {manner(new)}.")
    as_well = f", set out as {manner(new)}" if manner(new) != manner(unit) else ""
    parent = parent_at(base, cut.first, new.depth - 1)
    if has_below or (new.depth > 1 and parent is None):
        return None
    if parent is None:
        return joined("Make ", name, f" a clause of its own{as_well}.")
    return joined("Make ", name, " a sub-clause of ", names[parent], f"{as_well}.")


def _level(clause: Unit) -> int:
    """At which level a clause is counted: a paragraph as a point of the first."""
    return max(clause.depth, 1)


def manner(clause: Unit) -> str:
    """How a clause is set out."""
    if not clause.depth:
        return "a paragraph"
    return "a numbered point" if clause.ordered else "a bullet point"


def parent_at(base: Units, at: int, depth: int) -> int | None:
    """The point of a depth that a sub-clause in this place would stand below."""
    for place in range(at - 1, -1, -1):
        unit = base[place]
        if unit.kind is Kind.MORE:
            continue
        if unit.kind is not Kind.CLAUSE or not unit.depth or unit.depth < depth:
            return None
        if unit.depth == depth:
            return place
    return None


def _insert(base: Units, names: Sequence[Sentence], insert: Insert) -> Sentence:
    """After clause 3 means after all that stands below it; a sibling of what is new is the best landmark."""
    part, after, new = extent(base, insert.part), insert.after, insert.new[0]
    block = Segment("block", units=insert.new)
    if not part and insert.part is Part.APPENDIX:
        return joined("Insert an appendix:", block)
    if after < part.start:
        where = "appendix" if insert.part is Part.APPENDIX else "text"
        return joined(f"At the beginning of the {where} insert {_noun(insert.new, 0)}:", block)
    ending = _ending(base, after)
    before_a_clause = after + 1 < part.stop and base[after + 1].kind is Kind.CLAUSE
    if not ending or (base[after].kind in (Kind.HEADING, Kind.LEAD_IN) and before_a_clause):
        beside = after if not ending else after + 1
        noun = _noun(insert.new, base[beside].depth)
        return joined("Before ", names[after + 1], f" insert {noun}:", block)
    siblings = [at for at in ending if (base[at].kind, base[at].depth) == (new.kind, new.depth)]
    landmark = siblings[0] if siblings else ending[-1]
    noun = _noun(insert.new, base[landmark].depth)
    return joined("After ", names[landmark], f" insert {noun}:", block)


def _ending(base: Units, after: int) -> list[int]:
    """The units whose last line is this one: itself, unless something stands below it, and those above it."""
    ending = [after] if last_below(base, after) == after else []
    depth = base[after].depth + (base[after].kind is Kind.MORE)
    for at in range(after - 1, -1, -1):
        if depth <= 1 or not base[at].depth:
            break
        if base[at].kind is Kind.CLAUSE and base[at].depth < depth:
            depth = base[at].depth
            ending += [at] if last_below(base, at) == after else []
    return ending[::-1]


def _noun(new: Units, depth: int) -> str:
    """What is inserted beside a clause of this depth."""
    kinds = {unit.kind for unit in new}
    name = "sub-clause" if new[0].depth > max(depth, 1) else "clause"
    if len(new) > 1:
        return f"new {name}s" if kinds == {Kind.CLAUSE} else "new lines"
    nouns = {Kind.CLAUSE: f"a new {name}", Kind.HEADING: "a new heading", Kind.MORE: "a further paragraph"}
    return nouns.get(new[0].kind, "a new line")
