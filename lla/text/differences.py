"""The difference of two texts, clause by clause and then word by word, drawn as blocks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, pairwise
from typing import Protocol, TypeVar

from lla.papers import blocks as kinds
from lla.papers.blocks import Block, Item, Span, Spans
from lla.text.alignment import Work
from lla.text.caching import cached
from lla.text.clauses import Line, nest, number
from lla.text.reading import read

_PIECE = re.compile(r"(\w+|[^\s\w]|^)(\s*)")
_SENTENCE_END = (".", "!", "?", ";", ":")
# Below this share of common words two clauses are strangers, not versions of each other.
_KINSHIP = 0.4
# Longer clauses are first matched by sentence.
_LONGEST_BY_WORD = 250
# How much is compared in one difference, under a second's worth: the rest is struck out and written anew.
MOST_WORK = 8_000_000
_NEAR = 40  # clauses among which the earlier version of one is looked for


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a sign, how it is marked, and the space behind it, by which words do not differ."""

    word: str
    bold: bool
    italic: bool
    href: str
    space: str = field(compare=False)


_Run = tuple[kinds.Change, Sequence[_Piece]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The new text with the old one's words in it, marked, and how many clauses differ."""

    blocks: tuple[Block, ...]
    changed: int
    added: int
    removed: int

    @property
    def summary(self) -> str:
        """What changed, in words: "3 clauses changed, 1 added"."""
        counts = [(self.changed, "changed"), (self.added, "added"), (self.removed, "removed")]
        said = [(count, verb) for count, verb in counts if count]
        if not said:
            return "Nothing changed"
        first, *others = said
        noun = "clause" if first[0] == 1 else "clauses"
        words = [f"{first[0]} {noun} {first[1]}", *(f"{count} {verb}" for count, verb in others)]
        return ", ".join(words)


@cached
@dataclass(frozen=True, slots=True)
class Run:
    """Blocks in a row that all changed, or of which none did; `clauses` counts those that stayed."""

    blocks: tuple[Block, ...]
    changed: bool
    clauses: int


def runs(blocks: Sequence[Block]) -> list[Run]:
    """A difference in runs of what changed and what did not; a heading that stays is a run of no clause."""
    parts = [part for block in blocks for part in _parts(block)]
    grouped = groupby(
        parts, key=lambda part: (_is_changed(part), isinstance(part, kinds.Heading | kinds.LeadIn))
    )
    return [
        Run(run, changed, 0 if changed or is_heading else sum(map(_clauses, run)))
        for (changed, is_heading), run in ((key, tuple(group)) for key, group in grouped)
    ]


def _parts(block: Block) -> Iterator[Block]:
    """A list in pieces, each of items that changed or of items that did not; any other block whole."""
    if not isinstance(block, kinds.ListBlock):
        yield block
        return
    for _, items in groupby(block.items, key=_is_changed):
        yield replace(block, items=tuple(items))


def _is_changed(part: Block | Item) -> bool:
    match part:
        case kinds.ListBlock():
            return any(map(_is_changed, part.items))
        case Item():
            return _is_marked(part.spans) or any(map(_is_changed, part.children))
        case kinds.Paragraph() | kinds.Heading() | kinds.LeadIn():
            return _is_marked(part.spans)
    return False


def _is_marked(spans: Spans) -> bool:
    return any(span.mark for span in spans)


def _clauses(part: Block | Item) -> int:
    if isinstance(part, kinds.ListBlock):
        return sum(map(_clauses, part.items))
    return 1 + sum(map(_clauses, part.children)) if isinstance(part, Item) else 1


class _HasSpans(Protocol):
    @property
    def spans(self) -> Spans: ...


_Spoken = TypeVar("_Spoken", bound=_HasSpans)


def compare(old: str, new: str, *, prefix: str = "", level: int = 1) -> Difference:
    """What `new` says where `old` said otherwise; clause numbers are those of the new text."""
    before, after = (number(read(source), prefix=prefix) for source in (old, new))
    tally: Counter[str] = Counter()
    lines = tuple(_merged(before, after, tally))
    return Difference(nest(lines, level=level), tally["changed"], tally["added"], tally["removed"])


def _merged(old: Sequence[Line], new: Sequence[Line], tally: Counter[str]) -> Iterator[Line]:
    before, after = ([(line.kind, line.spans) for line in lines] for lines in (old, new))
    work = Work(MOST_WORK)
    for act, i1, i2, j1, j2 in work.steps(before, after):
        if act == "equal":
            yield from new[j1:j2]
            continue
        for was, now in paired(old[i1:i2], new[j1:j2]):
            if was and now:
                tally["changed"] += 1
                yield replace(now, spans=_words(was.spans, now.spans, work))
            elif now:
                tally["added"] += 1
                yield replace(now, spans=_marked(now.spans, "ins"))
            elif was:
                tally["removed"] += 1
                yield replace(was, spans=_marked(was.spans, "del"), number="")


def paired(
    old: Sequence[_Spoken], new: Sequence[_Spoken], shape: Callable[[_Spoken], object] = lambda _: None
) -> Iterator[tuple[_Spoken | None, _Spoken | None]]:
    """Old and new lines in order, those that share enough words put together; what went comes first.

    Only lines of one shape are put together.
    """
    bags = [Counter(kinds.words_of(line.spans).split()) for line in old]
    first = 0
    come: list[_Spoken] = []
    for line in new:
        bag = Counter(kinds.words_of(line.spans).split())
        near = range(first, min(first + _NEAR, len(old)))
        twin = next((at for at in near if shape(old[at]) == shape(line) and _kin(bags[at], bag)), None)
        if twin is None:
            come.append(line)
            continue
        yield from ((gone, None) for gone in old[first:twin])
        yield from ((None, added) for added in come)
        yield old[twin], line
        first, come = twin + 1, []
    yield from ((gone, None) for gone in old[first:])
    yield from ((None, added) for added in come)


def _kin(old: Counter[str], new: Counter[str]) -> bool:
    shared = sum((old & new).values())
    return 2 * shared >= _KINSHIP * (old.total() + new.total())


def _words(old: Spans, new: Spans, work: Work) -> Spans:
    """One clause's words, old ones struck out and new ones marked in their places, for people to read."""
    return tuple(_apart(changed_words(old, new, work)))


def changed_words(old: Spans, new: Spans, work: Work) -> Spans:
    """One clause's words: without those marked "ins" exactly the old ones, without "del" the new ones."""
    before, after = _pieces(old), _pieces(new)
    if len(before) + len(after) <= 2 * _LONGEST_BY_WORD:
        return _spans(_by_word(before, after, work))
    old_sentences, new_sentences = _sentences(before), _sentences(after)
    found: list[_Run] = []
    for act, i1, i2, j1, j2 in work.steps(old_sentences, new_sentences):
        gone, come = list(chain(*old_sentences[i1:i2])), list(chain(*new_sentences[j1:j2]))
        found.extend(_alike(gone, come) if act == "equal" else _by_word(gone, come, work))
    return _spans(found)


def _by_word(old: Sequence[_Piece], new: Sequence[_Piece], work: Work) -> Iterator[_Run]:
    for act, i1, i2, j1, j2 in work.steps(old, new):
        if act == "equal":
            yield from _alike(old[i1:i2], new[j1:j2])
        else:
            yield from (("del", old[i1:i2]), ("ins", new[j1:j2]))


def _alike(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[_Run]:
    """Words that stay, with a space that came or went behind one of them."""
    start = 0
    for at, (was, now) in enumerate(zip(old, new, strict=True)):
        if bool(was.space) != bool(now.space):
            yield "", [*new[start:at], replace(now, space="")]
            yield ("del", [replace(was, word="")]) if was.space else ("ins", [replace(now, word="")])
            start = at + 1
    yield "", new[start:]


def _sentences(pieces: Sequence[_Piece]) -> list[tuple[_Piece, ...]]:
    sentences: list[list[_Piece]] = [[]]
    for piece in pieces:
        sentences[-1].append(piece)
        if piece.word.endswith(_SENTENCE_END):
            sentences.append([])
    return [tuple(sentence) for sentence in sentences if sentence]


def _pieces(spans: Spans) -> list[_Piece]:
    return [
        _Piece(word, span.bold, span.italic, span.href, space)
        for span in spans
        for word, space in _PIECE.findall(span.text)
    ]


def _spans(runs: Iterable[_Run]) -> Spans:
    """The pieces as spans, neighbours of one kind made one."""
    marked = ((mark, piece) for mark, run in runs for piece in run)
    groups = groupby(marked, key=lambda pair: (pair[0], pair[1].bold, pair[1].italic, pair[1].href))
    return tuple(
        Span("".join(piece.word + piece.space for _, piece in group), bold, italic, href, mark)
        for (mark, bold, italic, href), group in groups
    )


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """With a space between a word struck out and one that took its place, where neither text has one."""
    before = ""
    for span, after in pairwise([*spans, Span("")]):
        text = span.text
        if span.mark == "del":
            if before == "ins" and text[:1].isalnum():
                text = f" {text}"
            if after.mark == "ins" and after.text[:1].isalnum() and not text[-1:].isspace():
                text = f"{text} "
        yield replace(span, text=text) if text != span.text else span
        before = span.mark if not text[-1:].isspace() else ""


def _marked(spans: Spans, mark: kinds.Change) -> Spans:
    return tuple(replace(span, mark=mark) for span in spans)
