"""The acts on the roster: a week filled at once, an empty place taken, and swaps of duties."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.emails.models import Email
from lla.time import clock, weeks

from ..channels.models import Channel
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..record.workflow import record
from . import emails, rules, selectors
from .choices import DutyKind, RosterAct, SwapStatus
from .coverage import Facts, Place, place_in_words, place_of
from .models import RosterDuty, RosterFeed, Swap


@dataclass(frozen=True, slots=True)
class Change:
    """Who looks after a place: whom the page showed, and whom it is to be; None is nobody."""

    place: Place
    was: int | None
    now: int | None


@transaction.atomic
def assign(changes: Iterable[Change], *, by: Actor) -> int:
    """Change the roster whole or not at all, and write once to each person; answers how many places changed.

    A place that somebody else has changed meanwhile is told, not overwritten.
    """
    changes = sorted(changes, key=lambda change: (change.place.on, change.place.channel, change.place.kind))
    if not changes:
        return 0
    lock_channels(change.place.channel for change in changes)
    first, last = changes[0].place.on, changes[-1].place.on
    rows = {place_of(duty): duty for duty in RosterDuty.objects.in_days(first, last)}
    facts = selectors.with_names_of(selectors.facts(first, last), rows.values())
    figures = parameters_in_force()
    holders = {place: duty.user_id for place, duty in rows.items()}
    real = [change for change in changes if holders.get(change.place) != change.now]
    allow([words for change in real for words in _why_not(change, holders.get(change.place), facts, figures)])
    for change in real:
        _put(change, rows.get(change.place), by=by)
    if real:
        week = weeks.named(weeks.monday_of(first))
        keys = [
            [place.channel, place.kind, place.on.isoformat(), holders.get(place), change.now]
            for change in real
            for place in [change.place]
        ]
        record(f"roster:{week}", RosterAct.ASSIGNED, by=by, places=keys)
        _tell(real, holders, facts, by=by)
    return len(real)


def _why_not(change: Change, holder: int | None, facts: Facts, figures: Parameters) -> list[str]:
    """Why one place cannot change so: somebody else changed it, or the rules are against it."""
    place, now = change.place, clock.now()
    if holder != change.was:
        who = facts.named(holder) if holder else "nobody"
        words = f"{place_in_words(place, facts)}, has changed since you opened the page. It is now {who}."
        return [words]
    if change.now is None:
        return rules.why_not_then(place, figures, now=now)
    return rules.why_not_assign(place, change.now, facts, figures, now=now)


def _put(change: Change, duty: RosterDuty | None, *, by: Actor) -> None:
    """Make the row, give it to somebody else, or take it away; swaps that were asked for end."""
    if duty:
        close_for(duty, by=by)
    if change.now is None:
        if duty:
            duty.delete()
    elif duty:
        duty.user_id = change.now
        duty.save(update_fields=["user", "changed_at"])
    else:
        place = change.place
        RosterDuty.objects.create(channel_id=place.channel, kind=place.kind, on=place.on, user_id=change.now)


@transaction.atomic
def take(place: Place, *, user: User, by: Actor) -> RosterDuty:
    """Somebody takes a place that is empty; of two at once the second is told who has it."""
    lock_channels([place.channel])
    rows = RosterDuty.objects.in_days(place.on, place.on).filter(channel=place.channel, kind=place.kind)
    holder = next((duty.user for duty in rows), None)
    facts, figures = selectors.facts(place.on, place.on), parameters_in_force()
    allow(rules.why_not_take(place, user, holder, facts, figures, now=clock.now()))
    duty = RosterDuty.objects.create(channel_id=place.channel, kind=place.kind, on=place.on, user=user)
    record(duty, RosterAct.TAKEN, by=by)
    return duty


def lock_channels(channels: Iterable[int]) -> None:
    """Let one act at a time change the roster of these channels, locked in one order."""
    rows = Channel.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(rows.filter(pk__in=set(channels)).values_list("pk"))


def tell_once(
    rows: QuerySet[Any],
    told_at: str,
    kind: DutyKind,
    *,
    whom: Callable[..., list[User]],
    email: Callable[[User, Sequence[Any]], Email],
) -> list[Any]:
    """Write about the rows that nobody was told of, one email to each person; answers those rows.

    `told_at` is the field that keeps when they were; `whom` picks people from those who are there and those
    who have such duties today, by channel. A row for which nobody is there waits for the next time.
    """
    now = clock.now()
    untold = rows.filter(**{told_at: None})
    waiting = list(untold.select_for_update(of=("self",), no_key=True, skip_locked=True))
    if not waiting:
        return []
    present = selectors.Present(now=now)
    on_duty = present.on_duty(kind)
    readers: dict[User, list[Any]] = defaultdict(list)
    for row in waiting:
        for person in whom(row, present, on_duty):
            readers[person].append(row)
    told = {row.pk: row for of_one in readers.values() for row in of_one}
    outbox.post(*(email(person, of_one) for person, of_one in readers.items()))
    rows.model._default_manager.filter(pk__in=told).update(**{told_at: now})
    return list(told.values())


@transaction.atomic
def renew_calendar(user: User) -> RosterFeed:
    """A private address for somebody's duties; all earlier ones end."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    feed, made = RosterFeed.objects.get_or_create(user=user)
    if not made:
        feed.version += 1
        feed.save(update_fields=["version"])
    return feed


def _tell(changes: Iterable[Change], holders: Mapping[Place, int], facts: Facts, *, by: Actor) -> None:
    """One email to each person whose duties changed, but not to who changed them."""
    gained: dict[int, list[str]] = {}
    lost: dict[int, list[str]] = {}
    for change in changes:
        words = place_in_words(change.place, facts)
        if change.now is not None:
            gained.setdefault(change.now, []).append(words)
        if before := holders.get(change.place):
            lost.setdefault(before, []).append(words)
    people = User.objects.in_bulk(person for person in {**gained, **lost} if by.key != f"user:{person}")
    outbox.post(
        *(
            emails.assigned(user, gained=gained.get(pk, []), lost=lost.get(pk, []))
            for pk, user in people.items()
        )
    )


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
    row = RosterDuty.objects.filter(pk=duty).first()
    if row:
        Channel.objects.select_for_update(of=("self",), no_key=True).get(pk=row.channel_id)
        row = RosterDuty.objects.select_related("channel", "user").filter(pk=duty).first()
    if row is None:
        raise NotAllowed([GONE])
    return row


def _again(swap: Swap, duty: RosterDuty) -> Swap:
    """The swap as it is now that the duty is held."""
    swap = Swap.objects.select_related("asked_by", "to", "answered_by").get(pk=swap.pk)
    swap.duty = duty
    return swap


def _move(swap: Swap, status: SwapStatus, *, by: Actor, user: User | None = None) -> None:
    if status not in rules.MOVES[swap.status]:
        raise NotAllowed([rules.ANSWERED[SwapStatus(swap.status)]])
    swap.status = status
    swap.answered_at, swap.answered_by = clock.now(), user
    swap.save()
    record(swap, status, by=by, duty=swap.duty_id)
