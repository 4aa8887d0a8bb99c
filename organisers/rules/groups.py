"""Who organises a region today, and what may happen to a group's standing and region now."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localdate

from lla.models import User

from ..choices import GroupStatus
from ..models import Acceptance, Appointment, Group, Region, Undertaking

NO_UNDERTAKING = "Accept the confidentiality undertaking first."
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


def why_not_appointed(user: User, region: Region, *, now: datetime) -> list[str]:
    """Being the organiser of a region: an appointment in force today, and nothing else."""
    if not user.is_active:
        return ["You can no longer sign in."]
    appointments = Appointment.objects.of(user).filter(region=region)
    if appointments.in_force(on=localdate(now)).exists():
        return []
    return [f"You are not the organiser of {region} today."]


def why_not_organise(user: User, region: Region, *, now: datetime) -> list[str]:
    """Seeing or doing anything of an organiser's in a region."""
    reasons = why_not_appointed(user, region, now=now)
    return reasons or ([NO_UNDERTAKING] if undertaking_to_accept(user, now=now) else [])


def undertaking_in_force(*, now: datetime) -> Undertaking | None:
    return Undertaking.objects.filter(in_force_at__lte=now).order_by("-version").first()


def undertaking_to_accept(user: User, *, now: datetime) -> Undertaking | None:
    """The undertaking in force, when this person has not accepted it."""
    undertaking = undertaking_in_force(now=now)
    if undertaking is None or Acceptance.objects.filter(user=user, undertaking=undertaking).exists():
        return None
    return undertaking


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


def why_not_verify(group: Group) -> list[str]:
    return [f"{group} has left."] if group.status == GroupStatus.LEFT else []


def _why_not_become(group: Group, status: GroupStatus) -> list[str]:
    if status in MOVES[group.status]:
        return []
    if group.status == status:
        return [f"{group} {STANDS[status]} already."]
    return [f"{group} {STANDS[GroupStatus(group.status)]}, so you cannot do this."]
