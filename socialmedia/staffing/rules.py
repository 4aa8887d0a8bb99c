"""Whether days may be asked about, a reach target set or ended, and which platforms are passed over."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.timezone import localdate

from lla.time.days import is_over_a_year_away

from ..channels.models import Platform
from .models import ReachTarget

EXTRA_AT_MOST = 50
WRONG_ORDER = "The last day is before the first day."
OVER = "Those days are over."
TOO_FAR = "That is too far ahead. Choose dates within the next year."


def why_not_look_at(first: date, last: date, *, now: datetime) -> list[str]:
    """Asking what would be on these days."""
    if last < first:
        return [WRONG_ORDER]
    if last < localdate(now):
        return [OVER]
    if is_over_a_year_away(last, today=localdate(now)):
        return [TOO_FAR]
    return []


def why_not_set_reach(target: ReachTarget, *, now: datetime) -> list[str]:
    """Calling for more people than the guidelines do."""
    reasons = []
    if target.ends_on < target.starts_on:
        reasons.append(WRONG_ORDER)
    elif target.ends_on < localdate(now):
        reasons.append(OVER)
    elif is_over_a_year_away(target.ends_on, today=localdate(now)):
        reasons.append(TOO_FAR)
    if not 1 <= target.extra <= EXTRA_AT_MOST:
        reasons.append(f"Call for 1 to {EXTRA_AT_MOST} more people.")
    if not target.why.strip():
        reasons.append("Say why. The team will read it.")
    return reasons


def why_not_end_reach(target: ReachTarget, *, now: datetime) -> list[str]:
    """Ending it before its last day."""
    return [] if target.ends_on >= localdate(now) else ["That call for more people has already ended."]


def out_of_order(platform: Platform, missing: Collection[Platform]) -> list[str]:
    names = [str(other) for other in missing]
    verb = "comes" if len(names) == 1 else "come"
    has = "has no open page" if len(names) == 1 else "have no open pages"
    return [f"{' and '.join(names)} {verb} before {platform} in our order of preference and {has}."]
