"""What becomes of amendments: their texts, and what a new text of the motion does to them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.emails import outbox
from lla.emails.models import Email
from lla.text.units import Units
from lla.time import clock

from ..motion import rules as motion_rules
from ..motion.choices import ENDED, Act, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import add_revision, lock, record
from . import emails, rules
from .applying import apply
from .carrying import Outcome, carry
from .models import PendingCarry
from .operations import from_json, to_json
from .texts import Change, text_of, units_of

ACTS = {Outcome.OFFERED: Act.CARRYING_OFFERED, Outcome.STUCK: Act.STUCK}
EMAILS: dict[Outcome, Callable[[Motion], list[Email]]] = {
    Outcome.CARRIED: emails.carried_over,
    Outcome.OFFERED: emails.carrying_offered,
    Outcome.STUCK: emails.stuck,
}
CARRIED_OVER = "Carried over to revision {} of the motion"


def change(base: Revision, text: Text) -> dict[str, Any]:
    """The fields of a revision that say what this text does to its base."""
    return _fields(base, Change.between(base, text))


def change_to_same_base(motion: Motion, text: Text) -> dict[str, Any]:
    """Those fields for a text that takes the place of the present one; none unless the motion amends one."""
    return change(motion.text.base, text) if motion.text.base else {}


def change_to_present_base(motion: Motion, text: Text) -> dict[str, Any]:
    """Those fields for a text written to the amended motion as it stands, which settles what waits."""
    if motion.amends is None:
        return {}
    PendingCarry.objects.filter(motion=motion).delete()
    return change(motion.amends.text, text)


def _fields(base: Revision, made: Change) -> dict[str, Any]:
    return {"base": base, "operations": to_json(made.operations), "instruction": made.in_words}


def follow(motion: Motion, *, by: Actor) -> None:
    """Take the amendments to a held motion over to its new text, as far as they go without being asked.

    What was ruled out follows as well, for it may be reopened, but nobody is told.
    """
    outcomes: dict[Outcome, list[Motion]] = {outcome: [] for outcome in Outcome}
    new, bases = units_of(motion.text), dict[int, Units]()
    for amendment in _lock_amendments(motion):
        outcome = _follow(amendment, motion.text, new, bases, by=by)
        if amendment.status not in ENDED:
            outcomes[outcome].append(amendment)
    if any(outcomes.values()):
        counts = {outcome.value: amendments for outcome, amendments in outcomes.items()}
        for outcome, amendments in outcomes.items():
            for amendment in amendments:
                outbox.post(*EMAILS[outcome](amendment))
        outbox.post(*emails.amendments_followed(motion, **counts))


def _lock_amendments(motion: Motion) -> Sequence[Motion]:
    """The amendments that may still be voted on, locked in the order in which all acts take them.

    Their texts are read once they are locked.
    """
    rows = motion.amendments.exclude(status__in=(Status.WITHDRAWN, Status.ACCEPTED))
    amendments = list(rows.select_for_update(of=("self",), no_key=True).select_related("item").order_by("pk"))
    keys = [amendment.current_id for amendment in amendments]
    texts = Revision.objects.select_related("base").in_bulk(keys)
    for amendment in amendments:
        amendment.amends, amendment.conference = motion, motion.conference
        amendment.current = texts[amendment.current_id]
    return amendments


def _follow(amendment: Motion, to: Revision, new: Units, bases: dict[int, Units], *, by: Actor) -> Outcome:
    """Take one locked amendment over, or note that it waits for its mover; `bases` were read before."""
    base, operations = amendment.text.base, amendment.text.operations
    if base is None or operations is None:
        raise LookupError(f"{amendment.reference} amends nothing")
    if base.pk not in bases:
        bases[base.pk] = units_of(base)
    carried = carry(bases[base.pk], new, from_json(operations))
    if carried.outcome is Outcome.CARRIED:
        PendingCarry.objects.filter(motion=amendment).delete()
        _carry_over(amendment, to, Change(new, carried.operations), by=by)
        return carried.outcome
    PendingCarry.objects.update_or_create(
        motion=amendment,
        defaults={
            "to": to,
            "outcome": carried.outcome.value,
            "operations": to_json(carried.operations),
            "at": clock.now(),
        },
    )
    record(amendment, ACTS[carried.outcome], by=by, public=amendment.received_at is not None)
    return carried.outcome


def _carry_over(amendment: Motion, to: Revision, moved: Change, *, by: Actor) -> Revision:
    """The same amendment as a text of its own on a newer text of the motion."""
    text = text_of(apply(moved.base, moved.operations))
    why = CARRIED_OVER.format(to.number)
    revision = add_revision(amendment, text, by=by, why=why, **_fields(to, moved))
    public = amendment.received_at is not None
    record(amendment, Act.CARRIED_OVER, by=by, public=public, revision=revision.number)
    return revision


@transaction.atomic
def settle(amendment: Motion, *, by: Backing, to: int) -> Revision:
    """Agree to an amendment as it would be on the new text of its motion, the revision of that key."""
    amendment = lock(amendment)
    allow(motion_rules.why_not_act_for(amendment, by=by) + rules.why_not_settle(amendment, now=clock.now()))
    pending = PendingCarry.objects.select_related("to").get(motion=amendment)
    if pending.to_id != to:
        raise NotAllowed([OVERTAKEN])
    moved = Change(units_of(pending.to), from_json(pending.operations))
    revision = _carry_over(amendment, pending.to, moved, by=by.actor)
    pending.delete()
    return revision
