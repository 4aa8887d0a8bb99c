"""The amendments to motions, in the order in which they are voted on, and how they meet each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf

from django.db.models import prefetch_related_objects

from ..agenda.choices import Nature
from ..motion import visibility
from ..motion.choices import ENDED, Status
from ..motion.models import Motion
from ..motion.rules import LIVE
from . import clashes, instructions, operations
from .applying import emptied
from .choices import Answer, CarryOutcome
from .clashes import ClashKind
from .models import PendingCarry
from .references import references
from .texts import Change, units_of

# What one amendment does, and what several do that are printed as one.
MEETS = {
    ClashKind.IDENTICAL: ("makes the same change as", "make the same change as"),
    ClashKind.SAME_WORDS: ("changes the same words as", "change the same words as"),
    ClashKind.PRE_EMPTS: ("cannot be carried together with", "cannot be carried together with"),
    ClashKind.SAME_PLACE: ("changes the text at the same place as", "change the text at the same place as"),
}

PRINTED = ("backings", "rulings")  # what is read besides to print an amendment


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another amendment that gets in the way of one, and how."""

    other: Motion
    kind: ClashKind
    as_one: bool = False  # the committee has them printed as one

    @property
    def words(self) -> str:
        """How an amendment meets the other one, before the other's label."""
        return MEETS[self.kind][False]

    @property
    def more(self) -> str:
        """What goes on behind the other's label."""
        return ", and is printed as one with it" if self.as_one else ""


@dataclass(frozen=True, slots=True)
class Emptied:
    """A clause of which nothing is left if these are all carried, though no two of them conflict."""

    clause: str
    amendments: tuple[Motion, ...]

    @property
    def words(self) -> str:
        *labels, last = [motion.label or motion.reference for motion in self.amendments]
        return f"If {', '.join(labels)} and {last} are all carried, nothing is left of {self.clause}."


@dataclass(frozen=True, slots=True)
class Marshalled:
    """An amendment in its place among those to one motion."""

    motion: Motion
    change: Change
    meetings: tuple[Meeting, ...]

    @property
    def named(self) -> str:
        """A.4; where several are printed as one A.4, A.6."""
        return ", ".join(each.label or each.reference for each in (self.motion, *self.motion.printed_with))

    def meets(self, kind: ClashKind, other: "Marshalled") -> str:
        """A.4 changes the same words as A.7; A.4, A.6 change the same words as A.7."""
        return f"{self.named} {MEETS[kind][self.is_several]} {other.named}"

    @property
    def is_several(self) -> bool:
        return bool(self.motion.printed_with)

    @property
    def does_not_fit(self) -> str:
        """For the committee, that it is not known to fit its motion's text."""
        return does_not_fit(self.motion)


def with_amendments(motions: Iterable[Motion]) -> list[Motion]:
    """Each motion followed by its public amendments, in their order."""
    motions = list(motions)
    under = marshalled_under(motions)
    return [each for motion in motions for each in (motion, *(row.motion for row in under[motion.pk]))]


def marshalled_under(
    motions: Sequence[Motion], *, prefetch: Sequence[str] = PRINTED
) -> dict[int, list[Marshalled]]:
    """For each of some motions of `for_papers()`, by its key, its public amendments in their order.

    Of an amendment this reads its operations and not its whole text, and each text of a motion that some were
    made from once, whatever their number. Whoever prints but a few of them prefetches for these alone.
    """
    amended = {motion.pk: motion for motion in motions}
    under: dict[int, list[Motion]] = {pk: [] for pk in amended}
    amendments = Motion.objects.amendments().public().filter(amends__in=amended).for_lists()
    for amendment in amendments.prefetch_related(*prefetch):
        motion = amended[amendment.amends_id or 0]
        under[motion.pk].append(_with_amended(amendment, motion))
    return {pk: _printed_as_one(marshalled(amendments)) for pk, amendments in under.items()}


def to_merge(motion: Motion) -> list[Marshalled]:
    """The public amendments to a motion that may be voted on and whose texts are shown, in their order."""
    rows = marshalled_under([motion])[motion.pk]
    return [
        row for row in rows if row.motion.status in LIVE and not visibility.visible_text(row.motion).instead
    ]


def before_conference(motion: Motion) -> list[Marshalled]:
    """The amendments to a motion that have not ended, public or not, in the order of voting."""
    amendments = Motion.objects.amendments().filter(amends=motion, status__in=LIVE).for_lists()
    return marshalled(
        [_with_amended(amendment, motion) for amendment in amendments.prefetch_related(*PRINTED)]
    )


