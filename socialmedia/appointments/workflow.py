"""Giving somebody a role, setting its last day, ending it, and the end of their sessions and calendar."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, TextChoices
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts.actors import Actor
from lla.acts.locks import save_in_turn
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..channels.models import Channel
from ..record.workflow import record
from ..roster.models import RosterFeed
from ..team.models import Appointment
from . import emails, rules


class AppointmentAct(TextChoices):
    """The steps of a role that the record keeps."""

    APPOINTED = "appointed", "Appointed"
    LAST_DAY_CHANGED = "last_day_changed", "Last day changed"
    CALLED_OFF = "called_off", "Cancelled before it began"
    ENDED = "ended", "Ended"


@transaction.atomic
def appoint(appointment: Appointment, *, by: Actor) -> Appointment:
    """Save a new role, and its person when they are new, and write to them."""
    if appointment.channel:
        channels = Channel.objects.select_for_update(no_key=True)
        appointment.channel = channels.get(pk=appointment.channel.pk)
    appointment.user = User.objects.kept(appointment.user)
    allow(rules.why_not_appoint(appointment, now=clock.now()))
    save_in_turn(appointment)
    record(appointment, AppointmentAct.APPOINTED, by=by, **_figures(appointment))
    outbox.post(emails.appointed(appointment))
    return appointment


@transaction.atomic
def change_last_day(appointment: Appointment, ends_on: date | None, *, by: Actor) -> Appointment:
    """Let a role end on another day, or on none; whoever holds no role any more is signed out at once."""
    appointment = _hold(appointment)
    allow(rules.why_not_change_last_day(appointment, ends_on, now=clock.now()))
    appointment.ends_on = ends_on
    save_in_turn(appointment)
    record(appointment, AppointmentAct.LAST_DAY_CHANGED, by=by, **_figures(appointment))
    outbox.post(emails.last_day_changed(appointment))
    _sign_out_without_role(appointment.user)
    return appointment


@transaction.atomic
def end(appointment: Appointment, *, by: Actor) -> None:
    """End a role at once: yesterday was its last day. One that began today or later never was."""
    appointment, today = _hold(appointment), localdate(clock.now())
    allow(rules.why_not_end(appointment, now=clock.now()))
    outbox.post(emails.ended(appointment))
    if appointment.starts_on >= today:
        record(appointment, AppointmentAct.CALLED_OFF, by=by, **_figures(appointment))
        appointment.delete()
    else:
        appointment.ends_on = today - timedelta(days=1)
        appointment.save(update_fields=["ends_on", "changed_at"])
        record(appointment, AppointmentAct.ENDED, by=by, **_figures(appointment))
    _sign_out_without_role(appointment.user)


def _hold(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("user", "channel")
    locked = rows.filter(pk=appointment.pk).first()
    if locked is None:
        raise NotAllowed(["This role has already been cancelled."])
    return locked


def _sign_out_without_role(user: User) -> None:
    if not Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists():
        sign_out_everywhere(user)
        end_calendar(user)


def end_calendar(user: User) -> None:
    RosterFeed.objects.filter(user=user).update(version=F("version") + 1)


def _figures(appointment: Appointment) -> dict[str, Any]:
    ends_on = appointment.ends_on
    return {
        "user": appointment.user.pk,
        "role": appointment.role,
        "channel": appointment.channel_id,
        "starts_on": appointment.starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
    }
