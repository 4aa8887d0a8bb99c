"""What becomes of amendments: their texts, and what a new text of the motion does to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.emails.models import Email
from lla.time import clock

from ..agenda.choices import Nature
from ..motion import rules as motion_rules
from ..motion import wording
from ..motion.choices import ENDED, Act, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import add_revisions, lock, next_revision, record, record_each, step
from . import emails, rules, selectors
from .applying import apply
from .carrying import Carried, Outcome
from .choices import Answer
from .models import Amendment, PendingCarry
from .operations import Operations, from_json, to_json
from .texts import Change, text_of, units_of

ACTS = {Outcome.OFFERED: Act.CARRYING_OFFERED, Outcome.STUCK: Act.STUCK}
EMAILS: dict[Outcome, Callable[[Motion], list[Email]]] = {
    Outcome.CARRIED: emails.carried_over,
    Outcome.OFFERED: emails.carrying_offered,
    Outcome.STUCK: emails.stuck,
}


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

    What was ruled out follows as well, for it may be reopened, but nobody is told until then. As many
    queries for one amendment as for many.
    """
    changes = {amendment: Change.of(amendment.text) for amendment in lock_amendments([motion])}
    stuck = PendingCarry.objects.filter(motion__in=changes, outcome=Outcome.STUCK.value)
    told_before = set(stuck.values_list("motion", flat=True))
    outcomes = carry_to(motion, changes, by=by)
    again = {
        each for each, outcome in outcomes.items() if outcome is Outcome.STUCK and each.pk in told_before
    }
    _tell(
        motion,
        {each: its for each, its in outcomes.items() if each.status not in ENDED and each not in again},
    )


def carry_to(motion: Motion, changes: Mapping[Motion, Change], *, by: Actor) -> dict[Motion, Outcome]:
    """Take changes of held amendments over to the text that their motion has, as far as they go.

    Answers what becomes of each; the caller tells their people.
    """
    carried = {amendment: change.carried_to(motion.text) for amendment, change in changes.items()}
    surely = {each: moved.operations for each, moved in carried.items() if moved.outcome is Outcome.CARRIED}
    _carry_over(surely, motion.text, by=by)
    _leave_behind({each: moved for each, moved in carried.items() if each not in surely}, motion.text, by=by)
    return {amendment: moved.outcome for amendment, moved in carried.items()}


def lock_amendments(motions: Iterable[Motion]) -> list[Motion]:
    """The amendments to held motions that may still be voted on, locked in the order in which all acts do.

    Their texts and the people behind them are read once they are locked.
    """
    amended = {motion.pk: motion for motion in motions}
    rows = Motion.objects.amendments().filter(amends__in=amended)
    rows = rows.exclude(status__in=(Status.WITHDRAWN, Status.ACCEPTED))
    amendments = list(rows.select_for_update(of=("self",), no_key=True).select_related("item").order_by("pk"))
    keys = [amendment.current_id for amendment in amendments]
    texts = Revision.objects.select_related("base").in_bulk(keys)
    for amendment in amendments:
        amendment.amends = motion = amended[amendment.amends_id or 0]
        amendment.conference = motion.conference
        amendment.current = texts[amendment.current_id]
    prefetch_related_objects(amendments, "backings")
    return amendments


def give_to(amendment: Motion, motion: Motion) -> None:
    """Have a held amendment amend another motion, among whose amendments it has no number yet.

    What the mover of its own motion answered counts there alone. The caller gives it a label, carries its
    change over and records it.
    """
    amendment.amends, amendment.item = motion, motion.item
    answers = amendment.events.filter(act=Act.NOT_ACCEPTED).order_by("pk")
    refused = answers.last() if motion.nature == Nature.MAIN else None
    Amendment.objects.filter(motion=amendment).update(
        answer=Answer.NOT_ACCEPTED if refused else "",
        answered_at=refused.at if refused else None,
        voting_order=None,
    )


def _carry_over(moved: dict[Motion, Operations], to: Revision, *, by: Actor) -> list[Revision]:
    """The same locked amendments, each as a text of its own on a newer text of the motion."""
    base = units_of(to)
    PendingCarry.objects.filter(motion__in=moved).delete()
    revisions = [
        next_revision(
            amendment,
            text_of(apply(base, operations)),
            by=by,
            why=wording.CARRIED_OVER.format(to.number, to.motion.noun),
            **_fields(to, Change(base, operations)),
        )
        for amendment, operations in moved.items()
    ]
    add_revisions(revisions)
    record_each(
        step(each.motion, Act.CARRIED_OVER, by=by, public=_is_received(each.motion), revision=each.number)
        for each in revisions
    )
    return revisions


def _leave_behind(waiting: dict[Motion, Carried], to: Revision, *, by: Actor) -> None:
    """Note of locked amendments that they wait for their movers."""
    now = clock.now()
    PendingCarry.objects.bulk_create(
        (
            PendingCarry(
                motion=amendment,
                to=to,
                outcome=carried.outcome.value,
                operations=to_json(carried.operations),
                at=now,
            )
            for amendment, carried in waiting.items()
        ),
        update_conflicts=True,
        unique_fields=["motion"],
        update_fields=["to", "outcome", "operations", "at"],
    )
    record_each(
        step(amendment, ACTS[carried.outcome], by=by, public=_is_received(amendment))
        for amendment, carried in waiting.items()
    )


