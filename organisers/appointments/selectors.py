"""Who organises which region today, who leads on data protection, and the undertaking in force."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.rights import holders_of
from lla.time import clock

from ..regions.models import Region
from .models import Acceptance, Appointment, Undertaking


def organisers_of(*regions: Region) -> list[User]:
    """Everybody who organises one of the regions today, each once."""
    appointments = Appointment.objects.in_force(on=localdate(clock.now())).filter(region__in=regions)
    people = User.objects.filter(appointments__in=appointments, is_active=True)
    return list(people.distinct().order_by("pk"))


def addresses_of(people: Iterable[User], *, but: int | None = None) -> list[str]:
    """Each person's address once, without the person `but`; the committee's where nobody is left."""
    addresses = dict.fromkeys(person.email for person in people if person.pk != but)
    return list(addresses) or [settings.ORGANISATION["email"]]


def data_protection_leads() -> list[User]:
    return list(holders_of("organisers.protect", superusers=False).order_by("pk"))


def regions_organised_by(user: User) -> list[Region]:
    today = localdate(clock.now())
    in_force = user.appointments.in_force(on=today)
    return list(Region.objects.filter(pk__in=in_force.values("region")))


def with_organisers(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with the appointments in force today."""
    in_force = Appointment.objects.in_force(on=localdate(clock.now())).select_related("user")
    return regions.prefetch_related(Prefetch("appointments", in_force, to_attr="in_office"))


def in_office(region: Any) -> list[Appointment]:
    """The appointments that `with_organisers` has read with a region."""
    appointments: list[Appointment] = region.in_office
    return appointments


def undertaking_in_force(*, now: datetime) -> Undertaking | None:
    return Undertaking.objects.filter(in_force_at__lte=now).order_by("-version").first()


def undertaking_to_accept(user: User, *, now: datetime) -> Undertaking | None:
    """The undertaking in force, when this person has not accepted it."""
    undertaking = undertaking_in_force(now=now)
    if undertaking is None or Acceptance.objects.filter(user=user, undertaking=undertaking).exists():
        return None
    return undertaking
