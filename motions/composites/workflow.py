"""Composites: begun, written, sent to the people behind their motions, agreed to, closed, dissolved."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts import refusals
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..agenda.choices import Nature
from ..amendments import emails as amendments_emails
from ..amendments import workflow as amendments_workflow
from ..amendments.carrying import Outcome
from ..amendments.texts import Change, as_text, units_of
from ..motion.choices import Act, Route, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import (
    add_first_revision,
    add_revision,
    add_ruling_in_order,
    begin,
    give_label,
    lock,
    make_public,
    move,
    record,
)
from ..placing.workflow import change_series
from ..slips import workflow as slips_workflow
from . import emails, rules, selectors
from .choices import ConsentAnswer, SpeaksAs
from .models import ClauseOrigin, CompositeConsent, CompositeOption, CompositeSource, SourceAmendment
from .options import Question
from .origins import trace
from .selectors import Speaker


@transaction.atomic
def make(motion: Motion, *, by: User, others: Iterable[Motion], seen: int | None = None) -> Motion:
    """Begin a composite of a motion and others, with the text of the first; nobody outside is told."""
    locked = _lock_all([motion, *others], seen={motion.pk: seen})
    first, actor = locked[motion.pk], Actor.user(by)
    motions = [first, *(locked[pk] for pk in sorted(locked) if pk != first.pk)]
    allow(rules.why_not_make(motions, by=by, now=clock.now()))
    composite = Motion(
        nature=Nature.COMPOSITE,
        conference=first.conference,
        item=first.item,
        kind=first.kind,
        event_on=first.event_on,
        route=Route.SIGNATORIES,
        submitted_at=clock.now(),
    )
    begin(composite, Status.AWAITING)
    CompositeSource.objects.bulk_create(
        CompositeSource(composite=composite, motion=each, revision=each.text) for each in motions
    )
    revision = add_first_revision(composite, as_text(first.text), by=actor)
    _keep_origins(composite, revision)
    record(composite, Act.COMPOSITE_BEGUN, by=actor, revision=revision.number)
    for each in motions:
        record(each, Act.COMPOSITE_BEGUN, by=actor, other=composite.pk)
    return composite


@transaction.atomic
def write(
    composite: Motion,
    text: Text,
    *,
    by: User,
    base: int,
    options: Sequence[Question] = (),
    seen: int | None = None,
) -> Revision:
    """Give a composite its next text and options, with where each clause came from; agreements are void.

    `base` is the number of the text that the writer started from: a newer one refuses the act.
    """
    composite = lock(composite, seen=seen)
    allow(rules.why_not_write(composite, by=by, now=clock.now()))
    if composite.text.number != base:
        raise NotAllowed([refusals.OVERTAKEN])
    allow(rules.why_not_change_to(composite, text, tuple(options)))
    revision = add_revision(composite, text, by=Actor.user(by))
    _keep_origins(composite, revision)
    _keep_options(revision, options)
    record(composite, Act.REVISED, by=Actor.user(by), revision=revision.number)
    return revision


@transaction.atomic
def send(composite: Motion, *, by: User, seen: int | None = None) -> Motion:
    """Ask the people behind its motions whether they agree to the text as it stands."""
    composite, sources = _lock_with_sources(composite, seen=seen)
    allow(rules.why_not_send(composite, by=by, now=clock.now()))
    record(composite, Act.COMPOSITE_SENT, by=Actor.user(by), revision=composite.text.number)
    for source in sources:
        again, source.asked = source.asked_id is not None, composite.text
        source.save(update_fields=["asked"])
        record(source.motion, Act.COMPOSITE_SENT, by=Actor.user(by), other=composite.pk)
        outbox.post(*emails.proposed(source, again=again))
    return composite


@transaction.atomic
def give_answer(source: CompositeSource, *, by: Backing, answer: str, revision: int) -> CompositeConsent:
    """Agree to the text of a composite, or keep one's own; `revision` is the number of the text read."""
    composite, sources = _lock_with_sources(source.composite)
    source = next((row for row in sources if row.pk == source.pk), source)
    by = Backing.objects.get(pk=by.pk)
    allow(rules.why_not_answer(source, by=by, now=clock.now()))
    if composite.text.number != revision:
        raise NotAllowed([rules.OVERTAKEN])
    allow(rules.why_not_agree(answer, source, composite))
    consent = CompositeConsent.objects.create(
        source=source, revision=composite.text, answer=answer, backing=by, at=clock.now()
    )
    act = Act.COMPOSITE_AGREED if answer == ConsentAnswer.AGREES else Act.STOOD_BY_TEXT
    record(source.motion, act, by=by.actor, other=composite.pk)
    record(composite, act, by=by.actor, other=source.motion.pk, revision=revision)
    outbox.post(*emails.answered(source, answer=answer))
    return consent


