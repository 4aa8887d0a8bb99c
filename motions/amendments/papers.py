"""What is printed of a motion of any nature: of an amendment its instruction, of the others their text.

Two are Word files alone: a motion that is to be amended in Word, and one with an amendment's changes tracked.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from lla.papers.blocks import (
    Block,
    Booklet,
    Divider,
    Facts,
    Heading,
    Index,
    MarkedPaper,
    Notice,
    Paper,
    Paragraph,
    plain,
)
from lla.papers.stamps import Stamp
from lla.text.differences import compare
from lla.text.tracking import tracked

from ..motion import papers as motion_papers
from ..motion import visibility
from ..motion.choices import Status
from ..motion.models import Motion, Revision
from ..motion.papers import Printed, Rows
from ..motion.texts import Text
from . import instructions, selectors
from .applying import merge
from .instructions import as_text as as_words
from .merging import merged_lines
from .references import references
from .selectors import Marshalled
from .texts import Change, as_text, text_of, units_of


def instruction_blocks(motion: Motion, revision: Revision) -> list[Block]:
    """What an amendment does, in words, and which clauses its numbers count."""
    change = Change.of(revision)
    return [
        *instructions.blocks(change.instruction),
        Paragraph(plain(f"Clause numbers are those of {_amended(motion, revision)}.")),
    ]


def _text(motion: Motion, revision: Revision) -> list[Block]:
    draw = instruction_blocks if motion.amends else motion_papers.MAIN.text
    return draw(motion, revision)


def _facts(motion: Motion, revision: Revision) -> Rows:
    if not motion.amends:
        return motion_papers.MAIN.facts(motion, revision)
    others = [f"{other.label}: {motion_papers.by_line(other)}" for other in motion.printed_with]
    also = [("Also submitted as", plain("; ".join(others)))] if others else []
    return [("Amends", plain(_amended(motion, revision))), *also]


def _amended(motion: Motion, revision: Revision) -> str:
    """Motion B, revision 2; Composite 1, revision 2: that which the text was made from."""
    amended = visibility.amended_by(motion, revision)
    if amended is None or revision.base is None:
        raise LookupError(f"{motion.reference} amends nothing")
    return f"{selectors.called(amended)}, revision {revision.base.number}"


def _warnings(motion: Motion) -> list[str]:
    """That an amendment was written for an earlier text."""
    return list(filter(None, [selectors.written_for(motion)]))


ANY_NATURE = Printed(_text, _facts, warnings=_warnings)


def with_amendments(motions: Sequence[Motion], printed: Printed = ANY_NATURE) -> Booklet:
    """A motion and the amendments to it, which follow it in their order."""
    motion, *amendments = motions
    title = f"{motion_papers.titled(motion)}: the {motion.noun} and its amendments"
    front = Paper(
        title=title,
        blocks=(Index(tuple(motion_papers.index_line(each, bound=True) for each in motions)),),
        subject=motion.conference.name,
        author=settings.ORGANISATION["name"],
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem=f"{motion.reference}-amendments",
    )
    standing = [each for each in amendments if each.status != Status.WITHDRAWN]
    parts = tuple(motion_papers.of_motion(each, printed) for each in (motion, *standing))
    return Booklet(title, front, parts, motion.conference.run_on)


def to_amend(motion: Motion, printed: Printed = ANY_NATURE) -> Paper | MarkedPaper:
    """A motion to be changed in Word and sent back; one whose text is not shown says why."""
    if visibility.visible_text(motion).instead:
        return motion_papers.of_motion(motion, printed)
    text = units_of(motion.text)
    marked = _around(motion, "to-amend", printed)
    stamp = Stamp.of(motion.reference, motion.text.number, motion.text.sha256)
    return replace(marked, text=tracked(text, text), stamp=stamp)


def amended(amendment: Motion) -> Paper | MarkedPaper:
    """The motion as an amendment would have it, each change tracked; where it is not shown, why."""
    revision = amendment.text
    if visibility.visible_text(amendment).instead or revision.base is None:
        return motion_papers.of_motion(amendment, ANY_NATURE)
    return replace(
        _around(amendment, "tracked", ANY_NATURE),
        text=tracked(units_of(revision.base), units_of(revision)),
        changed_by=f"{amendment.label or amendment.reference}, {motion_papers.by_line(amendment)}",
        changed_at=revision.made_at,
    )


def merged(motion: Motion, rows: Sequence[Marshalled]) -> Paper:
    """A motion as it would read with some of its amendments, of which no two clash: what is new, and all."""
    base, text, emptied = _merged(motion, rows)
    body = compare(base.body, text.body).blocks
    appendix = compare(base.appendix, text.appendix, prefix=motion_papers.APPENDIX, level=2).blocks
    heading = [motion_papers.APPENDIX_HEADING] if base.appendix or text.appendix else []
    nothing_left = [Notice(plain(f"Nothing is left of {clause}.")) for clause in emptied]
    blocks = (
        *_merged_facts(motion, rows),
        *nothing_left,
        Heading(1, plain("The changes in place")),
        Paragraph(plain("New words are underlined, removed words are struck through.")),
        *body,
        *heading,
        *appendix,
        Heading(1, plain(f"As it would read: {text.title}")),
        *motion_papers.text_blocks(text),
    )
    return _draft(motion, rows, blocks)


def merged_to_settle(motion: Motion, rows: Sequence[Marshalled]) -> MarkedPaper:
    """The same as a Word file: the motion with each change tracked as that of its amendment."""
    named = {row.named: row.change.operations for row in rows}
    lines = merged_lines(units_of(motion.text), named)
    front = _draft(motion, rows, _merged_facts(motion, rows))
    made_at = max(row.motion.text.made_at for row in rows)
    return MarkedPaper(front, lines, changed_by=", ".join(named), changed_at=made_at)


def _merged(motion: Motion, rows: Sequence[Marshalled]) -> tuple[Text, Text, list[str]]:
    """The text of a motion, what it becomes, and the clauses of which nothing is left."""
    base = units_of(motion.text)
    together = merge(base, [row.change.operations for row in rows])
    names = references(base)
    return as_text(motion.text), text_of(together.units), [as_words(names[at]) for at in together.emptied]


def _merged_facts(motion: Motion, rows: Sequence[Marshalled]) -> tuple[Block, ...]:
    by = [f"{row.named} ({motion_papers.by_line(row.motion)})" for row in rows]
    facts = Facts(
        (
            ("Draft of", plain(motion_papers.titled(motion))),
            ("Revision", plain(str(motion.text.number))),
            ("With the amendments", plain("; ".join(by))),
            ("Reference", plain(motion.reference)),
        )
    )
    return facts, Notice(plain("This is not a decision: conference votes on each amendment by itself."))


def _draft(motion: Motion, rows: Sequence[Marshalled], blocks: tuple[Block, ...]) -> Paper:
    names = [row.named for row in rows]
    return Paper(
        title=f"{motion_papers.titled(motion)}, with {', '.join(names)}",
        blocks=blocks,
        subject=f"{motion.get_nature_display()} to {motion.conference.name}",
        author=settings.ORGANISATION["name"],
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem="-".join([motion.reference, "with", *(row.motion.reference for row in rows)])[:80],
        reference=motion.reference,
        lists=tuple(row.motion.reference for row in rows),
    )


def _around(motion: Motion, stem: str, printed: Printed) -> MarkedPaper:
    """What is printed around the text of a motion or an amendment."""
    place = Divider()
    paper = motion_papers.of_motion(motion, replace(printed, text=lambda *_: [place]))
    at = paper.blocks.index(place)
    front = replace(paper, blocks=paper.blocks[:at], filename_stem=f"{paper.filename_stem}-{stem}")
    return MarkedPaper(front, (), paper.blocks[at + 1 :])
