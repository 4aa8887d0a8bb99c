"""Whether somebody may be put on the roster, take a duty, or swap one."""

from datetime import datetime

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..guidelines.parameters import Parameters
from .choices import SwapStatus
from .coverage import Facts, Place, place_in_words, place_of, short, why_not_there
from .models import RosterDuty, Swap
from .selectors import last_day

MOVES: dict[str, frozenset[str]] = {
    SwapStatus.ASKED: frozenset({SwapStatus.TAKEN, SwapStatus.DECLINED, SwapStatus.WITHDRAWN}),
    SwapStatus.TAKEN: frozenset(),
    SwapStatus.DECLINED: frozenset(),
    SwapStatus.WITHDRAWN: frozenset(),
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
    if status == SwapStatus.TAKEN and swap.answered_by:
        return [f"{swap.answered_by} has already taken this duty."]
    return [ANSWERED[status]] if status in ANSWERED else []


def _over(duty: RosterDuty, *, now: datetime) -> list[str]:
    if duty.on < localdate(now):
        return [f"{short(duty.on)} has passed, so this duty can no longer be swapped."]
    return []
