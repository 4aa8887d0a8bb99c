"""Symposia as iCalendar files: one for each and a feed for a region, without a word about persons."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from icalendar import Calendar, Event

from lla.time import calendar_files
from lla.words.cleaning import one_line

from .choices import Stage

if TYPE_CHECKING:
    from ..regions.models import Region
    from .models import Symposium, Venue


def of_symposium(symposium: "Symposium") -> bytes:
    """One symposium. Give those of `announced().with_calendar_facts()`."""
    return _written(_calendar(f"{symposium.region} symposium", [symposium]))


def to_groups(symposium: "Symposium") -> str:
    """What comes with an email: an entry to keep, or one to take out again. Give it as to `of_symposium`."""
    calendar = _calendar(f"{symposium.region} symposium", [symposium])
    if symposium.stage == Stage.CANCELLED:
        calendar["method"] = "CANCEL"
    return _written(calendar).decode()


def of_region(region: "Region", symposia: "Iterable[Symposium]") -> bytes:
    """What a calendar program subscribes to; a cancelled symposium stays in it and says so."""
    return _written(_calendar(f"{region} symposia", symposia))


def _calendar(name: str, symposia: "Iterable[Symposium]") -> Calendar:
    calendar = calendar_files.with_london_time(calendar_files.calendar(name, of="Symposia"))
    for symposium in symposia:
        calendar.add_component(_event(symposium))
    return calendar


def _written(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())


def _event(symposium: "Symposium") -> Event:
    """The sequence rises with every time that time, place or standing was told."""
    site = settings.ORGANISATION["url"]
    event = calendar_files.event(
        symposium,
        told_at=symposium.told_at,  # type: ignore[attr-defined]  # from with_calendar_facts
        sequence=max(0, symposium.times_told - 1),  # type: ignore[attr-defined]  # the same
    )
    event.add("status", "CANCELLED" if symposium.stage == Stage.CANCELLED else "CONFIRMED")
    if symposium.starts_at and symposium.ends_at:
        event.add("dtstart", localtime(symposium.starts_at))
        event.add("dtend", localtime(symposium.ends_at))
    event.add("organizer", f"mailto:{settings.ORGANISATION['email']}")
    event.add("summary", one_line(f"{symposium.region} symposium of {settings.ORGANISATION['name']}"))
    event.add("url", site + reverse("organisers:symposium", args=[symposium.region.slug, symposium.quarter]))
    if venue := symposium.venue:
        event.add("location", one_line(", ".join(part for part in (venue.name, venue.address) if part)))
        event.add("description", _about(venue))
    return event


def _about(venue: "Venue") -> str:
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
