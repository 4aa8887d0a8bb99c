"""Symposia as iCalendar files: one for each and a feed for a region, without a word about persons."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from icalendar import Calendar, Event, Timezone

from lla.words import one_line

from ..choices import Stage
from ..models import Region, Symposium, Venue

TYPE = "text/calendar; charset=utf-8"
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


def of_symposium(symposium: Symposium) -> bytes:
    """One symposium. Give those of `announced().with_calendar_facts()`."""
    return _calendar(f"{symposium.region} symposium", [symposium])


def of_region(region: Region, symposia: Iterable[Symposium]) -> bytes:
    """What a calendar program subscribes to; a cancelled symposium stays in it and says so."""
    return _calendar(f"{region} symposia", symposia)


def _calendar(name: str, symposia: Iterable[Symposium]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{one_line(settings.ORGANISATION['name'])}//Symposia//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add_component(Timezone.from_ical(LONDON))
    for symposium in symposia:
        calendar.add_component(_event(symposium))
    return bytes(calendar.to_ical())


def _event(symposium: Symposium) -> Event:
    """The UID never changes; the sequence rises with every time that time, place or standing was told."""
    site = settings.ORGANISATION["url"]
    told_at = symposium.told_at  # type: ignore[attr-defined]  # from with_calendar_facts
    event = Event()
    event.add("uid", f"symposium-{symposium.pk}@{urlsplit(site).hostname}")
    event.add("sequence", max(0, symposium.times_told - 1))  # type: ignore[attr-defined]  # the same
    event.add("dtstamp", told_at)
    event.add("last-modified", told_at)
    event.add("status", "CANCELLED" if symposium.stage == Stage.CANCELLED else "CONFIRMED")
    if symposium.starts_at and symposium.ends_at:
        event.add("dtstart", localtime(symposium.starts_at))
        event.add("dtend", localtime(symposium.ends_at))
    event.add("summary", one_line(f"{symposium.region} symposium of {settings.ORGANISATION['name']}"))
    event.add("url", site + reverse("organisers:symposium", args=[symposium.region.slug, symposium.quarter]))
    if venue := symposium.venue:
        event.add("location", one_line(", ".join(part for part in (venue.name, venue.address) if part)))
        event.add("description", _about(venue))
    return event


def _about(venue: Venue) -> str:
    lines = [f"Getting there: {one_line(venue.transport)}"] if venue.transport else []
    lines += [
        f"{words}: {'yes' if known else 'no'}"
        for words, known in (
            ("Step-free", venue.step_free),
            ("Hearing loop", venue.hearing_loop),
            ("Accessible WC", venue.accessible_wc),
            ("Quiet space", venue.quiet_space),
            ("Childcare", venue.childcare),
        )
        if known is not None
    ]
    return "\n".join(lines)
