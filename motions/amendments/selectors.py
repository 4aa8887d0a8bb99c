"""The amendments to motions, in the order in which they are voted on, and how they meet each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from ..motion.models import Motion
from ..motion.querysets import MotionQuerySet
from ..motion.rules import LIVE
from . import clashes, operations
from .choices import Answer
from .clashes import ClashKind
from .texts import Change

MEETS = {
    ClashKind.IDENTICAL: "makes the same change as",
    ClashKind.SAME_WORDS: "changes the same words as",
    ClashKind.PRE_EMPTS: "cannot be carried together with",
    ClashKind.SAME_PLACE: "meets at one place, where the order of voting decides,",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another amendment that gets in the way of one, and how."""

    other: Motion
    kind: ClashKind

    @property
    def words(self) -> str:
        """How an amendment meets the other one, before the other's label."""
        return MEETS[self.kind]


@dataclass(frozen=True, slots=True)
class Marshalled:
    """An amendment in its place among those to one motion."""

    motion: Motion
    change: Change
    meetings: tuple[Meeting, ...]


def for_lists(motions: Iterable[Motion], *, public: bool = True) -> MotionQuerySet:
    """The amendments to motions with what a list says of them; the texts of others stay where they are."""
    amendments = Motion.objects.amendments().filter(amends__in=motions)
    amendments = amendments.public() if public else amendments.filter(received_at__isnull=False)
    return amendments.for_papers().select_related("amendment").order_by("amends", "number", "pk")


def with_amendments(motions: Iterable[Motion]) -> list[Motion]:
    """Each motion followed by its public amendments, in their order."""
    motions = list(motions)
    under: dict[int | None, list[Motion]] = defaultdict(list)
    for amendment in for_lists(motions):
        under[amendment.amends_id].append(amendment)
    return [
        each for motion in motions for each in (motion, *(row.motion for row in marshalled(under[motion.pk])))
    ]


def marshalled(amendments: Sequence[Motion]) -> list[Marshalled]:
    """Amendments to one motion by their places in its text, whole replacements last.

    Numbers that the committee has typed go first. Those that do not stand any more come at the end.
    """
    changes = {motion.pk: Change.of(motion.text) for motion in amendments}
    meetings = _meetings(amendments, changes)
    ordered = sorted(amendments, key=lambda motion: _order(motion, changes[motion.pk]))
    return [Marshalled(motion, changes[motion.pk], tuple(meetings[motion.pk])) for motion in ordered]


def _meetings(amendments: Sequence[Motion], changes: dict[int, Change]) -> dict[int, list[Meeting]]:
    """For each amendment the others that it meets, of those to the same text that still stand."""
    meetings: dict[int, list[Meeting]] = {motion.pk: [] for motion in amendments}
    bases = {motion.text.base_id for motion in amendments}
    for base in bases:
        standing = [motion for motion in amendments if motion.text.base_id == base and motion.status in LIVE]
        if len(standing) < 2:
            continue
        sets = [changes[motion.pk].operations for motion in standing]
        for (first, second), kind in clashes.table(changes[standing[0].pk].base, sets).items():
            meetings[standing[first].pk].append(Meeting(standing[second], kind))
            meetings[standing[second].pk].append(Meeting(standing[first], kind))
    return meetings


def _order(motion: Motion, change: Change) -> tuple[object, ...]:
    typed = motion.amendment.voting_order
    return (
        motion.status not in LIVE,
        typed if typed is not None else inf,
        operations.marshalled(change.base, change.operations),
        motion.number or inf,
        motion.pk,
    )


def clashing_accepted(amendment: Motion) -> list[Motion]:
    """The amendments that the motion's mover has accepted and that cannot stand beside this one."""
    accepted = Motion.objects.amendments().filter(
        amends=amendment.amends_id, amendment__answer=Answer.ACCEPTED, current__base=amendment.text.base_id
    )
    others = list(accepted.exclude(pk=amendment.pk).select_related("current__base").order_by("pk"))
    if not others:
        return []
    change = Change.of(amendment.text)
    sets = [change.operations, *(Change.of(other.text).operations for other in others)]
    clashing = {second for first, second, _ in clashes.conflicts(change.base, sets) if first == 0}
    return [other for place, other in enumerate(others, start=1) if place in clashing]
