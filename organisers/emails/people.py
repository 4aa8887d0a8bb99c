"""Whom emails about a region go to: its organisers of today."""

from django.utils.timezone import localdate

from lla import clock
from lla.models import User

from ..models import Appointment, Region


def organisers_of(*regions: Region) -> list[User]:
    """Everybody who organises one of the regions today, each once."""
    appointments = Appointment.objects.in_force(on=localdate(clock.now())).filter(region__in=regions)
    people = User.objects.filter(appointments__in=appointments, is_active=True)
    return list(people.distinct().order_by("pk"))