@transaction.atomic
def put_on_agenda(composite: Motion, *, by: User, seen: int | None = None) -> Motion:
    """Close a composite: it is in order and public, in place of the motions whose people agree to it."""
    composite, sources = _lock_with_sources(composite, seen=seen)
    allow(rules.why_not_put_on_agenda(composite, by=by, now=clock.now()))
    now, actor = clock.now(), Actor.user(by)
    agreeing = selectors.agreeing(sources, composite.text)
    amendments, decided = _lock_amendments(agreeing), selectors.decided(composite)
    composite.received_at = now
    move(composite, Status.RECEIVED, Act.RECEIVED, by=actor, revision=composite.text.number)
    ruling = add_ruling_in_order(composite, by=by)
    give_label(composite, by=actor)
    move(composite, Status.IN_ORDER, Act.RULED_IN_ORDER, by=actor, ruling=ruling.pk)
    make_public(composite, by=actor)
    for source in sources:
        source.composite = composite
        if source in agreeing:
            source.joined_at = now
            source.save(update_fields=["joined_at"])
            move(source.motion, Status.COMPOSITED, Act.COMPOSITED, by=actor, other=composite.pk)
            outbox.post(*emails.joined(source, decided=decided))
        else:
            source.left_at = now
            source.save(update_fields=["left_at"])
            outbox.post(*emails.left(source))
    _carry_out(composite, amendments, by=actor)
    return composite


@transaction.atomic
def decide_amendments(
    composite: Motion, *, by: User, fates: Mapping[int, str], seen: int | None = None
) -> Motion:
    """Say what becomes of amendments to the motions of a composite, by the keys of the amendments.

    It takes effect when the composite goes on the agenda, or at once where it is there.
    """
    composite, sources = _lock_with_sources(composite, seen=seen)
    allow(rules.why_not_decide_amendments(composite, by=by, now=clock.now()))
    amendments, source_of = _lock_amendments(sources), {source.motion_id: source for source in sources}
    decided = {amendment: fates[amendment.pk] for amendment in amendments if amendment.pk in fates}
    for amendment, fate in decided.items():
        SourceAmendment.objects.update_or_create(
            source=source_of[amendment.amends_id or 0],
            amendment=amendment,
            defaults={"fate": fate, "decided_by": by, "decided_at": clock.now()},
        )
    record(composite, Act.AMENDMENTS_DECIDED, by=Actor.user(by), fates={a.pk: f for a, f in decided.items()})
    if composite.status == Status.IN_ORDER:
        _carry_out(composite, amendments, by=Actor.user(by))
    return composite


def _lock_amendments(sources: Sequence[CompositeSource]) -> list[Motion]:
    """The open amendments to the held motions of a composite, all locked, as they are now."""
    held = amendments_workflow.lock_amendments(source.motion for source in sources)
    return [amendment for amendment in held if amendment.status not in selectors.NOT_OPEN]


def _carry_out(composite: Motion, amendments: Sequence[Motion], *, by: Actor) -> None:
    """Have what was decided of held amendments take effect, of each that has not had this fate yet."""
    rows = SourceAmendment.objects.filter(source__composite=composite, amendment__in=amendments)
    decided = {row.amendment_id: row for row in rows.select_related("source__motion__item")}
    moved: dict[Motion, SourceAmendment] = {}
    for amendment in amendments:
        row = decided.get(amendment.pk)
        if row is None or (row.done_at and not row.moves):
            continue
        row.amendment, row.done_at = amendment, clock.now()
        row.text, row.label = amendment.text, amendment.label
        row.save()
        if row.moves:
            moved[amendment] = row
            _place(amendment, composite, Act.OFFERED_OVER, of=composite, by=by)
        else:
            record(amendment, Act.FALLS, by=by, public=_is_received(amendment), other=composite.pk)
            outbox.post(*emails.amendment_fell(row, composite))
    changes = {amendment: Change.of(amendment.text) for amendment in moved}
    for amendment, outcome in amendments_workflow.carry_to(composite, changes, by=by).items():
        outbox.post(*emails.amendment_moved(moved[amendment], composite, outcome=outcome))


def _give_back(
    composite: Motion, sources: Sequence[CompositeSource], amendments: Iterable[Motion], *, by: Actor
) -> None:
    """Have held amendments amend the motions again that left a composite, with the texts they had there."""
    held, motions = {each.pk: each for each in amendments}, {source.pk: source.motion for source in sources}
    rows = SourceAmendment.objects.filter(source__in=sources, done_at__isnull=False, ended_at=None)
    back: dict[Motion, dict[Motion, Change]] = {motion: {} for motion in motions.values()}
    for row in rows.select_related("text__base").order_by("pk"):
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])
        motion, amendment = motions[row.source_id], held.get(row.amendment_id)
        if amendment is None:
            continue
        if row.moves and row.text:
            _place(amendment, motion, Act.BACK, of=composite, by=by)
            back[motion][amendment] = Change.of(row.text)
        else:
            record(amendment, Act.BACK, by=by, public=_is_received(amendment), other=composite.pk)
            outbox.post(*emails.amendment_back(amendment, composite, outcome=Outcome.CARRIED))
    for motion, changes in back.items():
        for amendment, outcome in amendments_workflow.carry_to(motion, changes, by=by).items():
            outbox.post(*emails.amendment_back(amendment, composite, outcome=outcome))


