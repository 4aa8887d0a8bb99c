"""What is done for conversations every night: late messages are told of once, personal words go."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla import clock, mail
from lla.actors import SYSTEM
from lla.models import User

from ..choices import DutyKind, Role
from ..clocks import late_before
from ..emails import messages as emails
from ..models import Appointment, Incident, Message, RosterDuty, SocialRemark
from ..rules.guidelines import parameters_in_force
from .record import key_of, record

MESSAGES_KEPT = timedelta(days=30)  # after they were dealt with
COMMENTS_KEPT = timedelta(days=90)  # after they were written


@transaction.atomic
def tell_of_late_messages() -> int:
    """Write about each message that has passed its hard clock, once, as soon as there is somebody to tell."""
    now = clock.now()
    before = late_before(now, parameters_in_force())
    untold = Message.objects.late(before=before).filter(late_told_at=None)
    late = list(
        untold.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("channel")
    )
    readers = _readers(late, now=now)
    told = {message.pk: message for messages in readers.values() for message in messages}
    mail.post(*(emails.late(person, messages) for person, messages in readers.items()))
    Message.objects.filter(pk__in=told).update(late_told_at=now)
    for message in told.values():
        record(message, "told_late", by=SYSTEM)
    return len(told)


def _readers(late: list[Message], *, now: datetime) -> dict[User, list[Message]]:
    """The coordinator for every message, and who looks after a channel's messages today; else the manager."""
    if not late:
        return {}
    today = localdate(now)
    held = Appointment.objects.in_force(on=today)
    team = set(held.people())
    leading = list(held.with_role(Role.COORDINATOR).people())
    on_duty: dict[int, list[User]] = defaultdict(list)
    for duty in RosterDuty.objects.in_days(today, today).filter(kind=DutyKind.MESSAGES):
        if duty.user in team:
            on_duty[duty.channel_id].append(duty.user)
    managing = list(held.with_role(Role.MANAGER).people())
    readers: dict[User, list[Message]] = defaultdict(list)
    for message in late:
        told = [*leading, *on_duty[message.channel_id]] or managing
        for person in dict.fromkeys(told):
            readers[person].append(message)
    return readers


@transaction.atomic
def forget_messages() -> int:
    """Drop who wrote a message, what it said and what was said of it, a while after it was dealt with."""
    now = clock.now()
    gone = list(Message.objects.to_forget(before=now - MESSAGES_KEPT).select_for_update(no_key=True))
    _drop_remarks([key_of(message) for message in gone])
    rows = Message.objects.filter(pk__in=[message.pk for message in gone])
    return rows.update(person="", words="", forgotten_at=now)


@transaction.atomic
def forget_comments() -> int:
    """Drop who wrote a comment, what it said, where it stands and why something was done."""
    now = clock.now()
    gone = list(Incident.objects.to_forget(before=now - COMMENTS_KEPT).select_for_update(no_key=True))
    _drop_remarks([key_of(incident) for incident in gone])
    rows = Incident.objects.filter(pk__in=[incident.pk for incident in gone])
    return rows.update(person="", words="", link="", note="", forgotten_at=now)


def _drop_remarks(keys: list[str]) -> None:
    SocialRemark.objects.filter(event__about__in=keys).delete()