def _is_received(amendment: Motion) -> bool:
    return amendment.received_at is not None


def _tell(motion: Motion, outcomes: dict[Motion, Outcome]) -> None:
    """Tell the movers of amendments what became of each, and the movers of the motion of all."""
    if not outcomes:
        return
    prefetch_related_objects([motion], "rulings")  # each email names the motion as far as it is public
    outcomes = {each: its for each, its in outcomes.items() if not motion_rules.why_ended(each)}
    each = (email for amendment, outcome in outcomes.items() for email in EMAILS[outcome](amendment))
    public = {each: its for each, its in outcomes.items() if each.is_public}
    by_outcome = {
        outcome.value: [each for each, its in public.items() if its is outcome] for outcome in Outcome
    }
    followed = emails.amendments_followed(motion, **by_outcome) if public else []
    outbox.post(*each, *followed)


def ask_what_waits(amendment: Motion) -> None:
    """Tell the movers of a held amendment that was ruled out of what a new text of the motion has asked."""
    pending = PendingCarry.objects.filter(motion=amendment).first()
    if pending:
        outbox.post(*EMAILS[Outcome(pending.outcome)](amendment))


@transaction.atomic
def order_votes(
    motion: Motion, *, by: User, numbers: Mapping[int, int | None], seen: int | None = None
) -> Motion:
    """Say in which order amendments to a motion are voted on: their numbers by their keys.

    Those without a number follow by their place in the text.
    """
    motion = lock(motion, seen=seen)
    allow(rules.why_not_order_votes(motion, by=by, now=clock.now()))
    typed = {
        row.motion: numbers[row.motion.pk]
        for row in selectors.before_conference(motion)
        if row.motion.pk in numbers
    }
    allow(list(rules.why_not_number_votes(typed).values()))
    for amendment, number in typed.items():
        Amendment.objects.filter(motion=amendment).update(voting_order=number)
    order = {amendment.reference: number for amendment, number in typed.items()}
    record(motion, Act.VOTING_ORDER, by=Actor.user(by), public=True, order=order)
    return motion


@transaction.atomic
def print_as_one(amendment: Motion, *, by: User, seen: int | None = None) -> Motion:
    """Have an amendment printed as one with all public ones that make the same change."""
    identical = [meeting.other for meeting in selectors.identical_to(amendment)]
    locked = {
        each.pk: lock(each, seen=seen if each == amendment else None)
        for each in sorted((amendment, *identical), key=lambda each: each.pk)
    }
    amendment = locked[amendment.pk]
    allow(rules.why_not_print_as_one(amendment, by=by))
    still = [meeting.other.pk for meeting in selectors.identical_to(amendment)]
    together = [each for pk, each in locked.items() if pk in (amendment.pk, *still)]
    for each in together:
        if not each.amendment.printed_as_one:
            others = [other for other in together if other != each]
            _set_printed_as_one(each, others, Act.PRINTED_AS_ONE, by=by)
    return amendment


@transaction.atomic
def print_apart(amendment: Motion, *, by: User, seen: int | None = None) -> Motion:
    """Have an amendment printed by itself again."""
    amendment = lock(amendment, seen=seen)
    allow(rules.why_not_print_apart(amendment, by=by))
    _set_printed_as_one(amendment, [], Act.PRINTED_APART, by=by)
    left = [meeting.other for meeting in selectors.identical_to(amendment)]
    left = [other for other in left if other.amendment.printed_as_one]
    for each in left:
        outbox.post(*emails.printed_as_one(each, others=[other for other in left if other != each]))
    return amendment


def _set_printed_as_one(amendment: Motion, others: Sequence[Motion], act: Act, *, by: User) -> None:
    """Have an amendment printed as one with `others`; with none it is printed by itself."""
    Amendment.objects.filter(motion=amendment).update(printed_as_one=bool(others))
    record(amendment, act, by=Actor.user(by), public=True)
    outbox.post(*emails.printed_as_one(amendment, others=others))


@transaction.atomic
def settle(amendment: Motion, *, by: Backing, to: int) -> Revision:
    """Agree to an amendment as it would be on the new text of its motion, the revision of that key."""
    amendment = lock(amendment)
    allow(motion_rules.why_not_act_for(amendment, by=by) + rules.why_not_settle(amendment, now=clock.now()))
    pending = PendingCarry.objects.select_related("to").get(motion=amendment)
    allow([] if pending.to_id == to else [rules.CHANGED])
    (revision,) = _carry_over({amendment: from_json(pending.operations)}, pending.to, by=by.actor)
    if amendment.status == Status.IN_ORDER and not amendment.amendment.answered_at:
        outbox.post(*emails.to_answer(amendment))
    return revision
