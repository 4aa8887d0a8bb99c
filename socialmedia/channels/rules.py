"""Whether anything can have come in on a channel."""

from datetime import datetime, timedelta

from lla.time.wording import moment_in_words

from .choices import ChannelStatus
from .models import Channel

OLDEST = timedelta(days=366)


def why_not_come_in(channel: Channel, at: datetime, *, what: str, now: datetime) -> list[str]:
    """Noting that something came in on a channel at a moment; `what` it is, such as "message"."""
    reasons = []
    if channel.status not in {ChannelStatus.OPEN, ChannelStatus.SUSPENDED}:
        reasons.append(f"{channel} is {channel.get_status_display().lower()}: it receives nothing.")
    if at > now:
        reasons.append(f"The {what} cannot be from the future. It is now {moment_in_words(now)}.")
    if at < now - OLDEST:
        reasons.append("That is more than a year ago. Check the date.")
    return reasons
