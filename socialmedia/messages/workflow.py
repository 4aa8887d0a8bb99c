"""A direct message from its coming in to its answer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.time import clock
from organisers.regions.models import Region

from ..channels.models import Channel
from ..channels.rules import why_not_come_in
from ..guidelines.selectors import parameters_in_force
from ..record.workflow import lock, record
from ..sources.models import Source
from . import rules
from .choices import MessageAct, MessageKind, MessageStatus
from .models import Message


@transaction.atomic
def receive(
    channel: Channel,
    *,
    kind: str,
    words: str,
    person: str = "",
    came_at: datetime | None = None,
    source: Source | None = None,
    by: Actor,
) -> Message:
    """Record a message that came in."""
    now = clock.now()
    came_at = came_at or now
    allow(why_not_come_in(channel, came_at, what="message", now=now))
    message = Message.objects.create(
        channel=channel,
        kind=kind,
        words=words,
        person=person,
        came_at=came_at,
        source=source if kind == MessageKind.ARTICLE else None,
    )
    record(message, MessageAct.RECEIVED, by=by, kind=kind)
    return message


@transaction.atomic
def answer(
    message: Message, *, note: str = "", answered_at: datetime | None = None, person: User, by: Actor
) -> Message:
    """Note that somebody answered; for an article or event, that they gave their thumbs up."""
    message, now = _hold(message), clock.now()
    answered_at = answered_at or now
    figures = parameters_in_force()
    allow(rules.why_not_answer(message, answered_at=answered_at, figures=figures, now=now))
    message.answered_at, message.answered_by = answered_at, person
    _move(message, MessageStatus.ANSWERED, by=by, words=note)
    return message


@transaction.atomic
def set_aside(message: Message, *, note: str = "", person: User, by: Actor) -> Message:
    """Note that a message needs no answer, or gets none."""
    message = _hold(message)
    allow(rules.why_not_set_aside(message))
    message.answered_at, message.answered_by = clock.now(), person
    _move(message, MessageStatus.SET_ASIDE, by=by, words=note)
    return message


@transaction.atomic
def sort(message: Message, *, kind: str, source: Source | None = None, by: Actor) -> Message:
    """Say what kind of message it is after all, and of which source an article is."""
    message = _hold(message)
    allow(rules.why_not_deal(message))
    before, message.kind = message.kind, kind
    message.source = source if kind == MessageKind.ARTICLE else None
    if kind != MessageKind.RECRUIT:
        message.region = None
    message.save()
    record(message, MessageAct.SORTED, by=by, before=before, kind=kind)
    return message


@transaction.atomic
def pass_on(message: Message, region: Region, *, note: str = "", by: Actor) -> Message:
    """Note to which region's organiser somebody who may join was pointed."""
    message = _hold(message)
    allow(rules.why_not_pass_on(message))
    message.region = region
    message.save()
    record(message, MessageAct.PASSED_ON, by=by, words=note, region=region.pk)
    return message


@transaction.atomic
def reopen(message: Message, *, because: str, by: Actor) -> Message:
    """Say that a message was not dealt with after all; its clocks run from when it came in."""
    message = _hold(message)
    allow(rules.why_not_reopen(message, because=because))
    message.answered_at = message.answered_by = None
    _move(message, MessageStatus.OPEN, by=by, words=because)
    return message


def _hold(message: Message) -> Message:
    return lock(message, "channel", "source", "answered_by")


def _move(message: Message, status: MessageStatus, *, by: Actor, words: str = "", **figures: Any) -> None:
    """Set the status along the table and record the step."""
    if status not in rules.MOVES[message.status]:
        raise NotAllowed([f"This message is {message.get_status_display().lower()}."])
    message.status = status
    message.save()
    act = MessageAct.REOPENED if status == MessageStatus.OPEN else MessageAct(status)
    record(message, act, by=by, words=words, **figures)
