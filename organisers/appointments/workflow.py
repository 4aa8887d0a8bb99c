"""Accepting the undertaking, the end of sessions with the office, and members' messages to organisers."""

from datetime import date, datetime, time, timedelta
from typing import cast

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts import double_submission
from lla.acts.refusals import NotAllowed
from lla.emails import outbox
from lla.time import clock

from ..regions.models import Region
from . import emails, selectors
from .models import Acceptance, Appointment

ANOTHER_VERSION = "The undertaking has changed since you opened it. Read it again."
LOOKED_BACK = 15  # days; sessions themselves last fourteen


@transaction.atomic
def accept_undertaking(user: User, *, version: str) -> None:
    """Accept the undertaking in force, which must be the version that was read; once is enough."""
    undertaking = selectors.undertaking_in_force(now=clock.now())
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


@transaction.atomic
def write_to_organiser(region: Region, *, name: str, email: str, words: str) -> None:
    """Write to those in office; the same words sent again at once are one message."""
    message = {"region": region.pk, "name": name, "email": email, "words": words}
    if double_submission.first_time("write to organiser", message):
        outbox.post(*emails.written_to(region, name=name, email=email, words=words))
