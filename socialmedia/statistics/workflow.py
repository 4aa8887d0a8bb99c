"""Writing down what platforms tell of a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.time import clock

from ..channels.models import Channel
from . import rules
from .models import WeekFigures


@dataclass(frozen=True, slots=True)
class Entry:
    """One channel's figures; without followers there are none."""

    channel: Channel
    followers: int | None
    reach: int | None = None
    responses: int | None = None


@transaction.atomic
def save(monday: date, entries: Sequence[Entry], *, by: User) -> None:
    """All of a week at once; a channel left blank loses what stood there."""
    if reasons := rules.why_not_enter(monday, today=localdate(clock.now())):
        raise NotAllowed(reasons)
    given = [entry for entry in entries if entry.followers is not None]
    blank = [entry.channel.pk for entry in entries if entry.followers is None]
    WeekFigures.objects.filter(week=monday, channel__in=blank).delete()
    WeekFigures.objects.bulk_create(
        [
            WeekFigures(
                channel=entry.channel,
                week=monday,
                followers=entry.followers or 0,
                reach=entry.reach,
                responses=entry.responses,
                by=by,
            )
            for entry in given
        ],
        update_conflicts=True,
        unique_fields=["channel", "week"],
        update_fields=["followers", "reach", "responses", "by"],
    )
