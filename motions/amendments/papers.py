"""What is printed of a motion of any nature: of an amendment its instruction, of the others their text.

Two are Word files alone: a motion that is to be amended in Word, and one with an amendment's changes tracked.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from lla.papers.blocks import Block, Booklet, Divider, Index, MarkedPaper, Paper, Paragraph, plain
from lla.papers.stamps import Stamp
from lla.text.tracking import tracked

from ..motion import papers as motion_papers
from ..motion import visibility
from ..motion.choices import Status
from ..motion.models import Motion, Revision
from ..motion.papers import Printed, Rows
from . import instructions, selectors
from .texts import Change, units_of


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


def _around(motion: Motion, stem: str, printed: Printed) -> MarkedPaper:
    """What is printed around the text of a motion or an amendment."""
    place = Divider()
    paper = motion_papers.of_motion(motion, replace(printed, text=lambda *_: [place]))
    at = paper.blocks.index(place)
    front = replace(paper, blocks=paper.blocks[:at], filename_stem=f"{paper.filename_stem}-{stem}")
    return MarkedPaper(front, (), paper.blocks[at + 1 :])
