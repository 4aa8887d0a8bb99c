"""Days and moments in the words people say: "Saturday 22 February, 5 pm; 3 days left", in London time."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.timezone import localdate, localtime

URGENT = timedelta(days=2)
SOON = timedelta(days=7)


@lru_cache(maxsize=1_024)
def day_in_words(day: date, *, year: bool = True) -> str:
    """Saturday 22 February 2027."""
    words = f"{day:%A} {day.day} {day:%B}"
    return f"{words} {day.year}" if year else words


@lru_cache(maxsize=1_024)
def short_day(day: date) -> str:
    """22 February 2027."""
    return f"{day.day} {day:%B} {day.year}"


def hour_in_words(hour: time) -> str:
    """5 pm, 9.14 am, noon, midnight."""
    if (hour.hour, hour.minute) in {(0, 0), (12, 0)}:
        return "noon" if hour.hour else "midnight"
    minutes = f".{hour.minute:02}" if hour.minute else ""
    return f"{hour.hour % 12 or 12}{minutes} {'pm' if hour.hour >= 12 else 'am'}"


def clock_in_words(moment: datetime) -> str:
    """The hour of a moment, in London."""
    return hour_in_words(localtime(moment).time())


def moment_in_words(moment: datetime) -> str:
    """Saturday 22 February 2027, 5 pm."""
    return f"{day_in_words(localdate(moment))}, {clock_in_words(moment)}"


def date_in_brief(day: date) -> str:
    """3 May, where space is short."""
    return f"{day.day} {day:%b}"


def day_in_brief(day: date) -> str:
    """Sat 28 Feb."""
    return f"{day:%a} {date_in_brief(day)}"


def moment_in_brief(moment: datetime) -> str:
    """Sat 28 Feb, 11am."""
    return f"{day_in_brief(localdate(moment))}, {clock_in_words(moment).replace(' ', '')}"


def urgency(moment: datetime, *, now: datetime) -> str:
    """The tone of a deadline: "bad" with less than two days left or none, "wait" with less than seven."""
    left = moment - now
    if left < URGENT:
        return "bad"
    return "wait" if left < SOON else ""


def minutes_in_words(minutes: int) -> str:
    """Half an hour, an hour, two hours, 45 minutes."""
    if minutes in {30, 60}:
        return "half an hour" if minutes == 30 else "an hour"
    hours, odd_minutes = divmod(minutes, 60)
    return f"{minutes} minutes" if odd_minutes else f"{apnumber(hours)} hours"


def span_in_words(span: timedelta) -> str:
    """An hour, two days, 90 days, a year, two years; leap days do not make a year longer."""
    if span < timedelta(days=1):
        return minutes_in_words(span // timedelta(minutes=1))
    years, more = divmod(span.days, 365)
    if years and more <= years:
        return "a year" if years == 1 else f"{apnumber(years)} years"
    return "a day" if span.days == 1 else f"{apnumber(span.days)} days"


def time_left(moment: datetime, *, now: datetime) -> str:
    """How long until `moment`: "3 days left", "5 hours left", "12 minutes left"; empty once it has passed."""
    left = moment - now
    if left <= timedelta():
        return ""
    days = (localdate(moment) - localdate(now)).days
    if left >= timedelta(hours=36):
        return f"{days} days left"
    hours = int(left / timedelta(hours=1))
    if hours >= 2:
        return f"{hours} hours left"
    minutes = max(1, int(left / timedelta(minutes=1)))
    return "1 minute left" if minutes == 1 else f"{minutes} minutes left"


def days_left(day: date, *, today: date) -> str:
    """3 days left, tomorrow, today; empty once it is over."""
    number = (day - today).days
    if number < 0:
        return ""
    return {0: "today", 1: "tomorrow"}.get(number, f"{number} days left")
