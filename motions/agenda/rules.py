"""Whether a conference may be opened, or a motion to it begun, now; and the words refusing it."""

from datetime import datetime

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


def why_not_open(conference: Conference) -> list[str]:
    """Showing a draft to everybody."""
    if not conference.is_draft:
        return ["This conference is already open."]
    if not conference.items.exists():
        return ["The agenda is empty. Add an item first."]
    return []
