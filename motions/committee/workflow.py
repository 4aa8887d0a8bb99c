"""The steering committee's acts: query, rule, publish, mark, note, assign; and what takes two people."""

from collections.abc import Callable, Sequence

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..amendments import emails as amendments_emails
from ..amendments import workflow as amendments_workflow
from ..appeals import selectors as appeals_selectors
from ..appeals.workflow import allow_appeal, refuse_appeal
from ..composites import options
from ..composites import selectors as composites_selectors
from ..composites import workflow as composites_workflow
from ..motion import emails as motion_emails
from ..motion import rules as motion_rules
from ..motion.choices import ENDED, Act, Outcome, Status
from ..motion.models import Motion, Revision, Ruling
from ..motion.texts import Text
from ..motion.visibility import SENTENCES
from ..motion.workflow import (
    add_revision,
    add_ruling_in_order,
    forget_papers,
    lock,
    make_public,
    move,
    put_in_order,
    record,
)
from ..placing import emails as placing_emails
from ..placing import selectors as placing_selectors
from ..placing.workflow import change_series
from ..submitting.workflow import leave_hidden_texts
from . import emails, rules, selectors
from .models import Check, Note, ProposedText, Recusal


@transaction.atomic
def query(motion: Motion, *, by: User, question: str, seen: int | None = None) -> Motion:
    """Ask the mover something; the motion waits for the answer."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_query(motion, by=by))
    move(motion, Status.QUERIED, Act.QUERIED, by=Actor.user(by), public=False, words=question)
    outbox.post(*emails.queried(motion, question=question))
    return motion


@transaction.atomic
def withdraw_query(motion: Motion, *, by: User, seen: int | None = None) -> Motion:
    """Take a question back; its mover no longer has to answer."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_end_query(motion, by=by))
    move(motion, Status.RECEIVED, Act.QUERY_WITHDRAWN, by=Actor.user(by), public=False)
    outbox.post(*emails.query_withdrawn(motion))
    return motion


@transaction.atomic
def enter_answer(motion: Motion, *, by: User, words: str, seen: int | None = None) -> Motion:
    """Enter an answer that a mover gave by telephone or in person, and tell the mover."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_end_query(motion, by=by))
    move(motion, Status.RECEIVED, Act.ANSWER_ENTERED, by=Actor.user(by), public=False, words=words)
    outbox.post(*emails.answer_entered(motion, words=words))
    return motion


@transaction.atomic
def rule_in_order(motion: Motion, *, by: User, seen: int | None = None) -> Ruling:
    """Rule the present text in order, which publishes it; where the conference says so it is labelled too."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_rule_in_order(motion, by=by, now=clock.now()))
    ruling = add_ruling_in_order(motion, by=by)
    put_in_order(motion, Act.RULED_IN_ORDER, by=Actor.user(by), ruling=ruling)
    outbox.post(*emails.ruled_in_order(motion))
    return ruling


@transaction.atomic
def publish(motion: Motion, *, by: User, seen: int | None = None) -> Motion:
    motion = lock(motion, seen=seen)
    allow(rules.why_not_publish(motion, by=by))
    make_public(motion, by=Actor.user(by))
    outbox.post(*motion_emails.published(motion))
    return motion


@transaction.atomic
def assign(motion: Motion, *, by: User, to: User | None, seen: int | None = None) -> Motion:
    """Say which committee member looks after a motion, or that nobody does."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_assign(motion, by=by, to=to))
    motion.assigned_to = to
    record(motion, Act.ASSIGNED, by=Actor.user(by), to=to.pk if to else None)
    return motion


@transaction.atomic
def note(motion: Motion, *, by: User, words: str) -> Note:
    """Write to the other committee members; never shown outside."""
    motion = lock(motion)
    allow(motion_rules.why_not_take_part(motion, by=by))
    made = Note.objects.create(motion=motion, by=by, words=words, at=clock.now())
    record(motion, Act.NOTED, by=Actor.user(by))
    return made


@transaction.atomic
def write(motion: Motion, *, by: User, subject: str, words: str, seen: int | None = None) -> Motion:
    """Write to the people who answer for a motion; the motion stays as it is."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_write(motion, by=by))
    record(motion, Act.WRITTEN_TO, by=Actor.user(by), words=f"{subject}\n\n{words}")
    outbox.post(*emails.written(motion, subject=subject, words=words))
    return motion


@transaction.atomic
def mark(motion: Motion, *, by: User, findings: dict[str, str], shown: dict[str, str] | None = None) -> None:
    """Mark the checklist: {point: finding}, an empty finding takes the mark away.

    `shown` is what the person had in view; a point that somebody else marked meanwhile refuses the act.
    """
    motion = lock(motion)
    allow(motion_rules.why_not_take_part(motion, by=by))
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
    motion = lock(motion)
    allow(rules.why_not_recuse(motion, by=by))
    made = Recusal.objects.create(motion=motion, user=by, interest=interest, at=clock.now())
    if motion.assigned_to_id == by.pk:
        motion.assigned_to = None
    record(motion, Act.RECUSED, by=Actor.user(by))
    return made


