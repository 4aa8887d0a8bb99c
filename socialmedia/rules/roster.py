"""Whether somebody may be put on the roster, take a duty, or swap one; and the facts these questions need."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.models import User

from .. import weeks
from ..choices import ChannelAct, ChannelStatus, SwapStatus
from ..models import Appointment, Channel, Leave, RosterDuty, SocialEvent, Swap
from ..parameters import Parameters
from ..roster import (
    Away,
    Duty,
    Facts,
    Held,
    Looked,
    Place,
    open_days,
    place_in_words,
    places,
    short,
    why_not_there,
)

MOVES: dict[str, frozenset[str]] = {
    SwapStatus.ASKED: frozenset({SwapStatus.TAKEN, SwapStatus.DECLINED, SwapStatus.WITHDRAWN}),
    SwapStatus.TAKEN: frozenset(),
    SwapStatus.DECLINED: frozenset(),
    SwapStatus.WITHDRAWN: frozenset(),
}
# The steps after which a channel is open or not.
TURNS: dict[str, bool] = {
    ChannelAct.MADE: False,
    ChannelAct.OPENED: True,
    ChannelAct.REOPENED: True,
    ChannelAct.SUSPENDED: False,
    ChannelAct.CLOSED: False,
}
NOT_YOURS = "This is not your duty, so you cannot give it away."
ASKED_ALREADY = "You have already asked for a swap of this duty. Withdraw that request first."
YOURSELF = "You already have this duty. Ask somebody else."
NOT_ASKED = "This request is to somebody else."
NOT_BY_YOU = "Only the person who asked for a swap can withdraw it."
DECLINED_BY_NOBODY = "This request is to anybody, so you do not have to decline it."
ANSWERED = {
    SwapStatus.TAKEN: "Somebody has already taken this duty.",
    SwapStatus.DECLINED: "This swap has already been declined.",
    SwapStatus.WITHDRAWN: "This swap has been withdrawn.",
}


def facts(first: date, last: date) -> Facts:
    """Who could look after what in these days, as the database has it: three queries."""
    held = Appointment.objects.in_days(first, last).filter(user__is_active=True).select_related("user")
    away = Leave.objects.in_days(first, last)
    channels = Channel.objects.select_related("platform")
    return Facts(
        channels=[Looked(one.pk, one.name, one.kind, one.status == ChannelStatus.OPEN) for one in channels],
        held=[Held(one.user_id, one.channel_id, one.starts_on, one.ends_on) for one in held],
        away=[Away(one.user_id, one.starts_on, one.ends_on) for one in away],
        names={one.user_id: str(one.user) for one in held},
    )


def missing(first: date, last: date) -> int:
    """How many duties of a day nobody had, of channels that were open all that day."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    taken = {place_of(one) for one in RosterDuty.objects.in_days(first, last)}
    steps = _steps()
    wanted = []
    for one in facts(first, last).channels:
        told = steps.get(one.key, [(date.min, one.open)])
        wanted += places([replace(one, open=True)], open_days(told, days))
    return sum(place not in taken for place in wanted)


def _steps() -> dict[int, list[tuple[date, bool]]]:
    """For each channel the days on which it was planned, opened or left alone, as the record tells them."""
    told = SocialEvent.objects.filter(about__startswith="channel:", act__in=TURNS).order_by("pk")
    found: dict[int, list[tuple[date, bool]]] = {}
    for about, act, at in told.values_list("about", "act", "at"):
        found.setdefault(int(about.removeprefix("channel:")), []).append((localdate(at), TURNS[act]))
    return found


def with_names_of(facts: Facts, duties: Iterable[RosterDuty]) -> Facts:
    """The same facts, which also name those who are down for a duty and hold no role any more."""
    names = {one.user_id: str(one.user) for one in duties}
    return Facts(facts.channels, facts.held, facts.away, {**names, **facts.names})


def duties_of(rows: Iterable[RosterDuty]) -> list[Duty]:
    return [Duty(place_of(one), one.user_id) for one in rows]


def place_of(duty: RosterDuty) -> Place:
    return Place(duty.channel_id, duty.kind, duty.on)


def last_day(figures: Parameters, *, now: datetime) -> date:
    """How far the roster looks: to the Sunday of the week that holds the last of its days."""
    ahead = localdate(now) + timedelta(days=figures.roster_days)
    return weeks.days_of(weeks.monday_of(ahead))[-1]


def why_not_then(place: Place, figures: Parameters, *, now: datetime) -> list[str]:
    """A day that has passed stays as it was, and one too far ahead has no roster yet."""
    if place.on < localdate(now):
        return [f"{short(place.on)} has passed, so its roster cannot be changed."]
    if place.on > last_day(figures, now=now):
        days = figures.roster_days
        return [f"{short(place.on)} is too far ahead. The roster covers the next {days} days."]
    return []


def why_not_assign(
    place: Place, person: int, facts: Facts, figures: Parameters, *, now: datetime
) -> list[str]:
    """Somebody is put on the roster by the coordinator, or by themselves."""
    return why_not_then(place, figures, now=now) or why_not_there(person, place, facts)


def why_not_take(
    place: Place, user: User, holder: User | None, facts: Facts, figures: Parameters, *, now: datetime
) -> list[str]:
    """Somebody takes what nobody looks after; `holder` is who does by now."""
    if holder:
        who = "You already look" if holder == user else f"{holder} already looks"
        return [f"{who} after this: {place_in_words(place, facts)}."]
    return why_not_assign(place, user.pk, facts, figures, now=now)


def why_not_ask(
    duty: RosterDuty, user: User, to: User | None, facts: Facts, *, asked: bool, now: datetime
) -> list[str]:
    """Somebody asks another, or anybody when `to` is None, to take their duty; `asked` is whether one is."""
    if duty.user_id != user.pk:
        return [NOT_YOURS]
    if reasons := _over(duty, now=now):
        return reasons
    if asked:
        return [ASKED_ALREADY]
    if to == user:
        return [YOURSELF]
    return why_not_there(to.pk, place_of(duty), facts) if to else []


def why_not_accept(swap: Swap, user: User, facts: Facts, *, now: datetime) -> list[str]:
    if reasons := _answered(swap):
        return reasons
    if user.pk == swap.asked_by_id:
        return [YOURSELF]
    if swap.to_id and swap.to_id != user.pk:
        return [NOT_ASKED]
    return _over(swap.duty, now=now) or why_not_there(user.pk, place_of(swap.duty), facts)


def why_not_decline(swap: Swap, user: User) -> list[str]:
    if reasons := _answered(swap):
        return reasons
    if swap.to_id is None:
        return [DECLINED_BY_NOBODY]
    return [] if swap.to_id == user.pk else [NOT_ASKED]


def why_not_withdraw(swap: Swap, user: User) -> list[str]:
    return _answered(swap) or ([] if swap.asked_by_id == user.pk else [NOT_BY_YOU])


def _answered(swap: Swap) -> list[str]:
    status = SwapStatus(swap.status)
    return [ANSWERED[status]] if status in ANSWERED else []


def _over(duty: RosterDuty, *, now: datetime) -> list[str]:
    if duty.on < localdate(now):
        return [f"{short(duty.on)} has passed, so this duty can no longer be swapped."]
    return []
