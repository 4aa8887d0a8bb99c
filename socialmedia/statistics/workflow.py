"""Writing down what platforms tell of a week."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.time import clock

from ..channels.models import Channel
from . import rules
from .models import WeekFigures


@transaction.atomic
def save(monday: date, entries: Iterable[WeekFigures], *, by: User) -> None:
    """All of a week at once, as rows not saved yet; a channel without followers loses what stood there."""
    if reasons := rules.why_not_enter(monday, today=localdate(clock.now())):
        raise NotAllowed(reasons)
    given: list[WeekFigures] = []
    blank: list[Channel] = []
    for entry in entries:
        entry.week, entry.by = monday, by
        if entry.followers is None:
            blank.append(entry.channel)
        else:
            given.append(entry)
    WeekFigures.objects.filter(week=monday, channel__in=blank).delete()
    WeekFigures.objects.bulk_create(
        given,
        update_conflicts=True,
        unique_fields=["channel", "week"],
        update_fields=["followers", "reach", "responses", "by"],
    )
