"""Days, moments and spans in words: {{ closes_at|moment }}, {{ closes_at|left }}, {% open_for "mine" %}."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.timezone import localdate

from lla.time import clock, days, wording

register = template.Library()


def _add(name: str, in_words: Callable[[Any], str]) -> None:
    """A filter that says nothing of what is not there."""
    register.filter(name, lambda value: in_words(value) if value else "")


def _day_of(value: date) -> date:
    return localdate(value) if isinstance(value, datetime) else value


def _day_in_brief(value: date) -> str:
    return wording.day_in_brief(_day_of(value))


def _in_brief(value: date) -> str:
    return wording.moment_in_brief(value) if isinstance(value, datetime) else _day_in_brief(value)


def _marked_up(value: datetime) -> str:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), wording.moment_in_words(value))


def _left(value: date) -> str:
    now = clock.now()
    if isinstance(value, datetime):
        return wording.time_left(value, now=now)
    return wording.days_left(value, today=localdate(now))


def _urgency(value: date) -> str:
    end = value if isinstance(value, datetime) else days.day_ends(value)
    return wording.urgency(end, now=clock.now())


_add("day", wording.day_in_words)  # Saturday 22 February 2027
_add("short_day", wording.short_day)  # 22 February 2027
_add("date_in_brief", lambda value: wording.date_in_brief(_day_of(value)))  # 22 Feb, of a day or a moment
_add("day_in_brief", _day_in_brief)  # Sat 22 Feb, of a day or a moment
_add("in_brief", _in_brief)  # Sat 22 Feb, of a day; with its hour, of a moment
_add("moment", _marked_up)  # Saturday 22 February 2027, 5 pm, as a time element that programs can read too
_add("plain_moment", wording.moment_in_words)  # the same for emails: no markup
_add("moment_in_brief", wording.moment_in_brief)  # Sat 22 Feb, 5pm
_add("hour", wording.clock_in_words)  # 9 pm, 6.30 pm, noon: where the day has been said
_add("left", _left)  # 3 days left, until a moment or a day; empty once it has passed
_add("urgency", _urgency)  # the tone of a deadline: "wait" under seven days, "bad" under two or past


@register.simple_tag
def open_for(page: str) -> str:
    """How long a page stays open that an emailed link opened: half an hour."""
    return wording.minutes_in_words(settings.EMAILED_PAGES_OPEN_FOR[page])
