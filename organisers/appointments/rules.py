"""Whether somebody may see or do anything of an organiser's in a region now."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..regions.models import Region
from .models import Appointment
from .selectors import regions_organised_by, undertaking_to_accept

NO_UNDERTAKING = "Accept the confidentiality undertaking first."
NOT_IN_FORCE = "This appointment is not in force today. Change its days instead."
ENDED_AT_ONCE = "This appointment was ended at once. Enter a new one instead."


def why_not_appointed(user: User, region: Region, *, now: datetime) -> list[str]:
    """Being the organiser of a region: an appointment in force today, and nothing else."""
    if not user.is_active:
        return ["You can no longer sign in."]
    appointments = Appointment.objects.of(user).filter(region=region)
    if appointments.in_force(on=localdate(now)).exists():
        return []
    return [f"You are not the organiser of {region} today."]


def why_not_end_now(appointment: Appointment, *, now: datetime) -> list[str]:
    """Ending an appointment at once, with the rights that come of it."""
    if Appointment.objects.in_force(on=localdate(now)).filter(pk=appointment.pk).exists():
        return []
    return [NOT_IN_FORCE]


def why_not_change(appointment: Appointment) -> list[str]:
    """Other days or another decision: what was ended at once stays as it was."""
    return [ENDED_AT_ONCE] if appointment.ended_at else []


def why_not_organise(user: User, region: Region, *, now: datetime) -> list[str]:
    """Seeing or doing anything of an organiser's in a region."""
    reasons = why_not_appointed(user, region, now=now)
    return reasons or ([NO_UNDERTAKING] if undertaking_to_accept(user, now=now) else [])


def regions_open_to(user: User, *, everywhere: bool, now: datetime) -> list[Region]:
    """Where somebody may do what organisers do in their own regions, and some others in every one."""
    if not user.is_active:
        return []
    if everywhere:
        return list(Region.objects.all())
    return [] if undertaking_to_accept(user, now=now) else regions_organised_by(user)


def why_none_open(user: User, regions: Sequence[Region], *, otherwise: str, now: datetime) -> list[str]:
    """Why somebody may do it in none of these regions: the undertaking, or `otherwise` this."""
    if regions:
        return []
    accepts = user.is_active and regions_organised_by(user) and undertaking_to_accept(user, now=now)
    return [NO_UNDERTAKING if accepts else otherwise]


def is_committee_or_data_protection_lead(user: User) -> bool:
    """The steering committee and the data protection lead may be the second person everywhere."""
    return user.has_perm("organisers.oversee") or user.has_perm("organisers.protect")
