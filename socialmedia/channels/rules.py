"""Whether anything can have come in on a channel."""

from datetime import timedelta

from .choices import ChannelStatus
from .models import Channel

OLDEST = timedelta(days=366)


def why_not_on(channel: Channel) -> list[str]:
    """Whether anything comes in on a channel."""
    if channel.status in {ChannelStatus.OPEN, ChannelStatus.SUSPENDED}:
        return []
    return [f"{channel} is {channel.get_status_display().lower()}: it receives nothing."]
