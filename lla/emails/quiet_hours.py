"""Quiet hours: from the evening to the morning only what its reader waits for at that moment goes out."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

MORNING = 8  # where no hours are quiet


def is_quiet(moment: datetime) -> bool:
    """By the clock on the wall, so also in the nights in which it changes."""
    if not settings.EMAIL_QUIET_HOURS:
        return False
    evening, morning = settings.EMAIL_QUIET_HOURS
    hour = localtime(moment).hour
    return hour >= evening or hour < morning


def next_morning(moment: datetime) -> datetime:
    """The next morning, when quiet hours end or would; what came on one day can go together then."""
    morning = settings.EMAIL_QUIET_HOURS[1] if settings.EMAIL_QUIET_HOURS else MORNING
    local = localtime(moment)
    ends = local.replace(hour=morning, minute=0, second=0, microsecond=0)
    return ends if ends > local else (ends + timedelta(days=1))


def last_morning(moment: datetime) -> datetime | None:
    """When quiet hours ended last; None where there are none."""
    if not settings.EMAIL_QUIET_HOURS:
        return None
    local = localtime(moment)
    ended = local.replace(hour=settings.EMAIL_QUIET_HOURS[1], minute=0, second=0, microsecond=0)
    return ended if ended <= local else ended - timedelta(days=1)
