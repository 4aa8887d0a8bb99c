"""Writing down what platforms tell of a week, and of which weeks it may be."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.refusals import allow
from lla.time import clock, weeks

from ..channels.models import Channel
from .models import WeekFigures

OLDEST_WEEKS = 104


def why_not_enter(monday: date, *, today: date) -> list[str]:
    """Figures of a week that has begun, and not so long ago that nobody can know them."""
    if monday > today:
        return ["This week has not started yet."]
    if monday < weeks.shifted(weeks.monday_of(today), -OLDEST_WEEKS):
        return ["This week is too long ago. You can enter figures for the last two years."]
    return []


@transaction.atomic
def save(monday: date, entries: Iterable[WeekFigures], *, by: User) -> None:
    """All of a week at once, as rows not saved yet; a channel without followers loses what stood there."""
    allow(why_not_enter(monday, today=localdate(clock.now())))
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
