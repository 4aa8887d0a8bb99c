"""Beginning and ending a round, taking a group to ring, and the result of each call."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.locks import one_wins
from lla.acts.refusals import NotAllowed, allow
from lla.time import clock

from ..consents import workflow as consents_workflow
from ..contacts.models import Contact
from ..conversations import workflow as conversations_workflow
from ..conversations.choices import How, Outcome
from ..conversations.rules import KEPT_FOR, NO_DAY, Said
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors
from .models import Call, Round, Turn
from .selectors import Standing


@transaction.atomic
def start(region: Region, why: str, *, by: User) -> Round:
    now = clock.now()
    found, opened = selectors.standings(region, None, now=now), selectors.open_round(region)
    allow(rules.why_not_start(region, found, opened, by, now=now))
    with one_wins(lambda: [rules.OPEN_ALREADY]):
        return Round.objects.create(region=region, why=why, started_by=by)


@transaction.atomic
def end(ring_round: Round, *, by: User) -> Round:
    """Nobody else is rung in it; whoever is on the telephone can still say the result."""
    ring_round, now = _lock(ring_round), clock.now()
    allow(rules.why_not_ring(ring_round, by, now=now))
    ring_round.ended_at = now
    ring_round.save(update_fields=["ended_at"])
    return ring_round


@transaction.atomic
def take(ring_round: Round, group: Group, *, by: User) -> Turn:
    """Ring this group: nobody else does meanwhile."""
    ring_round, now = _lock(ring_round), clock.now()
    allow(rules.why_not_ring(ring_round, by, now=now))
    standing = _standing(ring_round, group, now=now)
    allow(rules.why_not_take(standing, by))
    return _take(ring_round, standing, by=by, now=now)


@transaction.atomic
def take_next(ring_round: Round, *, by: User) -> Turn | None:
    """Ring the next group that nobody rings now; None when none is left for the moment."""
    ring_round, now = _lock(ring_round), clock.now()
    allow(rules.why_not_ring(ring_round, by, now=now))
    found = selectors.standings(ring_round.region, ring_round, now=now)
    standing = selectors.next_group(found, by)
    if standing is None:
        ring_round.turns.filter(by=by).delete()
        return None
    return _take(ring_round, standing, by=by, now=now)


@transaction.atomic
def leave(ring_round: Round, *, by: User) -> None:
    """Stop for now: the group that somebody has taken is free for others."""
    ring_round = _lock(ring_round)
    ring_round.turns.filter(by=by).delete()


@transaction.atomic
def record(
    ring_round: Round,
    group: Group,
    contact: Contact,
    outcome: Outcome,
    *,
    by: User,
    words: str = "",
    again_on: date | None = None,
) -> Call:
    """The result of one call, with a note about the group; the group is free again.

    Whoever asked not to be rung, or whose number was another's, is not rung any more from now on. Unless
    nobody answered, this was the call back that was asked for earlier.
    """
    ring_round, now = _lock(ring_round), clock.now()
    standing = _standing(ring_round, group, now=now)
    allow(rules.why_not_record(ring_round, standing, contact, outcome, by, now=now))
    if outcome == Outcome.CALL_BACK and again_on is None:
        raise NotAllowed([NO_DAY])
    again_on = again_on if outcome == Outcome.CALL_BACK else None
    said = Said(localdate(now), How.TELEPHONE, outcome, words, again_on, by if again_on else None)
    if outcome != Outcome.NO_ANSWER:
        conversations_workflow.finish_calling_back(group, by=by)
    conversations_workflow.write(group, said, by=by)
    if outcome == Outcome.NOT_RUNG:
        consents_workflow.refuse_calls(contact, by=by)
    elif outcome == Outcome.WRONG_NUMBER:
        consents_workflow.drop_wrong_number(contact, by=by)
    ring_round.turns.filter(group=group, by=by).delete()
    return Call.objects.create(
        round=ring_round, group=group, contact=contact, by=by, outcome=outcome, again_on=again_on
    )


def forget_rounds() -> int:
    """Delete the rounds that began a year ago, with their calls, and whom nobody rings any more."""
    Turn.objects.filter(round__ended_at__lt=clock.now() - selectors.TURN_LASTS).delete()
    deleted, _ = Round.objects.filter(started_at__lt=clock.now() - KEPT_FOR).delete()
    return deleted


def _take(ring_round: Round, standing: Standing, *, by: User, now: datetime) -> Turn:
    """Nobody rings two groups at once, and a turn that was left for long is over."""
    ring_round.turns.filter(by=by).delete()
    ring_round.turns.filter(group=standing.group).delete()
    return Turn.objects.create(round=ring_round, group=standing.group, by=by, at=now)


def _standing(ring_round: Round, group: Group, *, now: datetime) -> Standing:
    found = selectors.standings(ring_round.region, ring_round, now=now, group=group)
    if not found:
        raise NotAllowed([rules.NOT_LEFT])
    return found[0]


def _lock(ring_round: Round) -> Round:
    rounds = Round.objects.select_for_update(of=("self",), no_key=True).select_related("region")
    return rounds.get(pk=ring_round.pk)
