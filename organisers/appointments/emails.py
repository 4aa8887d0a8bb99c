"""The emails to organisers: their appointment, and what members write to them through the site."""

from django.conf import settings

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..regions.models import Region
from .models import Appointment
from .selectors import organisers_of


def appointed(appointment: Appointment) -> Email:
    """To a new organiser: since when, on which decision, and the way in."""
    return compose(
        "emails/organisers/appointed.txt",
        {"appointment": appointment, "region": appointment.region},
        to=appointment.user.email,
        kind="organisers/appointed",
        about=f"region {appointment.region_id}",
    )


def written_to(region: Region, *, name: str, email: str, words: str) -> list[Email]:
    """What somebody wrote through the site, to the region's organisers; to the committee where none is."""
    people = [person.email for person in organisers_of(region)] or [settings.ORGANISATION["email"]]
    context = {"region": region, "name": name, "email": email, "words": words}
    return [
        compose(
            "emails/organisers/written_to.txt",
            context,
            to=to,
            kind="organisers/written_to",
            about=f"region {region.pk}",
            secret=True,
            reply_to=email,
        )
        for to in people
    ]
