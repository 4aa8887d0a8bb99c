"""Appointing organisers, what they accept before the first use, and the end of their sessions."""

from datetime import date, datetime, time, timedelta
from typing import cast

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from lla import clock
from lla.accounts import sign_out_everywhere
from lla.emails import outbox
from lla.locks import save_in_turn
from lla.models import User
from lla.refusals import NotAllowed

from ..emails import appointments as emails
from ..models import Acceptance, Appointment
from ..rules import groups as rules
from . import returns

ANOTHER_VERSION = "The undertaking has changed since you opened it. Please read it again."
LOOKED_BACK = 15  # days; sessions themselves last fourteen


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


@transaction.atomic
def accept_undertaking(user: User, *, version: str) -> None:
    """Accept the undertaking in force, which must be the version that was read; once is enough."""
    undertaking = rules.undertaking_in_force(now=clock.now())
    if undertaking is None or str(undertaking.version) != version:
        raise NotAllowed([ANOTHER_VERSION])
    Acceptance.objects.get_or_create(user=user, undertaking=undertaking)


def end_sessions() -> None:
    """Sign out whoever signed in while an appointment of theirs lasted that is over now."""
    ended = Appointment.objects.lately_ended(on=localdate(clock.now()), days=LOOKED_BACK)
    for appointment in ended.select_related("user"):
        user, last_day = appointment.user, cast(date, appointment.ends_on)
        midnight = make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
        if user.last_login and user.last_login < midnight:
            sign_out_everywhere(user)


def _holds_office(user: User) -> bool:
    return Appointment.objects.of(user).in_force(on=localdate(clock.now())).exists()