def open_amendments(motion: Motion) -> list[Motion]:
    """The amendments to a motion that have not ended, sent only or received, with the people behind them."""
    prefetch_related_objects([motion], "rulings")
    rows = motion.amendments.exclude(status__in=(*ENDED, Status.ACCEPTED)).order_by("pk")
    return [_with_amended(amendment, motion) for amendment in rows.for_lists().prefetch_related(*PRINTED)]


def _with_amended(amendment: Motion, motion: Motion) -> Motion:
    """An amendment with the motion that it amends at hand, and what it shares with it."""
    amendment.amends, amendment.item, amendment.conference = motion, motion.item, motion.conference
    return amendment


def _printed_as_one(rows: Sequence[Marshalled]) -> list[Marshalled]:
    """The rows, those that are printed as one in the place of the first of them."""
    printed: list[Marshalled] = []
    taken: set[int] = set()
    for row in rows:
        if row.motion.pk not in taken:
            row.motion.printed_with = tuple(meeting.other for meeting in row.meetings if meeting.as_one)
            taken.update(other.pk for other in row.motion.printed_with)
            others = tuple(meeting for meeting in row.meetings if not meeting.as_one)
            printed.append(replace(row, meetings=others))
    return printed


def emptied_together(rows: Sequence[Marshalled]) -> list[Emptied]:
    """What amendments to one text would empty together, where no two of them conflict."""
    found = []
    for base_pk in dict.fromkeys(row.motion.text.base_id for row in rows):
        same = [row for row in rows if row.motion.text.base_id == base_pk]
        base, sets = same[0].change.base, [row.change.operations for row in same]
        conflicting = {(first, second) for first, second, _ in clashes.conflicts(base, sets)}
        for at, places in emptied(base, sets).items():
            if len(places) > 1 and not conflicting.intersection(combinations(places, 2)):
                clause = instructions.as_text(references(base)[at])
                found.append(Emptied(clause, tuple(same[place].motion for place in places)))
    return found


def marshalled(amendments: Sequence[Motion]) -> list[Marshalled]:
    """Amendments to one motion by their places in its text, whole replacements last.

    Numbers that the committee has typed go first. Those that do not stand any more come at the end.
    """
    changes = {motion.pk: Change.of(motion.text) for motion in amendments}
    meetings = _meetings(amendments, changes)
    ordered = sorted(amendments, key=lambda motion: _order(motion, changes[motion.pk]))
    return [Marshalled(motion, changes[motion.pk], tuple(meetings[motion.pk])) for motion in ordered]


def _meetings(amendments: Sequence[Motion], changes: dict[int, Change]) -> dict[int, list[Meeting]]:
    """For each amendment the others that it meets, of those that still stand.

    Those to the same text are compared on it. One that a new text left behind is also compared with the
    others, as far as it applies to that text.
    """
    meetings: dict[int, list[Meeting]] = {motion.pk: [] for motion in amendments}
    live = [motion for motion in amendments if motion.status in LIVE]
    found: dict[clashes.Pair, ClashKind] = {}
    for base in {motion.text.base_id for motion in live}:
        standing = [place for place, motion in enumerate(live) if motion.text.base_id == base]
        found |= _table(standing, [changes[live[place].pk] for place in standing])
    if any(map(is_behind, live)):
        now = [_on_the_new_text(motion, changes[motion.pk]) for motion in live]
        found = _table(range(len(live)), now) | found
    for (first, second), kind in sorted(found.items()):
        meetings[live[first].pk].append(_meeting(live[first], live[second], kind))
        meetings[live[second].pk].append(_meeting(live[second], live[first], kind))
    return meetings


def _table(places: Sequence[int], changes: Sequence[Change]) -> dict[clashes.Pair, ClashKind]:
    """How changes to one text clash, by the places of each two."""
    table = clashes.table(changes[0].base, [change.operations for change in changes])
    return {(places[first], places[second]): kind for (first, second), kind in table.items()}


def is_behind(amendment: Motion) -> bool:
    """Whether an amendment that still stands was written for an earlier text of its motion."""
    amended = amendment.amends
    return bool(amended and amendment.status in LIVE and amendment.text.base_id != amended.current_id)


