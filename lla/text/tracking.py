"""A text and what became of it, line by line, for Word to track: what of each line went and what came."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lla.papers.blocks import Change, LineKind, Spans, TextLine, plain
from lla.text.alignment import Work
from lla.text.differences import MOST_WORK, changed_words, paired
from lla.text.units import Kind, Part, Unit, Units

APPENDIX = "Appendix"
_KINDS: dict[Kind, LineKind] = {
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.LEAD_IN: "lead-in",
    Kind.CLAUSE: "clause",
    Kind.MORE: "more",
}


# Who changed the spans of a line: of the old text's line in that place, or of one that came.
Authors = Callable[[int | None, Unit | None, Spans], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a text with its place there."""

    at: int
    unit: Unit

    @property
    def spans(self) -> Spans:
        return self.unit.spans


def tracked(old: Units, new: Units, authors: Authors = lambda *_: ()) -> tuple[TextLine, ...]:
    """The lines of both texts: with all changes refused the old one, with all of them accepted the new one.

    A line whose kind, depth or links change went and came: programs lose a change of these.
    """
    work = Work(MOST_WORK)
    title, body, appendix = (list(_changed(old, new, part, work, authors)) for part in Part)
    was, now = (any(unit.part is Part.APPENDIX for unit in text) for text in (old, new))
    if was or now:
        words = plain(APPENDIX)
        mark: Change = "" if was and now else "del" if was else "ins"
        by = authors(None, None, words) if mark else ()
        appendix = [TextLine("appendix", words, mark=mark, by=by), *appendix]
    return (*title, *body, *appendix)


def _changed(old: Units, new: Units, part: Part, work: Work, authors: Authors) -> Iterator[TextLine]:
    before, after = (
        [_Placed(at, unit) for at, unit in enumerate(text) if unit.part is part] for text in (old, new)
    )
    for act, i1, i2, j1, j2 in work.steps([line.unit for line in before], [line.unit for line in after]):
        if act == "equal":
            yield from (_line(line, line.spans) for line in after[j1:j2])
            continue
        gone, come = before[i1:i2], after[j1:j2]
        # A text has one title, of whatever words.
        pairs = zip(gone, come, strict=True) if part is Part.TITLE else paired(gone, come, _shape)
        for was, now in pairs:
            spans = changed_words(was.spans, now.spans, work) if was and now else ()
            place, unit = was.at if was else None, now.unit if now else None
            if now and spans and not any(span.mark and span.href for span in spans):
                yield _line(now, spans, by=authors(place, unit, spans))
                continue
            if was:
                yield _line(was, was.spans, "del", authors(place, unit, was.spans))
            if now:
                yield _line(now, now.spans, "ins", authors(place, unit, now.spans))


def _shape(line: _Placed) -> tuple[object, ...]:
    return line.unit.kind, line.unit.depth, line.unit.ordered


def _line(line: _Placed, spans: Spans, mark: Change = "", by: tuple[str, ...] = ()) -> TextLine:
    unit = line.unit
    return TextLine(_KINDS[unit.kind], spans, unit.depth, unit.ordered, mark, by)
