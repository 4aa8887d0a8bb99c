"""What is done for conversations without anybody asking: late messages are told of, personal words go."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lla import chores, clock
from lla.actors import SYSTEM
from lla.emails import outbox
from lla.models import Email, User

from ..choices import DutyKind
from ..clocks import late_before
from ..emails import messages as emails
from ..models import Incident, Message, SocialRemark
from ..querysets.conversation import MessageQuerySet
from ..rules import telling
from ..rules.guidelines import parameters_in_force
from .record import key_of, record

Emails = Callable[[User, Sequence[Message]], Email]
MESSAGES_KEPT = timedelta(days=30)  # after they were dealt with
COMMENTS_KEPT = timedelta(days=90)  # after they were written


@chores.minutely
@transaction.atomic
def tell_of_waiting_messages() -> int:
    """Write about each message that has passed its soft clock and can still be on time, once."""
    now, figures = clock.now(), parameters_in_force()
    waiting = Message.objects.getting_late(
        since=late_before(now, figures), before=now - timedelta(hours=figures.reply_soft_hours)
    )
    return _tell(waiting, "soft_told_at", "told_waiting", emails.waiting)


@chores.nightly
@transaction.atomic
def tell_of_late_messages() -> int:
    """Write about each message that has passed its hard clock, once, as soon as there is somebody to tell."""
    late = Message.objects.late(before=late_before(clock.now(), parameters_in_force()))
    return _tell(late, "late_told_at", "told_late", emails.late)


def _tell(messages: MessageQuerySet, told_at: str, act: str, email: Emails) -> int:
    """Write about those that nobody was told of; `told_at` is the field that keeps when they were."""
    now = clock.now()
    untold = messages.filter(**{told_at: None}).select_related("channel")
    readers = _readers(list(untold.select_for_update(of=("self",), no_key=True, skip_locked=True)), now=now)
    told = {message.pk: message for of_one in readers.values() for message in of_one}
    outbox.post(*(email(person, of_one) for person, of_one in readers.items()))
    Message.objects.filter(pk__in=told).update(**{told_at: now})
    for message in told.values():
        record(message, act, by=SYSTEM)
    return len(told)


def _readers(messages: Sequence[Message], *, now: datetime) -> dict[User, list[Message]]:
    """Whom to tell of which."""
    readers: dict[User, list[Message]] = defaultdict(list)
    if not messages:
        return readers
    present = telling.Present(now=now)
    on_duty = present.on_duty(DutyKind.MESSAGES)
    for message in messages:
        for person in telling.of_a_message(message.channel_id, present, on_duty):
            readers[person].append(message)
    return readers


@chores.nightly
@transaction.atomic
def forget_messages() -> int:
    """Drop who wrote a message, what it said and what was said of it, some time after it was dealt with."""
    return _forget(Message.objects.to_forget(before=clock.now() - MESSAGES_KEPT), person="", words="")


@chores.nightly
@transaction.atomic
def forget_comments() -> int:
    """Drop who wrote a comment, what it said, where it stands and why something was done."""
    old = Incident.objects.to_forget(before=clock.now() - COMMENTS_KEPT)
    return _forget(old, person="", words="", link="", note="")


def _forget(old: QuerySet[Any], **blank: str) -> int:
    """Blank these fields of the rows, and drop the remarks on them."""
    gone = list(old.select_for_update(no_key=True))
    SocialRemark.objects.filter(event__about__in=[key_of(row) for row in gone]).delete()
    rows = old.model._default_manager.filter(pk__in=[row.pk for row in gone])
    count: int = rows.update(**blank, forgotten_at=clock.now())
    return count
