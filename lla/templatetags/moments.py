"""Days, moments and spans in words: {{ closes_at|moment }}, {{ closes_at|left }}, {% open_for "mine" %}."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.timezone import localdate

from lla.time import clock, days, wording

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Saturday 22 February 2027."""
    return wording.day_in_words(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """22 February 2027."""
    return wording.short_day(value) if value else ""


@register.filter
def date_in_brief(value: date | None) -> str:
    """22 Feb, of a day or a moment."""
    return wording.date_in_brief(_day_of(value)) if value else ""


@register.filter
def day_in_brief(value: date | None) -> str:
    """Sat 22 Feb, of a day or a moment."""
    return wording.day_in_brief(_day_of(value)) if value else ""


def _day_of(value: date) -> date:
    return localdate(value) if isinstance(value, datetime) else value


@register.filter
def moment_in_brief(value: datetime | None) -> str:
    """Sat 22 Feb, 5pm."""
    return wording.moment_in_brief(value) if value else ""


@register.filter
def in_brief(value: date | None) -> str:
    """Sat 22 Feb, of a day; with its hour, of a moment."""
    return moment_in_brief(value) if isinstance(value, datetime) else day_in_brief(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Saturday 22 February 2027, 5 pm, as a time element that programs can read too."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), wording.moment_in_words(value))


@register.filter
def plain_moment(value: datetime | None) -> str:
    """The same for emails: no markup."""
    return wording.moment_in_words(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """9 pm, 6.30 pm, noon: where the day has been said."""
    return wording.clock_in_words(value) if value else ""


@register.filter
def left(value: date | None) -> str:
    """3 days left, until a moment or a day; empty once it has passed."""
    if value is None:
        return ""
    now = clock.now()
    if isinstance(value, datetime):
        return wording.time_left(value, now=now)
    return wording.days_left(value, today=localdate(now))


@register.filter
def urgency(value: date | None) -> str:
    """The tone of a deadline, a moment or a day: "wait" under seven days, "bad" under two or past."""
    if value is None:
        return ""
    end = value if isinstance(value, datetime) else days.day_ends(value)
    return wording.urgency(end, now=clock.now())


@register.simple_tag
def open_for(page: str) -> str:
    """How long a page stays open that an emailed link opened: half an hour."""
    return wording.minutes_in_words(settings.EMAILED_PAGES_OPEN_FOR[page])
