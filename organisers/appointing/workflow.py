"""Appointing organisers, and what ends with their last day."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts.locks import save_in_turn
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..appointments import emails, rules
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
    before = _lock(appointment)
    allow(rules.why_not_change(before))
    held_office = _holds_office(before.user)
    save_in_turn(appointment)
    _end_what_hangs_on(before.user, held_office=held_office)
    return appointment


@transaction.atomic
def end_now(appointment: Appointment, *, by: User, because: str) -> Appointment:
    """End an appointment at once: its rights are gone at the next request, and its lists are asked for.

    Its last whole day is yesterday, so that somebody can be appointed anew from today.
    """
    appointment = _lock(appointment)
    now = clock.now()
    allow(rules.why_not_end_now(appointment, now=now))
    appointment.ends_on = max(appointment.starts_on, localdate(now) - timedelta(days=1))
    appointment.ended_at = now
    appointment.ended_by, appointment.ended_because = by, because
    appointment.save()
    _end_what_hangs_on(appointment.user, held_office=True)
    outbox.post(emails.appointment_ended(appointment))
    return appointment


def _lock(appointment: Appointment) -> Appointment:
    locked = Appointment.objects.select_for_update(of=("self",)).select_related("user", "region")
    return locked.get(pk=appointment.pk)


def _end_what_hangs_on(user: User, *, held_office: bool) -> None:
    if held_office and not _holds_office(user):
        sign_out_everywhere(user)
    returns.ask_back_from(user)


def _holds_office(user: User) -> bool:
    return Appointment.objects.of(user).in_force(on=localdate(clock.now())).exists()