def _place(amendment: Motion, motion: Motion, act: Act, *, of: Motion, by: Actor) -> None:
    """Have a held amendment amend another motion, and give it a label among the amendments to that one."""
    was_under = amendment.item
    amendments_workflow.give_to(amendment, motion)
    record(amendment, act, by=by, public=_is_received(amendment), other=of.pk)
    change_series(amendment, was_under=was_under, by=by)


def _is_received(amendment: Motion) -> bool:
    return amendment.received_at is not None


@transaction.atomic
def choose_speakers(
    composite: Motion, *, by: User, mover: Speaker, seconder: Speaker, seen: int | None = None
) -> Motion:
    """Say who moves a composite and who seconds it; it is printed so."""
    composite, sources = _lock_with_sources(composite, seen=seen)
    allow(rules.why_not_choose_speakers(composite, by=by, now=clock.now()))
    allow(rules.why_not_speak(mover, seconder))
    if not {mover.source.pk, seconder.source.pk} <= {source.pk for source in sources}:
        raise NotAllowed([refusals.OVERTAKEN])
    composite.sources.exclude(speaks_as="").update(speaks_as="", speaker=None)
    for role, speaker in ((SpeaksAs.MOVER, mover), (SpeaksAs.SECONDER, seconder)):
        composite.sources.filter(pk=speaker.source.pk).update(speaks_as=role, speaker=speaker.backing)
    record(composite, Act.SPEAKERS_CHOSEN, by=Actor.user(by))
    return composite


@transaction.atomic
def dissolve(composite: Motion, *, by: User, reason: str, seen: int | None = None) -> Motion:
    """End a composite; the motions that were part of it are in order again, each by itself."""
    composite, sources = _lock_with_sources(composite, seen=seen)
    allow(rules.why_not_dissolve(composite, by=by, now=clock.now()))
    now, actor = clock.now(), Actor.user(by)
    amendments = amendments_workflow.lock_amendments([composite, *(source.motion for source in sources)])
    public = composite.is_public
    move(composite, Status.WITHDRAWN, Act.DISSOLVED, by=actor, public=public, words=reason)
    for source in sources:
        source.left_at = now
        source.save(update_fields=["left_at"])
        if source.motion.status == Status.COMPOSITED:
            move(source.motion, Status.IN_ORDER, Act.RETURNED, by=actor, other=composite.pk)
        if source.asked_id:
            outbox.post(*emails.dissolved(source, reason=reason))
    _give_back(composite, sources, amendments, by=actor)
    outbox.post(*amendments_emails.motion_ended(composite))
    return composite


@transaction.atomic
def correct_slip(motion: Motion, *, by: User, **corrected: Any) -> Revision:
    """Correct typing errors; a composite's options, and where its clauses came from, go with the text."""
    before = motion.text
    revision = slips_workflow.correct_slip(motion, by=by, **corrected)
    follow(motion, revision, selectors.options_of(before))
    return revision


def follow(motion: Motion, revision: Revision, options: Sequence[Question]) -> None:
    """Keep of a composite's changed text where it came from, and its options; other motions have nothing."""
    if motion.nature == Nature.COMPOSITE:
        _keep_origins(motion, revision)
        _keep_options(revision, options)


def _keep_origins(composite: Motion, revision: Revision) -> None:
    """Store where each clause of a new text came from."""
    revisions = [source.revision for source in selectors.sources_of(composite)]
    ClauseOrigin.objects.bulk_create(
        ClauseOrigin(
            revision=revision,
            place=origin.place,
            kind=origin.kind,
            source=None if origin.source is None else revisions[origin.source],
            source_place=origin.source_place,
        )
        for origin in trace(units_of(revision), list(map(units_of, revisions)))
    )


def _keep_options(revision: Revision, questions: Sequence[Question]) -> None:
    """Store what conference chooses from in a new text."""
    CompositeOption.objects.bulk_create(
        CompositeOption(revision=revision, question=number, asks=question.asks, place=place, words=words)
        for number, question in enumerate(questions, start=1)
        for place, words in enumerate(question.answers, start=1)
    )


def _lock_all(motions: Sequence[Motion], *, seen: dict[int, int | None]) -> dict[int, Motion]:
    """The motions locked in the order of their keys, so that two who lock them never wait for each other."""
    keys = sorted({motion.pk: motion for motion in motions}.items())
    return {pk: lock(motion, seen=seen.get(pk)) for pk, motion in keys}


def _lock_with_sources(composite: Motion, *, seen: int | None = None) -> tuple[Motion, list[CompositeSource]]:
    """A composite and the motions it is made from, all locked, as they are now."""
    motions = [source.motion for source in selectors.sources_of(composite)]
    locked = _lock_all([composite, *motions], seen={composite.pk: seen})
    sources = selectors.sources_of(composite)
    for source in sources:
        source.composite, source.motion = locked[composite.pk], locked[source.motion_id]
    return locked[composite.pk], sources
