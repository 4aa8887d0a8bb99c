"""Somebody's own duties as an iCalendar file: whole days, and nobody else's name."""

from collections.abc import Iterable

from django.conf import settings

from lla.emails.outbox import page_address
from lla.time import calendar_files, weeks
from lla.words.cleaning import one_line

from .models import RosterDuty


def of_duties(duties: Iterable[RosterDuty]) -> bytes:
    """What a calendar program subscribes to; a duty that was given away is not in it any more."""
    name = f"{settings.ORGANISATION['short_name']} social media"
    calendar = calendar_files.calendar(name, of="Roster")
    for duty in duties:
        week = weeks.named(weeks.monday_of(duty.on))
        changed = (duty.changed_at - duty.created_at).total_seconds()
        event = calendar_files.event(duty, told_at=duty.changed_at, sequence=max(0, int(changed)))
        event.add("dtstart", duty.on)
        event.add("summary", one_line(f"{duty.get_kind_display()}: {duty.channel}"))
        event.add("transp", "TRANSPARENT")
        event.add("url", page_address("socialmedia:roster_week", week))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
