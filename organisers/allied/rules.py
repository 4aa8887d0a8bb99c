"""Who reads and keeps the register of other left organisations."""

from datetime import date, datetime

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..appointments import rules as appointments_rules
from ..regions.models import Region

DUE_OVER = "This day is over. Choose today or a later day."
NOT_FOR_YOU = "This is for regional organisers and the steering committee."


def regions_behind(user: User, *, now: datetime) -> list[Region]:
    """The regions whose organiser somebody is; for the committee all of them."""
    everywhere = user.has_perm("organisers.oversee")
    return appointments_rules.regions_open_to(user, everywhere=everywhere, now=now)


def why_not_read(user: User, *, now: datetime) -> list[str]:
    regions = regions_behind(user, now=now)
    return appointments_rules.why_none_open(user, regions, otherwise=NOT_FOR_YOU, now=now)


def why_not_due(day: date, *, now: datetime) -> list[str]:
    """Saying that something is due on a day."""
    return [DUE_OVER] if day < localdate(now) else []
