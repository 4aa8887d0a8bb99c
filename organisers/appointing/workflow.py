"""Appointing organisers, and what ends with their last day."""

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts.locks import save_in_turn
from lla.emails import outbox
from lla.time import clock

from ..appointments import emails
from ..appointments.models import Appointment
from ..lists.workflow import returns


@transaction.atomic
def appoint(appointment: Appointment) -> Appointment:
    """Save a new appointment, and its person when they are new, and tell them where their desk is."""
    appointment.user = User.objects.kept(appointment.user)
    save_in_turn(appointment)
    outbox.post(emails.appointed(appointment))
    return appointment


@transaction.atomic
def change(appointment: Appointment) -> Appointment:
    """Save other days; whoever holds no office any more is signed out, and asked to delete their lists."""
    before = Appointment.objects.select_for_update(of=("self",)).select_related("user").get(pk=appointment.pk)
    held_office = _holds_office(before.user)
    save_in_turn(appointment)
    if held_office and not _holds_office(before.user):
        sign_out_everywhere(before.user)
    returns.ask_back_from(before.user)
    return appointment


def _holds_office(user: User) -> bool:
    return Appointment.objects.of(user).in_force(on=localdate(clock.now())).exists()
