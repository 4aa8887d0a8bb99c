"""Calling for more people while the times need them, and ending that."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.timezone import localdate

from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..record.workflow import record
from . import emails, rules
from .models import ReachTarget


class ReachAct(TextChoices):
    """The steps of a reach target that the record keeps."""

    REACH_SET = "reach_set", "Set"
    REACH_ENDED = "reach_ended", "Ended"


@transaction.atomic
def set_reach(target: ReachTarget, *, by: Actor) -> ReachTarget:
    """Add to the people that the staffing check asks for, from one day to another."""
    allow(rules.why_not_set_reach(target, now=clock.now()))
    target.save()
    record(target, ReachAct.REACH_SET, by=by, **_figures(target))
    outbox.post(*emails.reach_set(target, by=by, today=localdate(clock.now())))
    return target


@transaction.atomic
def end_reach(target: ReachTarget, *, by: Actor) -> None:
    """It no longer counts from today; one that has not begun by then goes altogether."""
    target = ReachTarget.objects.select_for_update().get(pk=target.pk)
    allow(rules.why_not_end_reach(target, now=clock.now()))
    today = localdate(clock.now())
    record(target, ReachAct.REACH_ENDED, by=by, **_figures(target))
    if target.starts_on >= today:
        target.delete()
        return
    target.ends_on = today - timedelta(days=1)
    target.save(update_fields=["ends_on", "changed_at"])


def _figures(target: ReachTarget) -> dict[str, Any]:
    return {
        "extra": target.extra,
        "starts_on": target.starts_on.isoformat(),
        "ends_on": target.ends_on.isoformat(),
    }