# Ruling out has had steps of its own names from the beginning.
PROPOSED = {Outcome.RULED_OUT: Act.PROPOSED_RULING_OUT}
DECLINED = {Outcome.RULED_OUT: Act.DECLINED_RULING_OUT}


@transaction.atomic
def propose_ruling_out(
    motion: Motion, *, by: User, rule: str, reason: str, seen: int | None = None
) -> Ruling:
    motion = lock(motion, seen=seen)
    allow(rules.why_not_rule(motion, by=by))
    return _propose(motion, Outcome.RULED_OUT, by=by, rule=rule, reason=reason)


@transaction.atomic
def propose_reopening(motion: Motion, *, by: User, reason: str, seen: int | None = None) -> Ruling:
    """Propose that a ruling is taken back; the motion then waits for another one."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_reopen(motion, by=by, now=clock.now()))
    return _propose(motion, Outcome.REOPENED, by=by, reason=reason, ends=selectors.ruling_in_force(motion))


@transaction.atomic
def propose_hiding(
    motion: Motion, *, by: User, reason: str, number: int | None = None, seen: int | None = None
) -> Ruling:
    """Propose that readers no longer see a motion, or one text of it by its number."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_hide(motion, by=by, number=number))
    if number is None:
        return _propose(motion, Outcome.HIDDEN, by=by, reason=reason)
    revision = motion.revisions.get(number=number)
    return _propose(motion, Outcome.TEXT_HIDDEN, by=by, reason=reason, revision=revision)


@transaction.atomic
def propose_redaction(
    motion: Motion, *, by: User, passages: Sequence[str], reason: str, seen: int | None = None
) -> Ruling:
    """Propose a text without some words, which hides every text before it."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_redact(motion, by=by, passages=passages))
    ruling = _propose(motion, Outcome.REDACTED, by=by, reason=reason)
    present = motion.text
    left = Text(present.title, present.body, present.appendix).without(passages)
    ProposedText.objects.create(
        ruling=ruling,
        title=left.title,
        body=left.body,
        appendix=left.appendix,
        options=options.write(options.without(composites_selectors.options_of(present), passages)),
    )
    return ruling


@transaction.atomic
def propose_showing(
    motion: Motion, *, by: User, hidden_by: Ruling, reason: str, seen: int | None = None
) -> Ruling:
    """Propose that readers see again what one ruling hides."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_show(motion, by=by))
    return _propose(motion, Outcome.SHOWN, by=by, reason=reason, ends=hidden_by)


@transaction.atomic
def propose_admission(motion: Motion, *, by: User, reason: str, seen: int | None = None) -> Ruling:
    """Propose that a late motion is treated as if it had been in time."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_admit(motion, by=by, now=clock.now()))
    return _propose(motion, Outcome.ADMITTED, by=by, reason=reason)


@transaction.atomic
def propose_override(
    motion: Motion, *, by: User, rule: str, reason: str, lifts_limit: bool = False, seen: int | None = None
) -> Ruling:
    """Propose that a rule does not count for a motion, which is printed with it.

    Where that `lifts_limit`, neither this text nor a later one has to keep the word limit.
    """
    motion = lock(motion, seen=seen)
    allow(rules.why_not_override(motion, by=by, now=clock.now()))
    ruling = _propose(motion, Outcome.OVERRIDDEN, by=by, rule=rule, reason=reason)
    ruling.lifts_limit = lifts_limit
    ruling.save(update_fields=["lifts_limit"])
    return ruling


@transaction.atomic
def propose_on_appeal(
    motion: Motion, *, by: User, allowed: bool, reason: str, seen: int | None = None
) -> Ruling:
    """Propose that an appeal against ruling a motion out is allowed, or refused."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_decide_appeal(motion, by=by))
    if not allowed:
        return _propose(motion, Outcome.APPEAL_REFUSED, by=by, reason=reason)
    ruling = appeals_selectors.ruling_out(motion)
    return _propose(motion, Outcome.APPEAL_ALLOWED, by=by, reason=reason, ends=ruling)


