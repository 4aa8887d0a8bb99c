"""What is done for messages without anybody asking: late ones are told of, old words go."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from lla.jobs import schedule
from lla.time import clock

from ..guidelines.selectors import parameters_in_force
from ..record.workflow import forget_rows, record
from ..roster.choices import DutyKind
from ..roster.workflow import tell_once
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
    rows = messages.select_related("channel")
    told = tell_once(rows, told_at, DutyKind.MESSAGES, whom=selectors.people_to_tell, email=email)
    for message in told:
        record(message, act, by=SYSTEM)
    return len(told)


@schedule.nightly
@transaction.atomic
def forget_messages() -> int:
    """Drop who wrote a message, what it said and what was said of it, some time after it was dealt with."""
    return forget_rows(Message.objects.to_forget(before=clock.now() - MESSAGES_KEPT), person="", words="")
