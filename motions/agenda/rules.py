"""Whether a conference may be opened, or a motion to it begun, now; and the words refusing it."""

from datetime import date, datetime

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import localdate

from lla.time.wording import moment_in_words

from .models import Conference


def why_not_start(conference: Conference, *, now: datetime) -> list[str]:
    """Beginning a motion to this conference, in time or late."""
    if conference.is_draft:
        return [f"{conference} is not open yet."]
    if now < conference.motions_open_at:
        return [f"Motions to {conference} open on {moment_in_words(conference.motions_open_at)}."]
    if conference.is_over(now):
        return [f"{conference} is over. Motions are closed."]
    return []


GONE = "This conference has been removed."


def why_gone(pk: int) -> list[str]:
    """Working on a conference that a colleague has removed: who did; nothing of one that never was."""
    here = {"content_type": ContentType.objects.get_for_model(Conference), "action_flag": DELETION}
    entry = LogEntry.objects.filter(**here, object_id=str(pk)).select_related("user").first()
    return [f"{entry.object_repr} has been removed by {entry.user}."] if entry else []


def why_not_open(conference: Conference) -> list[str]:
    """Showing a draft to everybody."""
    if not conference.is_draft:
        return ["This conference is already open."]
    if not conference.items.exists():
        return ["The agenda is empty. Add an item first."]
    return []


def why_not_emergency(conference: Conference, *, event_on: date | None, now: datetime) -> list[str]:
    """Calling a motion an emergency: something happened after motions closed."""
    closed_on = localdate(conference.motions_close_at)
    if now <= conference.motions_close_at:
        closes = moment_in_words(conference.motions_close_at)
        return [f"Motions are open until {closes}. Send yours as an ordinary motion."]
    if event_on is None:
        return ["Enter the day of the event that makes this an emergency."]
    if event_on < closed_on:
        return ["An emergency motion is about something that happened after motions closed."]
    if event_on > localdate(now):
        return ["The day of the event is in the future."]
    return []
