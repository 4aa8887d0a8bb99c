"""A text and what became of it, line by line, for Word to track: what of each line went and what came."""

from collections.abc import Iterator

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


def tracked(old: Units, new: Units) -> tuple[TextLine, ...]:
    """The lines of both texts: with all changes refused the old one, with all of them accepted the new one.

    A line whose kind, depth or links change went and came: programs lose a change of these.
    """
    work = Work(MOST_WORK)
    title, body, appendix = (list(_changed(old, new, part, work)) for part in Part)
    was, now = (any(unit.part is Part.APPENDIX for unit in text) for text in (old, new))
    if was or now:
        heading = TextLine("appendix", plain(APPENDIX), mark="" if was and now else "del" if was else "ins")
        appendix = [heading, *appendix]
    return (*title, *body, *appendix)


def _changed(old: Units, new: Units, part: Part, work: Work) -> Iterator[TextLine]:
    before, after = ([unit for unit in text if unit.part is part] for text in (old, new))
    for act, i1, i2, j1, j2 in work.steps(before, after):
        if act == "equal":
            yield from (_line(unit, unit.spans) for unit in after[j1:j2])
            continue
        gone, come = before[i1:i2], after[j1:j2]
        # A text has one title, of whatever words.
        pairs = zip(gone, come, strict=True) if part is Part.TITLE else paired(gone, come, _shape)
        for was, now in pairs:
            spans = changed_words(was.spans, now.spans, work) if was and now else ()
            if now and spans and not any(span.mark and span.href for span in spans):
                yield _line(now, spans)
                continue
            if was:
                yield _line(was, was.spans, mark="del")
            if now:
                yield _line(now, now.spans, mark="ins")


def _shape(unit: Unit) -> tuple[object, ...]:
    return unit.kind, unit.depth, unit.ordered


def _line(unit: Unit, spans: Spans, mark: Change = "") -> TextLine:
    return TextLine(_KINDS[unit.kind], spans, unit.depth, unit.ordered, mark)
