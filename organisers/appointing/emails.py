"""The email to a new organiser."""

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..appointments.models import Appointment


def appointed(appointment: Appointment) -> Email:
    """To a new organiser: since when, on which decision, and the way in."""
    return compose(
        "emails/organisers/appointed.txt",
        {"appointment": appointment, "region": appointment.region},
        to=appointment.user.email,
        kind="organisers/appointed",
        about=f"region {appointment.region_id}",
    )
