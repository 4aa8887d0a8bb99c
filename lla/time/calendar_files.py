"""The frame of every iCalendar file of ours, and London's clock as calendar programs want it told."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from icalendar import Calendar, Event, Timezone

from lla.words.cleaning import one_line

# London's rule since 1996, the same for ever as far as anybody knows.
LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


def subscription(path: str) -> str:
    """The address of a calendar file of this site that opens a calendar program, which subscribes to it."""
    return f"webcal://{urlsplit(settings.ORGANISATION['url']).netloc}{path}"


def calendar(name: str, *, of: str) -> Calendar:
    """An empty calendar that a reader sees under this name; `of` says what kind of things it holds."""
    made = Calendar()
    made.add("prodid", f"-//{one_line(settings.ORGANISATION['name'])}//{of}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", one_line(name))
    return made


def with_london_time(made: Calendar) -> Calendar:
    """For events that begin at an hour; those of whole days need no clock."""
    made.add_component(Timezone.from_ical(LONDON))
    return made


def event(row: Model, *, told_at: datetime, sequence: int) -> Event:
    """An event whose UID never changes; the sequence rises with every change that was told."""
    made = Event()
    made.add("uid", f"{row._meta.model_name}-{row.pk}@{urlsplit(settings.ORGANISATION['url']).hostname}")
    made.add("sequence", sequence)
    made.add("dtstamp", told_at)
    made.add("last-modified", told_at)
    return made
