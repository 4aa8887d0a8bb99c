"""What may happen to a group's standing and region now."""

from collections.abc import Mapping
from datetime import datetime

from lla.accounts.models import User

from ..appointments import rules as appointments_rules
from ..groups.choices import GroupStatus
from ..groups.models import Group
from ..regions.models import Region
from . import selectors

NOT_OFFERED = (
    "The group is no longer offered to another region. The offer was answered, or the group has moved."
)

MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({GroupStatus.APPLIED}),
    GroupStatus.APPLIED: frozenset({GroupStatus.AFFILIATED, GroupStatus.LEFT}),
    GroupStatus.AFFILIATED: frozenset({GroupStatus.LAPSED, GroupStatus.LEFT}),
    GroupStatus.LAPSED: frozenset({GroupStatus.AFFILIATED, GroupStatus.LEFT}),
    GroupStatus.LEFT: frozenset({GroupStatus.AFFILIATED}),
}

STANDS: Mapping[GroupStatus, str] = {
    GroupStatus.APPLIED: "has applied",
    GroupStatus.AFFILIATED: "is affiliated",
    GroupStatus.LAPSED: "has lapsed",
    GroupStatus.LEFT: "has left",
}


def is_unconfirmed(group: Group) -> bool:
    """Whether somebody applied for the group and nobody has proved the address yet: it is not one so far."""
    waiting = group.application_confirmed_at is None
    return group.status == GroupStatus.APPLIED and group.applied_on is not None and waiting


def why_not_affiliate(group: Group) -> list[str]:
    if is_unconfirmed(group):
        return ["The group has not confirmed its application by email yet."]
    return _why_not_become(group, GroupStatus.AFFILIATED)


def why_not_lapse(group: Group) -> list[str]:
    return _why_not_become(group, GroupStatus.LAPSED)


def why_not_leave(group: Group) -> list[str]:
    return _why_not_become(group, GroupStatus.LEFT)


def why_not_propose(group: Group) -> list[str]:
    """An organiser's proposal to the committee that a group should be affiliated."""
    if reasons := why_not_affiliate(group):
        return reasons
    if Group.objects.proposed().filter(pk=group.pk).exists():
        return ["You have already proposed this group. The steering committee has to decide."]
    return []


def why_not_move(group: Group, *, to: Region | None) -> list[str]:
    """Moving to another region; without one, whether the group can be moved at all."""
    if group.status == GroupStatus.LEFT:
        return [f"{group} has left."]
    if to == group.region:
        return [f"{group} is already in {to}."]
    return []


def why_not_hand_over(group: Group, *, to: Region | None) -> list[str]:
    """Offering a group to another region; without one, whether it can be offered at all."""
    if reasons := why_not_move(group, to=to):
        return reasons
    if offer := selectors.offer_of(group):
        return [f"It is offered to {offer.to} already. That region has to answer, or you withdraw the offer."]
    return []


def why_not_withdraw_offer(group: Group) -> list[str]:
    """Taking an offer to another region away again, by whoever organises its own."""
    return [] if selectors.offer_of(group) else [NOT_OFFERED]


def why_not_settle(group: Group, *, by: User, now: datetime) -> list[str]:
    """Taking or refusing a group that is offered: for the other region's organiser, and the committee."""
    offer = selectors.offer_of(group)
    if offer is None:
        return [NOT_OFFERED]
    if by.is_active and by.has_perm("organisers.oversee"):
        return []
    return appointments_rules.why_not_organise(by, offer.to, now=now)


def why_not_verify(group: Group) -> list[str]:
    return [f"{group} has left."] if group.status == GroupStatus.LEFT else []


def _why_not_become(group: Group, status: GroupStatus) -> list[str]:
    if status in MOVES[group.status]:
        return []
    if group.status == status:
        return [f"{group} {STANDS[status]} already."]
    return [f"{group} {STANDS[GroupStatus(group.status)]}, so you cannot do this."]
