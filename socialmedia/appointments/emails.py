"""The emails about roles."""

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..team.models import Appointment


def appointed(appointment: Appointment) -> Email:
    """To somebody with a new role: since when, on which decision, and the way in."""
    return _of_a_role("appointed", appointment)


def last_day_changed(appointment: Appointment) -> Email:
    return _of_a_role("last_day_changed", appointment)


def ended(appointment: Appointment) -> Email:
    """To somebody whose role has ended, or was called off before it began."""
    return _of_a_role("ended", appointment)


def _of_a_role(name: str, appointment: Appointment) -> Email:
    of_channel = f" of {appointment.channel}" if appointment.channel else ""
    return compose(
        f"socialmedia/{name}",
        {"appointment": appointment, "role": f"{appointment.get_role_display()}{of_channel}"},
        to=appointment.user.email,
        about=f"role {appointment.pk}",
    )
