"""Asking somebody to take over a duty, and what comes of it."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ...channels.models import Channel
from ...record.workflow import record
from .. import emails, rules, selectors
from ..choices import SwapStatus
from ..coverage import place_of
from ..models import RosterDuty, Swap

GONE = "This duty is not on the roster any more."


@transaction.atomic
def ask(duty: RosterDuty, *, to: User | None, note: str = "", user: User, by: Actor) -> Swap:
    """Ask one person, or everybody who could, to take over a duty; each of them has an email."""
    duty = _hold(duty.pk)
    facts = selectors.facts(duty.on, duty.on)
    asked = duty.swaps.filter(status=SwapStatus.ASKED).exists()
    allow(rules.why_not_ask(duty, user, to, facts, asked=asked, now=clock.now()))
    swap = Swap.objects.create(duty=duty, asked_by=user, to=to, note=note)
    record(swap, SwapStatus.ASKED, by=by, duty=duty.pk, to=to.pk if to else None)
    keys = [to.pk] if to else [key for key in facts.able(place_of(duty)) if key != user.pk]
    outbox.post(*emails.asked(swap, User.objects.filter(pk__in=keys)))
    return swap


@transaction.atomic
def accept(swap: Swap, *, user: User, by: Actor) -> Swap:
    """Take over the duty; of two who accept at once, the second is told that it is taken."""
    duty = _hold(swap.duty_id)
    swap = _again(swap, duty)
    allow(rules.why_not_accept(swap, user, selectors.facts(duty.on, duty.on), now=clock.now()))
    duty.user = user
    duty.save(update_fields=["user", "changed_at"])
    _move(swap, SwapStatus.TAKEN, by=by, user=user)
    outbox.post(emails.accepted(swap))
    return swap


@transaction.atomic
def decline(swap: Swap, *, user: User, by: Actor) -> Swap:
    swap = _again(swap, _hold(swap.duty_id))
    allow(rules.why_not_decline(swap, user))
    _move(swap, SwapStatus.DECLINED, by=by, user=user)
    outbox.post(emails.declined(swap))
    return swap


@transaction.atomic
def withdraw(swap: Swap, *, user: User, by: Actor) -> Swap:
    """Keep the duty after all; the one person who was asked hears of it."""
    swap = _again(swap, _hold(swap.duty_id))
    allow(rules.why_not_withdraw(swap, user))
    _move(swap, SwapStatus.WITHDRAWN, by=by, user=user)
    if swap.to:
        outbox.post(emails.withdrawn(swap, swap.to))
    return swap


def close_for(duty: RosterDuty, *, by: Actor) -> None:
    """The roster has changed under a swap that was asked for: nobody need answer it any more."""
    for swap in duty.swaps.filter(status=SwapStatus.ASKED):
        _move(swap, SwapStatus.WITHDRAWN, by=by)


@transaction.atomic
def lapse(swap: Swap) -> None:
    """Close a swap that nobody answered, unless somebody just has."""
    swap = _again(swap, _hold(swap.duty_id))
    if swap.status == SwapStatus.ASKED:
        _move(swap, SwapStatus.WITHDRAWN, by=SYSTEM)


def _hold(duty: int) -> RosterDuty:
    """The duty as it is now; one act at a time changes the roster of its channel."""
    found = RosterDuty.objects.filter(pk=duty).first()
    if found:
        Channel.objects.select_for_update(of=("self",), no_key=True).get(pk=found.channel_id)
        found = RosterDuty.objects.select_related("channel", "user").filter(pk=duty).first()
    if found is None:
        raise NotAllowed([GONE])
    return found


def _again(swap: Swap, duty: RosterDuty) -> Swap:
    """The swap as it is now that the duty is held."""
    swap = Swap.objects.select_related("asked_by", "to").get(pk=swap.pk)
    swap.duty = duty
    return swap


def _move(swap: Swap, status: SwapStatus, *, by: Actor, user: User | None = None) -> None:
    if status not in rules.MOVES[swap.status]:
        raise NotAllowed([rules.ANSWERED[SwapStatus(swap.status)]])
    swap.status = status
    swap.answered_at, swap.answered_by = clock.now(), user
    swap.save()
    record(swap, status, by=by, duty=swap.duty_id)