def _propose(
    motion: Motion,
    outcome: Outcome,
    *,
    by: User,
    reason: str,
    rule: str = "",
    revision: Revision | None = None,
    ends: Ruling | None = None,
) -> Ruling:
    """The first of two people; nothing changes and nobody outside is told until a second agrees."""
    ruling = Ruling.objects.create(
        motion=motion,
        revision=revision or motion.text,
        outcome=outcome,
        rule=rule,
        reason=reason,
        ends=ends,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    record(motion, PROPOSED.get(outcome, Act.PROPOSED), by=Actor.user(by), ruling=ruling.pk)
    outbox.post(*emails.second_person(motion, ruling=ruling))
    return ruling


@transaction.atomic
def second(motion: Motion, *, by: User, seen: int | None = None) -> Ruling:
    """The second of two people: what was proposed is done, and those behind the motion are told."""
    motion = lock(motion, seen=seen)
    ruling = _proposal(motion)
    allow(rules.why_not_second(ruling, by=by, now=clock.now()))
    if ruling.outcome in SENTENCES:
        amendments_workflow.lock_amendments([motion])  # what acts on them write is written before it or after
    ruling.seconded_by, ruling.decided_at = by, clock.now()
    ruling.save()
    if ruling.ends:
        ruling.ends.ended_at = ruling.decided_at
        ruling.ends.save(update_fields=["ended_at"])
    CARRIED_OUT[Outcome(ruling.outcome)](motion, ruling, by=Actor.user(by))
    return ruling


@transaction.atomic
def decline(motion: Motion, *, by: User, seen: int | None = None) -> Ruling:
    """The proposal ends and the motion is as it was before."""
    motion = lock(motion, seen=seen)
    ruling = _proposal(motion)
    allow(rules.why_not_decline(ruling, by=by))
    ruling.declined_at = clock.now()
    ruling.save()
    ProposedText.objects.filter(ruling=ruling).delete()
    act = DECLINED.get(Outcome(ruling.outcome), Act.DECLINED)
    record(motion, act, by=Actor.user(by), ruling=ruling.pk)
    return ruling


def _rule_out(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    move(motion, Status.RULED_OUT, Act.RULED_OUT, by=by, ruling=ruling.pk)
    forget_papers(motion)
    outbox.post(*emails.ruled_out(motion, ruling=ruling), *amendments_emails.motion_ended(motion))


def _reopen(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    to_all, was_out = emails.reopened(motion, ruling=ruling), motion.status in ENDED
    move(motion, Status.RECEIVED, Act.REOPENED, by=by, ruling=ruling.pk)
    outbox.post(*to_all, *(amendments_emails.motion_back(motion, ruling=ruling) if was_out else ()))
    amendments_workflow.ask_what_waits(motion)


def _hide(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    act = Act.HIDDEN if ruling.outcome == Outcome.HIDDEN else Act.TEXT_HIDDEN
    record(motion, act, by=by, public=True, ruling=ruling.pk)
    forget_papers(motion)
    outbox.post(
        *emails.hidden(motion, ruling=ruling), *amendments_emails.motion_hidden(motion, ruling=ruling)
    )


def _redact(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    proposed = ruling.proposed_text
    text = Text(proposed.title, proposed.body, proposed.appendix)
    change = amendments_workflow.change_to_same_base(motion, text)
    revision = add_revision(motion, text, by=by, why=ruling.reason, redacted=True, **change)
    composites_workflow.follow(motion, revision, options.read(proposed.options))
    proposed.delete()
    record(motion, Act.REDACTED, by=by, public=True, ruling=ruling.pk, revision=revision.number)
    forget_papers(motion)
    outbox.post(*emails.redacted(motion, ruling=ruling))
    amendments_workflow.follow(motion, by=by)
    leave_hidden_texts(motion)


def _show(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    record(motion, Act.SHOWN, by=by, public=True, ruling=ruling.pk)
    outbox.post(*emails.shown(motion, ruling=ruling), *amendments_emails.motion_hidden(motion, ruling=ruling))


def _admit(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    was, motion.late = placing_selectors.labels(motion), False
    record(motion, Act.ADMITTED, by=by, public=True, ruling=ruling.pk)
    change_series(motion, was_under=motion.item, by=by)
    how = ", although it was late"
    outbox.post(*placing_emails.placed(motion, what="admitted", how=how, was=was, reason=ruling.reason))


def _override(motion: Motion, ruling: Ruling, *, by: Actor) -> None:
    record(motion, Act.OVERRIDDEN, by=by, public=True, ruling=ruling.pk)
    outbox.post(*emails.overridden(motion, ruling=ruling))


CARRIED_OUT: dict[Outcome, Callable[..., None]] = {
    Outcome.RULED_OUT: _rule_out,
    Outcome.REOPENED: _reopen,
    Outcome.HIDDEN: _hide,
    Outcome.TEXT_HIDDEN: _hide,
    Outcome.REDACTED: _redact,
    Outcome.SHOWN: _show,
    Outcome.ADMITTED: _admit,
    Outcome.OVERRIDDEN: _override,
    Outcome.APPEAL_ALLOWED: allow_appeal,
    Outcome.APPEAL_REFUSED: refuse_appeal,
}


def _proposal(motion: Motion) -> Ruling:
    """The proposal about a held motion that waits for a second person."""
    if (ruling := selectors.open_ruling(motion)) is None:
        raise NotAllowed([rules.NO_PROPOSAL])
    return ruling
