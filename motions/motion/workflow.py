"""What every act is made of: the lock, the move along the graph, the record, the label and the new text."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.papers import tasks
from lla.time import clock

from ..agenda.choices import Labelling, Publishing
from ..agenda.models import Conference
from . import numbering, rules
from .choices import Act, Outcome, Route, Status
from .models import Motion, MotionEvent, Remark, Revision, Ruling
from .texts import Text

MEANWHILE = (
    "Somebody else acted on this {noun} while you had it open ({act}). "
    "What you typed is still here. Check the {noun} before you decide."
)


def lock(motion: Motion, *, seen: int | None = None) -> Motion:
    """The motion as it is now, locked to the end of the transaction.

    `seen` is the newest event the person had in view; anything newer refuses the act. An act that needs the
    conference's lock as well takes it after this one. The current text is not read with the row: a text that
    came while this waited for the lock is not in sight of the statement that waited.
    """
    if motion.amends_id:
        hold_amended([motion.pk])
    held = (
        Motion.objects.any_nature()
        .select_for_update(of=("self",), no_key=True)
        .select_related("conference", "item")
        .get(pk=motion.pk)
    )
    if seen is not None and (newer := held.events.exclude(act=Act.NOTED).filter(pk__gt=seen).last()):
        raise NotAllowed([MEANWHILE.format(noun=held.noun, act=newer.get_act_display().lower())])
    return held


def hold_amended(keys: Iterable[int]) -> None:
    """Before amendments of these keys are locked, keep the motions that they amend from getting a new text.

    Whoever gives a motion a new text locks it, and then its amendments. PostgreSQL asks for the amended
    motion once an amendment is written twice in a transaction, which would be too late. Acts on several
    amendments to one motion do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM motions_motion WHERE id IN"
            " (SELECT amends_id FROM motions_motion WHERE id = ANY(%s)) ORDER BY id FOR KEY SHARE",
            [list(keys)],
        )


def record(
    motion: Motion,
    act: Act,
    *,
    by: Actor,
    public: bool = False,
    words: str = "",
    moved_from: str = "",
    **figures: Any,
) -> MotionEvent:
    """Save a held motion as it stands now and add the step to its history.

    `figures` are keys and numbers; `words` go into a row that can be erased.
    """
    event = step(motion, act, by=by, public=public, moved_from=moved_from, **figures)
    _save(motion, event)
    if words:
        Remark.objects.create(event=event, words=words)
    return event


def step(
    motion: Motion, act: Act, *, by: Actor, public: bool = False, moved_from: str = "", **figures: Any
) -> MotionEvent:
    """A step that is not saved yet."""
    return MotionEvent(
        motion=motion,
        act=act,
        at=clock.now(),
        public=public,
        details=figures,
        from_status=moved_from,
        to_status=motion.status,
        **by.fields(),
    )


def record_each(steps: Iterable[MotionEvent]) -> None:
    """Save the steps of held motions, one each, and which texts these have now."""
    steps, now = list(steps), clock.now()
    for each in steps:
        each.motion.changed_at = now
    motions = [each.motion for each in steps]
    Motion.objects.any_nature().bulk_update(motions, ["current", "changed_at"])
    MotionEvent.objects.bulk_create(steps)


def _save(motion: Motion, *steps: MotionEvent) -> None:
    """Save a held motion as it stands now with its steps, in their order."""
    motion.save()
    MotionEvent.objects.bulk_create(steps)


def _move(motion: Motion, status: Status) -> str:
    """Set the status along the graph and answer the one before; the caller saves or records."""
    before = motion.status
    if status not in rules.MOVES[before]:
        raise NotAllowed(
            [
                f"{motion.a_noun.capitalize()} that is {motion.get_status_display().lower()} cannot become "
                f"{status.label.lower()}."
            ]
        )
    motion.status = status
    return before


def move(
    motion: Motion,
    status: Status,
    act: Act,
    *,
    by: Actor,
    public: bool = True,
    words: str = "",
    **figures: Any,
) -> MotionEvent:
    """Move a held motion along the graph and record it."""
    before = _move(motion, status)
    return record(motion, act, by=by, public=public, words=words, moved_from=before, **figures)


def put_in_order(motion: Motion, act: Act, *, by: Actor, ruling: Ruling) -> None:
    """Move a held motion into order, which publishes it; where its conference says so it is labelled too.

    One that is on hold is published when the hold is lifted.
    """
    move(motion, Status.IN_ORDER, act, by=by, ruling=ruling.pk)
    if not motion.label and motion.conference.labelling == Labelling.IN_ORDER:
        give_label(motion, by=by)
    if not (motion.is_public or motion.held_at):
        make_public(motion, by=by)


def begin(motion: Motion, status: Status) -> None:
    """Save a new motion at the start of its life, with the key that its first text will have.

    The people behind it and its own row then name that text at once, and nothing is written twice.
    """
    _move(motion, status)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Revision._meta.db_table])
        (motion.current_id,) = cursor.fetchone()
    motion.save()


