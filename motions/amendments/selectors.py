"""The amendments to motions, in the order in which they are voted on, and how they meet each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from ..motion.models import Motion
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


def with_amendments(motions: Iterable[Motion]) -> list[Motion]:
    """Each motion followed by its public amendments, in their order."""
    motions = list(motions)
    under = marshalled_under(motions)
    return [each for motion in motions for each in (motion, *(row.motion for row in under[motion.pk]))]


def marshalled_under(motions: Sequence[Motion]) -> dict[int, list[Marshalled]]:
    """For each of some motions of `for_papers()`, by its key, its public amendments in their order.

    Of an amendment this reads its operations and not its whole text, and each text of a motion that some were
    made from once, whatever their number.
    """
    amended = {motion.pk: motion for motion in motions}
    under: dict[int, list[Motion]] = {pk: [] for pk in amended}
    for amendment in Motion.objects.amendments().public().filter(amends__in=amended).for_lists():
        motion = amended[amendment.amends_id or 0]
        amendment.amends = motion
        under[motion.pk].append(amendment)
    return {pk: marshalled(amendments) for pk, amendments in under.items()}


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


def meetings_of(amendment: Motion, change: Change) -> tuple[Meeting, ...]:
    """The others that one public amendment meets, of those to the same text that still stand."""
    if amendment.status not in LIVE:
        return ()
    others = list(
        Motion.objects.amendments()
        .public()
        .filter(amends=amendment.amends_id, current__base=amendment.text.base_id, status__in=LIVE)
        .exclude(pk=amendment.pk)
        .select_related("current")
        .defer("current__body", "current__appendix", "current__search")
        .order_by("number", "pk")
    )
    sets = [change.operations, *(operations.from_json(other.text.operations or {}) for other in others)]
    table = clashes.table(change.base, sets)
    return tuple(Meeting(others[second - 1], kind) for (first, second), kind in table.items() if first == 0)


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