def written_for(amendment: Motion) -> str:
    """Which text an amendment was written for that a new text of its motion left behind, and what follows."""
    base, amended = amendment.text.base, visibility.amended_by(amendment, amendment.text)
    if base is None or amended is None or not is_behind(amendment):
        return ""
    asked = _asked(amendment)
    then = f" {asked.get_outcome_display()}." if asked else f" The {amended.noun} has a new text since."
    its = f"the {amended.noun}" if amended == amendment.amends else called(amended)
    return f"Written for revision {base.number} of {its}.{then}"


def _asked(amendment: Motion) -> PendingCarry | None:
    """What the people behind an amendment are asked about a new text; nothing once its motion has ended."""
    lives = amendment.amends is not None and amendment.amends.status in LIVE
    return getattr(amendment, "pending_carry", None) if lives else None


def called(motion: Motion) -> str:
    """What is amended, as a sentence names it: motion B, Composite 1."""
    if motion.nature == Nature.COMPOSITE and motion.label:
        return motion.label
    return f"{motion.noun} {motion.label or motion.reference}"


def does_not_fit(amendment: Motion) -> str:
    """The same for the committee, which reads for which text it is not known to fit, and who was asked."""
    base, amended = amendment.text.base, amendment.amends
    if base is None or amended is None or not is_behind(amendment):
        return ""
    asked, now = _asked(amendment), amended.text.number
    then = CarryOutcome(asked.outcome).for_the_committee if asked else "The motion is at revision {} now."
    if base.motion_id == amended.pk:
        return f"Written for revision {base.number}. {then.format(now)}"
    of_now = f"{now} of {called(amended)}"
    return f"Written for revision {base.number} of the motion that it amended before. {then.format(of_now)}"


def _on_the_new_text(amendment: Motion, change: Change) -> Change:
    """What of a change applies to the motion as it is now."""
    if amendment.amends is None or not is_behind(amendment):
        return change
    text = amendment.amends.text
    steps = change.carried_to(text).steps
    return Change(units_of(text), operations.in_order(step.after for step in steps if step.after))


def _meeting(amendment: Motion, other: Motion, kind: ClashKind) -> Meeting:
    marked = amendment.amendment.printed_as_one and other.amendment.printed_as_one
    alike = kind is ClashKind.IDENTICAL and amendment.status == other.status
    return Meeting(other, kind, marked and alike)


def identical_to(amendment: Motion) -> list[Meeting]:
    """The other public amendments that make the same change."""
    meetings = meetings_of(amendment, Change.of(amendment.text)) if amendment.is_public else ()
    return [meeting for meeting in meetings if meeting.kind is ClashKind.IDENTICAL]


def meetings_of(amendment: Motion, change: Change) -> tuple[Meeting, ...]:
    """The others that one public amendment meets, of those that still stand."""
    if amendment.status not in LIVE or amendment.amends is None:
        return ()
    rows = Motion.objects.amendments().public().filter(amends=amendment.amends_id, status__in=LIVE)
    rows = rows.exclude(pk=amendment.pk).for_lists().prefetch_related(None)
    others = list(rows)
    for other in others:
        other.amends = amendment.amends
        if other.text.base_id == amendment.text.base_id:
            other.text.base = amendment.text.base
    prefetch_related_objects([other.text for other in others], "base")
    changes = {other.pk: Change.of(other.text) for other in others} | {amendment.pk: change}
    return tuple(_meetings([amendment, *others], changes)[amendment.pk])


def _order(motion: Motion, change: Change) -> tuple[object, ...]:
    typed = motion.amendment.voting_order
    return (
        motion.status not in LIVE,
        typed if typed is not None else inf,
        operations.marshalled(change.base, change.operations),
        motion.number or inf,
        motion.pk,
    )


def accepted_of(motion: Motion) -> list[Motion]:
    """The amendments to a motion that its mover has accepted."""
    rows = Motion.objects.amendments().filter(amends=motion, amendment__answer=Answer.ACCEPTED)
    return list(rows.select_related("current__base").order_by("pk"))


def clashing_accepted(amendment: Motion, accepted: Sequence[Motion]) -> list[Motion]:
    """Those of the accepted amendments to its motion that cannot stand beside this one."""
    base = amendment.text.base_id
    others = [other for other in accepted if other != amendment and other.text.base_id == base]
    if not others:
        return []
    change = Change.of(amendment.text)
    sets = [change.operations, *(Change.of(other.text).operations for other in others)]
    clashing = {second for first, second, _ in clashes.conflicts(change.base, sets) if first == 0}
    return [other for place, other in enumerate(others, start=1) if place in clashing]
