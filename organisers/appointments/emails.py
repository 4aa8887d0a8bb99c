"""The emails to organisers: their appointment, and what members write to them through the site."""

from typing import Any

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..regions.models import Region
from .models import Appointment
from .selectors import addresses_of, organisers_of


def appointed(appointment: Appointment) -> Email:
    """To a new organiser: since when, on which decision, and the way in."""
    return _of_an_appointment("appointed", appointment)


def appointment_ended(appointment: Appointment) -> Email:
    """To an organiser whose appointment was ended at once: why, and what ends with it."""
    return _of_an_appointment("appointment_ended", appointment)


def _of_an_appointment(name: str, appointment: Appointment) -> Email:
    context = {"appointment": appointment, "region": appointment.region}
    about = f"region {appointment.region_id}"
    return compose(f"organisers/{name}", context, to=appointment.user.email, about=about)


def written_to(region: Region, *, name: str, email: str, words: str) -> list[Email]:
    """What somebody wrote through the site, to the region's organisers; to the committee where none is."""
    context = {"region": region, "name": name, "email": email, "words": words}
    how: dict[str, Any] = {"about": f"region {region.pk}", "secret": True, "reply_to": email}
    people = addresses_of(organisers_of(region))
    return [compose("organisers/written_to", context, to=to, **how) for to in people]
