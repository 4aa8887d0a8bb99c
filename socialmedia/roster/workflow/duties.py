"""Filling the roster: the coordinator for a week at once, a member by taking what nobody has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock, weeks

from ...channels.models import Channel
from ...guidelines.parameters import Parameters
from ...guidelines.selectors import parameters_in_force
from ...record.workflow import record
from .. import emails, rules, selectors
from ..choices import RosterAct
from ..coverage import Facts, Place, place_in_words, place_of
from ..models import RosterDuty, RosterFeed
from .swaps import close_for


@dataclass(frozen=True, slots=True)
class Change:
    """Who looks after a place: whom the page showed, and whom it is to be; None is nobody."""

    place: Place
    was: int | None
    now: int | None


@dataclass(slots=True)
class _Told:
    """What one person gains and loses by a change of the roster."""

    gained: list[Place] = field(default_factory=list)
    lost: list[Place] = field(default_factory=list)


@transaction.atomic
def assign(changes: Iterable[Change], *, by: Actor) -> int:
    """Change the roster whole or not at all, and write once to each person; answers how many places changed.

    A place that somebody else has changed meanwhile is told, not overwritten.
    """
    changes = sorted(changes, key=lambda one: (one.place.on, one.place.channel, one.place.kind))
    if not changes:
        return 0
    lock_channels(one.place.channel for one in changes)
    first, last = changes[0].place.on, changes[-1].place.on
    rows = {place_of(duty): duty for duty in RosterDuty.objects.in_days(first, last)}
    facts = selectors.with_names_of(selectors.facts(first, last), rows.values())
    figures = parameters_in_force()
    held = {one.place: rows[one.place].user_id if one.place in rows else None for one in changes}
    real = [one for one in changes if held[one.place] != one.now]
    allow([words for one in real for words in _why_not(one, held[one.place], facts, figures)])
    for one in real:
        _put(one, rows.get(one.place), by=by)
    if real:
        record(
            f"roster:{weeks.named(weeks.monday_of(first))}",
            RosterAct.ASSIGNED,
            by=by,
            places=_keys(real, held),
        )
        _tell(real, held, facts, by=by)
    return len(real)


def _why_not(change: Change, held: int | None, facts: Facts, figures: Parameters) -> list[str]:
    """Why one place cannot change so: somebody else changed it, or the rules are against it."""
    place, now = change.place, clock.now()
    if held != change.was:
        who = facts.named(held) if held else "nobody"
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
    holder = next((one.user for one in rows), None)
    facts, figures = selectors.facts(place.on, place.on), parameters_in_force()
    allow(rules.why_not_take(place, user, holder, facts, figures, now=clock.now()))
    duty = RosterDuty.objects.create(channel_id=place.channel, kind=place.kind, on=place.on, user=user)
    record(duty, RosterAct.TAKEN, by=by)
    return duty


def lock_channels(channels: Iterable[int]) -> None:
    """Let one act at a time change the roster of these channels, locked in one order."""
    held = Channel.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(held.filter(pk__in=set(channels)).values_list("pk"))


@transaction.atomic
def renew_calendar(user: User) -> RosterFeed:
    """A private address for somebody's duties; all earlier ones end."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    feed, made = RosterFeed.objects.get_or_create(user=user)
    if not made:
        feed.version += 1
        feed.save(update_fields=["version"])
    return feed


def _keys(changes: Iterable[Change], held: Mapping[Place, int | None]) -> list[list[str | int | None]]:
    return [
        [one.place.channel, one.place.kind, one.place.on.isoformat(), held[one.place], one.now]
        for one in changes
    ]


def _tell(changes: Iterable[Change], held: Mapping[Place, int | None], facts: Facts, *, by: Actor) -> None:
    """One email to each person whose duties changed, but not to who changed them."""
    told: dict[int, _Told] = {}
    for one in changes:
        if one.now is not None:
            told.setdefault(one.now, _Told()).gained.append(one.place)
        if (before := held[one.place]) is not None:
            told.setdefault(before, _Told()).lost.append(one.place)
    people = User.objects.in_bulk(person for person in told if by.key != f"user:{person}")
    outbox.post(
        *(
            emails.assigned(
                user,
                gained=[place_in_words(place, facts) for place in told[pk].gained],
                lost=[place_in_words(place, facts) for place in told[pk].lost],
            )
            for pk, user in people.items()
        )
    )
