"""Who organises a region today, and what may happen to a group's standing and region now."""

from datetime import datetime

from django.utils.timezone import localdate

from lla.models import User

from ..models import Acceptance, Appointment, Region, Undertaking

NO_UNDERTAKING = "Accept the confidentiality undertaking first."


def why_not_appointed(user: User, region: Region, *, now: datetime) -> list[str]:
    """Being the organiser of a region: an appointment in force today, and nothing else."""
    if not user.is_active:
        return ["Your leave to sign in has ended."]
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
