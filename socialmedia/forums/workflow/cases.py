"""The acts on a case: it is opened, the others and the leadership are heard, it is decided and closed."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed, allow
from lla.time import clock

from ...channels.models import Channel
from ...consultations import workflow as consultations_workflow
from ...consultations.choices import Asked
from ...consultations.models import Consultation
from ...deliberations import workflow as deliberations
from ...guidelines.selectors import parameters_in_force
from ...record.workflow import lock, record
from .. import rules
from ..choices import CaseAct, CaseOutcome, CaseStatus
from ..models import BreachCase, ForumRule, Participant


@transaction.atomic
def open_case(
    participant: Participant, channel: Channel, *, words: str = "", by: Actor, opened_by: User | None = None
) -> BreachCase:
    """Open a case with the breaches that count, and ask everybody in the team.

    A breach too many opens it by itself; a member who does gives a reason in `words`. Whoever of us the
    person may be is kept out from the first moment.
    """
    lock(participant)
    allow(rules.why_not_open(participant, channel, by=opened_by))
    allow([rules.SAY_WHY] if opened_by and not words.strip() else [])
    now, figures = clock.now(), parameters_in_force()
    case = BreachCase.objects.create(
        participant=participant, channel=channel, opened_at=now, opened_by=opened_by
    )
    for user in rules.may_be(participant):
        deliberations.keep_out(case, user, by=SYSTEM)
    breaches = rules.new_breaches(participant, channel, now=now, figures=figures).update(case=case)
    counted = f"{breaches} breach{'' if breaches == 1 else 'es'} within {figures.breach_days} days."
    opens_at = f"The guidelines open a case at {figures.breach_times}."
    case.consultation = consultations_workflow.open_consultation(
        f"{case} in {channel}: should this person be banned?",
        background=f"{words}\n\n{counted}" if words else f"{counted} {opens_at}",
        about=case,
        leave_out=case.kept_out.all(),
        by=by,
        opened_by=opened_by,
    )
    case.save()
    record(case, CaseAct.OPENED, by=by, breaches=breaches)
    return case


@transaction.atomic
def keep_out(case: BreachCase, *, people: Collection[User], by: User) -> BreachCase:
    """Say afresh who of us it may be about: these are kept out, and whoever else was is let in.

    What somebody said of it before they were kept out is forgotten.
    """
    case = hold(case, by=by)
    allow(rules.why_not_keep_out(people, by=by))
    out = list(case.kept_out.all())
    for user in [user for user in out if user not in people]:
        deliberations.let_in(case, user, by=_actor(by))
    for user in [user for user in people if user not in out]:
        deliberations.keep_out(case, user, by=_actor(by))
    return case


@transaction.atomic
def ask_leadership(case: BreachCase, *, by: User) -> Consultation:
    """Put the case to the leadership as well, once."""
    case = hold(case, by=by)
    allow([] if case.status == CaseStatus.OPEN else rules.done_already(case, CaseAct.DECIDED))
    if case.questions.filter(asked=Asked.LEADERSHIP).exists():
        raise NotAllowed(rules.done_already(case, CaseAct.LEADERSHIP_ASKED))
    actor = _actor(by)
    asked = consultations_workflow.open_consultation(
        f"{case} in {case.channel}: should this person be banned?",
        background=case.consultation.background if case.consultation else "",
        asked=Asked.LEADERSHIP,
        about=case,
        leave_out=case.kept_out.all(),
        by=actor,
        opened_by=by,
    )
    record(case, CaseAct.LEADERSHIP_ASKED, by=actor)
    return asked


@transaction.atomic
def note_leadership(
    case: BreachCase, *, consulted: bool, words: str, before: str | None = None, by: User
) -> BreachCase:
    """Record what the leadership said, or why it was not consulted; until it is decided the latest counts.

    `before` is what its writer had read there. Whatever was noted stays in the record.
    """
    case = hold(case, by=by)
    allow(rules.why_not_note_leadership(case, words))
    act = CaseAct.LEADERSHIP_NOTED
    deliberations.note_leadership(
        case, act, consulted=consulted, words=words, before=before, user=by, by=_actor(by)
    )
    return case


@transaction.atomic
def decide(
    case: BreachCase,
    *,
    outcome: str,
    rule: ForumRule | None = None,
    days: int | None = None,
    reason: str,
    how_to_appeal: str = "",
    by: User,
) -> BreachCase:
    """Decide it. Of two at once one decides, and the other is told that it is decided."""
    case = hold(case, by=by)
    figures = parameters_in_force()
    allow(rules.why_not_decide(case, outcome=outcome, rule=rule, days=days, by=by, figures=figures))
    acts = outcome != CaseOutcome.NOTHING
    allow(
        ([] if reason.strip() else [rules.SAY_WHY])
        + ([rules.SAY_APPEAL_WAY] if acts and not how_to_appeal.strip() else [])
    )
    case.outcome, case.rule, case.days, case.reason = outcome, rule if acts else None, days, reason
    case.how_to_appeal = how_to_appeal if acts else ""
    case.decided_at, case.decided_by = clock.now(), by
    _move(case, CaseStatus.DECIDED, CaseAct.DECIDED, by=by, words=reason, outcome=outcome, days=days)
    deliberations.end_questions(case, outcome=CaseOutcome(outcome).label, by=_actor(by))
    return case


@transaction.atomic
def mark_told(case: BreachCase, *, words: str, by: User) -> BreachCase:
    """Note that the person was told, and in which words."""
    case = hold(case, by=by)
    allow(rules.why_not_tell(case) or ([] if words.strip() else [rules.SAY_TOLD]))
    case.told_at, case.told_words = clock.now(), words
    case.save()
    record(case, CaseAct.TOLD, by=_actor(by))
    return case


@transaction.atomic
def appeal(case: BreachCase, *, words: str, by: User) -> BreachCase:
    """Note that the person appeals, and what they say."""
    case = hold(case, by=by)
    allow(rules.why_not_appeal(case) or ([] if words.strip() else [rules.SAY_APPEAL]))
    case.appeal_words, case.appealed_at = words, clock.now()
    _move(case, CaseStatus.APPEALED, CaseAct.APPEALED, by=by)
    return case


@transaction.atomic
def decide_appeal(
    case: BreachCase, *, outcome: str, days: int | None = None, reason: str, by: User
) -> BreachCase:
    """Let it stand or make it milder, by somebody else than who decided it; the person is told afresh."""
    case, now = hold(case, by=by), clock.now()
    allow(rules.why_not_decide_appeal(case, outcome=outcome, days=days, by=by, now=now))
    allow([] if reason.strip() else [rules.SAY_WHY])
    case.outcome, case.days, case.reason = outcome, days, reason
    case.appeal_decided_at, case.appeal_decided_by = now, by
    case.told_at, case.told_words = None, ""
    _move(case, CaseStatus.DECIDED, CaseAct.APPEAL_DECIDED, by=by, words=reason, outcome=outcome, days=days)
    return case


@transaction.atomic
def close(case: BreachCase, *, by: User) -> BreachCase:
    case = hold(case, by=by)
    allow(rules.why_not_close(case))
    case.closed_at = clock.now()
    _move(case, CaseStatus.CLOSED, CaseAct.CLOSED, by=by)
    return case


def hold(case: BreachCase, *, by: User | None = None) -> BreachCase:
    """The case as it is now, locked to the end of the transaction; `by` is not kept out of it."""
    locked = lock(case, "participant__platform", "channel", "consultation", "rule")
    allow(rules.why_not_see(locked, by) if by else [])
    return locked


def _actor(user: User) -> Actor:
    return Actor.user(user, role="team")


def _move(case: BreachCase, status: CaseStatus, act: CaseAct, *, by: User, **said: Any) -> None:
    deliberations.move(case, rules.MOVES, status, act, by=_actor(by), **said)