def give_label(motion: Motion, *, by: Actor) -> None:
    """Give a received motion the next label of its series."""
    _save(motion, _label(motion, by=by))


def make_public(motion: Motion, *, by: Actor) -> None:
    _save(motion, _publish(motion, by=by))


def series(motion: Motion, conference: Conference) -> str:
    """The series of its conference that a motion's label belongs to, as the motion is now."""
    return numbering.scope(
        conference.numbering,
        item_pk=motion.item_id,
        kind=motion.kind,
        late=motion.late,
        nature=motion.nature,
        amends_pk=motion.amends_id,
    )


def _label(motion: Motion, *, by: Actor) -> MotionEvent:
    """Set the next label of the motion's series, counted under the conference's lock."""
    conference = Conference.objects.select_for_update(no_key=True).get(pk=motion.conference_id)
    scope = series(motion, conference)
    given, former = (
        rows.order_by().filter(scope=scope, number__isnull=False).values_list("number", flat=True)
        for rows in (conference.motions.any_nature(), conference.former_labels)
    )
    highest = given.union(former, all=True).order_by("-number").first()
    motion.scope, motion.number = scope, (highest or 0) + 1
    if motion.amends:
        motion.label = numbering.amendment_label(motion.amends.label, motion.number)
    else:
        motion.label = numbering.label(
            conference.numbering,
            scope=scope,
            number=motion.number,
            order=motion.item.order,
            prefix=motion.item.prefix,
        )
    return step(motion, Act.LABELLED, by=by, number=motion.number)


def _publish(motion: Motion, *, by: Actor) -> MotionEvent:
    motion.published_at = clock.now()
    return step(motion, Act.PUBLISHED, by=by, public=True)


def receive(motion: Motion, confirmed: MotionEvent, *, by: Actor, vouched_for: bool) -> None:
    """The last confirmation has arrived: the motion is before the committee, in time or late.

    `vouched_for` says that nobody has to ask a group whether the motion is its own.
    """
    now, conference = clock.now(), motion.conference
    motion.received_at = now
    motion.late = not conference.received_in_time(
        motion.closing, sent_at=motion.submitted_at, received_at=now
    )
    act = Act.RECEIVED_LATE if motion.late else Act.RECEIVED
    before = _move(motion, Status.RECEIVED)
    received = step(motion, act, by=by, public=True, moved_from=before, revision=motion.text.number)
    steps = [confirmed, received]
    if motion.late or conference.labelling == Labelling.ON_RECEIPT:
        steps.append(_label(motion, by=by))
    at_once = not motion.late and conference.publishing == Publishing.ON_RECEIPT
    if at_once and vouched_for:
        steps.append(_publish(motion, by=by))
    _save(motion, *steps)


def add_ruling_in_order(motion: Motion, *, by: User) -> Ruling:
    """The ruling of one person that the text of a held motion is in order; the caller moves and records."""
    now = clock.now()
    return Ruling.objects.create(
        motion=motion,
        revision=motion.text,
        outcome=Outcome.IN_ORDER,
        proposed_by=by,
        proposed_at=now,
        decided_at=now,
    )


def forget_papers(motion: Motion) -> None:
    """Have the files removed that hold a motion as it was; the worker does it once this is committed."""
    tasks.forget_papers.enqueue([motion.reference])


def add_first_revision(motion: Motion, text: Text, *, by: Actor, **change: Any) -> Revision:
    """Store the first immutable text of a motion that has just begun; the caller records it.

    `change` is what an amendment does to its base: the fields of a revision that say so.
    """
    revision = _revision(motion, text, by=by, pk=motion.current_id, number=1, **change)
    revision.save(force_insert=True)
    motion.current = revision
    return revision


def add_revision(
    motion: Motion, text: Text, *, by: Actor, why: str = "", redacted: bool = False, **change: Any
) -> Revision:
    """Store the next immutable text of a held motion and make it the current one; the caller records it."""
    revision = next_revision(motion, text, by=by, why=why, redacted=redacted, **change)
    add_revisions([revision])
    return revision


def add_revisions(revisions: Iterable[Revision]) -> None:
    """Store the next texts of held motions and make them the current ones; the caller records them."""
    for revision in Revision.objects.bulk_create(revisions):
        revision.motion.current = revision


def note_new_text_of_group(motion: Motion) -> None:
    """Say on a held motion in a group's name that its mover gives it a text after the group passed it."""
    if motion.route == Route.GROUP:
        motion.revised_since_passed_at = clock.now()


def next_revision(motion: Motion, text: Text, *, by: Actor, **values: Any) -> Revision:
    """The next text of a held motion, not stored yet."""
    return _revision(motion, text, by=by, number=motion.text.number + 1, **values)


def _revision(motion: Motion, text: Text, *, by: Actor, **values: Any) -> Revision:
    return Revision(
        motion=motion,
        title=text.title,
        body=text.body,
        appendix=text.appendix,
        by_role=by.role,
        by_key=by.key,
        made_at=clock.now(),
        words=text.words,
        sha256=text.sha256,
        **values,
    )
