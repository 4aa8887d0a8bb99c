"""Entering who is away, and coming back early; nobody is asked why."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import save_in_turn
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..record.workflow import record
from ..roster.models import RosterDuty
from ..team.models import Leave
from . import emails, rules


class LeaveAct(TextChoices):
    """The steps of days away that the record keeps."""

    ENTERED = "entered", "Entered"
    CAME_BACK = "came_back", "Came back early"


GONE = "This leave has already been cancelled."


@transaction.atomic
def enter(leave: Leave, *, by: User, role: str = "team") -> Leave:
    """Enter somebody as away; the coordinator hears which of their duties need somebody else."""
    allow(rules.why_not_enter(leave, now=clock.now()))
    save_in_turn(leave)
    record(leave, LeaveAct.ENTERED, by=Actor.user(by, role=role), **_figures(leave))
    duties = list(RosterDuty.objects.of(leave.user).in_days(leave.starts_on, leave.ends_on))
    if leave.user != by:
        outbox.post(emails.entered_for_you(leave, duties))
    if duties:
        outbox.post(*emails.away(leave, duties, but=by))
    return leave


@transaction.atomic
def come_back(leave: Leave, *, by: User, role: str = "team") -> None:
    """Yesterday was the last day of leave; what began today or begins later is taken out whole."""
    today = localdate(clock.now())
    locked = Leave.objects.select_for_update(of=("self",)).select_related("user").filter(pk=leave.pk).first()
    if locked is None:
        raise NotAllowed([GONE])
    allow(rules.why_not_come_back(locked, now=clock.now()))
    record(locked, LeaveAct.CAME_BACK, by=Actor.user(by, role=role), **_figures(locked))
    if locked.user != by:
        outbox.post(emails.back(locked))
    if locked.starts_on >= today:
        locked.delete()
    else:
        locked.ends_on = today - timedelta(days=1)
        locked.save(update_fields=["ends_on", "changed_at"])


def _figures(leave: Leave) -> dict[str, Any]:
    return {
        "user": leave.user.pk,
        "starts_on": leave.starts_on.isoformat(),
        "ends_on": leave.ends_on.isoformat(),
    }
