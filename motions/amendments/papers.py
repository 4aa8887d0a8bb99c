"""What is printed of a motion of any nature: of an amendment its instruction, of the others their text."""

from lla.papers.blocks import Block, Paragraph, plain

from ..motion import papers as motion_papers
from ..motion.models import Motion, Revision
from ..motion.papers import Printed
from . import instructions
from .texts import Change


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


def _facts(motion: Motion, revision: Revision) -> list[tuple[str, str]]:
    if not motion.amends:
        return motion_papers.MAIN.facts(motion, revision)
    return [("Amends", _amended(motion, revision))]


def _amended(motion: Motion, revision: Revision) -> str:
    """Motion B, revision 2."""
    if motion.amends is None or revision.base is None:
        raise LookupError(f"{motion.reference} amends nothing")
    name = motion.amends.label or motion.amends.reference
    return f"{motion.amends.noun} {name}, revision {revision.base.number}"


ANY_NATURE = Printed(_text, _facts)
