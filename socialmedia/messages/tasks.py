"""What is done for messages without anybody asking: late ones are told of, old words go."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails import outbox
from lla.emails.models import Email
from lla.jobs import schedule
from lla.time import clock

from ..guidelines.selectors import parameters_in_force
from ..record.workflow import forget_rows, record
from ..roster import selectors as roster_selectors
from ..roster.choices import DutyKind
from . import emails, selectors
from .choices import MessageAct
from .clocks import late_before
from .models import Message, MessageQuerySet

Emails = Callable[[User, Sequence[Message]], Email]
MESSAGES_KEPT = timedelta(days=30)  # after they were dealt with


@schedule.minutely
@transaction.atomic
def tell_of_waiting_messages() -> int:
    """Write about each message that has passed its soft clock and can still be on time, once."""
    now, figures = clock.now(), parameters_in_force()
    waiting = Message.objects.getting_late(
        since=late_before(now, figures), before=now - timedelta(hours=figures.reply_soft_hours)
    )
    return _tell(waiting, "soft_told_at", MessageAct.TOLD_WAITING, emails.waiting)


@schedule.nightly
@transaction.atomic
def tell_of_late_messages() -> int:
    """Write about each message that has passed its hard clock, once, as soon as there is somebody to tell."""
    late = Message.objects.late(before=late_before(clock.now(), parameters_in_force()))
    return _tell(late, "late_told_at", MessageAct.TOLD_LATE, emails.late)


def _tell(messages: MessageQuerySet, told_at: str, act: MessageAct, email: Emails) -> int:
    """Write about those that nobody was told of; `told_at` is the field that keeps when they were."""
    now = clock.now()
    untold = messages.filter(**{told_at: None}).select_related("channel")
    waiting = list(untold.select_for_update(of=("self",), no_key=True, skip_locked=True))
    if not waiting:
        return 0
    present = roster_selectors.Present(now=now)
    on_duty = present.on_duty(DutyKind.MESSAGES)
    readers: dict[User, list[Message]] = defaultdict(list)
    for message in waiting:
        for person in selectors.people_to_tell(message.channel_id, present, on_duty):
            readers[person].append(message)
    known = {message.pk: message for of_one in readers.values() for message in of_one}
    outbox.post(*(email(person, of_one) for person, of_one in readers.items()))
    Message.objects.filter(pk__in=known).update(**{told_at: now})
    for message in known.values():
        record(message, act, by=SYSTEM)
    return len(known)


@schedule.nightly
@transaction.atomic
def forget_messages() -> int:
    """Drop who wrote a message, what it said and what was said of it, some time after it was dealt with."""
    return forget_rows(Message.objects.to_forget(before=clock.now() - MESSAGES_KEPT), person="", words="")
