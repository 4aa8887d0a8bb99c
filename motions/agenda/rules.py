"""Whether something may be begun for a conference now, and the words refusing it."""

from datetime import datetime

from lla.time.wording import moment_in_words

from .models import Conference


def why_not_start(conference: Conference, *, now: datetime) -> list[str]:
    """Beginning a draft for this conference, in time or late."""
    if now < conference.motions_open_at:
        return [f"Motions to {conference} open on {moment_in_words(conference.motions_open_at)}."]
    if conference.is_over(now):
        return [f"{conference} is over. Motions are closed."]
    return []
