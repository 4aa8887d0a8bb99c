"""The steering committee at its desk: query, rule in order, publish, mark, note, assign, declare interest."""

from django.db import transaction

from lla import clock
from lla.actors import Actor
from lla.emails import outbox
from lla.models import User
from lla.refusals import allow

from .. import emails, rules
from ..choices import Act, Labelling, Outcome, Status
from ..models import Check, Motion, Note, Recusal, Ruling
from .record import give_label, hold, make_public, move, record


@transaction.atomic
def query(motion: Motion, *, by: User, question: str, seen: int | None = None) -> Motion:
    """Ask the mover something; the motion waits for the answer."""
    motion = hold(motion, seen=seen)
    allow(rules.why_not_query(motion, by=by))
    move(motion, Status.QUERIED, Act.QUERIED, by=Actor.user(by), public=False, words=question)
    outbox.post(*emails.queried(motion, question=question))
    return motion


@transaction.atomic
def rule_in_order(motion: Motion, *, by: User, seen: int | None = None) -> Ruling:
    """Rule the present text in order, which publishes it; where the conference says so it is labelled too."""
    motion = hold(motion, seen=seen)
    allow(rules.why_not_rule_in_order(motion, by=by))
    now, actor = clock.now(), Actor.user(by)
    ruling = Ruling.objects.create(
        motion=motion,
        revision=motion.text,
        outcome=Outcome.IN_ORDER,
        proposed_by=by,
        proposed_at=now,
        decided_at=now,
    )
    move(motion, Status.IN_ORDER, Act.RULED_IN_ORDER, by=actor, ruling=ruling.pk)
    if not motion.label and motion.conference.labelling == Labelling.IN_ORDER:
        give_label(motion, by=actor)
    if not motion.is_public:
        make_public(motion, by=actor)
    outbox.post(*emails.ruled_in_order(motion))
    return ruling


@transaction.atomic
def publish(motion: Motion, *, by: User, seen: int | None = None) -> Motion:
    motion = hold(motion, seen=seen)
    allow(rules.why_not_publish(motion, by=by))
    make_public(motion, by=Actor.user(by))
    outbox.post(*emails.published(motion))
    return motion


@transaction.atomic
def assign(motion: Motion, *, by: User, to: User | None) -> Motion:
    """Say which committee member looks after a motion, or that nobody does."""
    motion = hold(motion)
    allow(rules.why_not_assign(motion, by=by, to=to))
    motion.assigned_to = to
    record(motion, Act.ASSIGNED, by=Actor.user(by), to=to.pk if to else None)
    return motion


@transaction.atomic
def note(motion: Motion, *, by: User, words: str) -> Note:
    """Write to the other committee members; never shown outside."""
    motion = hold(motion)
    allow(rules.why_not_take_part(motion, by=by))
    made = Note.objects.create(motion=motion, by=by, words=words, at=clock.now())
    record(motion, Act.NOTED, by=Actor.user(by))
    return made


@transaction.atomic
def mark(motion: Motion, *, by: User, findings: dict[str, str], shown: dict[str, str] | None = None) -> None:
    """Mark the checklist: {point: finding}, an empty finding takes the mark away.

    `shown` is what the person had in view; a point that somebody else marked meanwhile refuses the act.
    """
    motion = hold(motion)
    allow(rules.why_not_take_part(motion, by=by))
    present = dict(motion.checks.values_list("point", "finding"))
    if shown is not None:
        allow(rules.why_not_mark(findings, shown=shown, present=present))
    changed = {point: finding for point, finding in findings.items() if present.get(point, "") != finding}
    for point, finding in changed.items():
        motion.checks.filter(point=point).delete()
        if finding:
            Check.objects.create(motion=motion, point=point, finding=finding, by=by, at=clock.now())
    if changed:
        record(motion, Act.CHECKED, by=Actor.user(by), findings=changed)


@transaction.atomic
def recuse(motion: Motion, *, by: User, interest: str) -> Recusal:
    """Declare an interest and take no further part in a motion."""
    motion = hold(motion)
    allow(rules.why_not_recuse(motion, by=by))
    made = Recusal.objects.create(motion=motion, user=by, interest=interest, at=clock.now())
    if motion.assigned_to_id == by.pk:
        motion.assigned_to = None
    record(motion, Act.RECUSED, by=Actor.user(by))
    return made
