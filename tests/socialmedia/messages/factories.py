"""Messages for tests, made through the workflow."""

from datetime import datetime

from lla.acts.actors import SYSTEM
from socialmedia.channels.models import Channel
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from socialmedia.sources.models import Source
from tests.socialmedia.factories import make_channel


def channel_for_messages() -> Channel:
    return Channel.objects.first() or make_channel("Our page")


def make_message(
    kind: str = MessageKind.REQUEST,
    *,
    channel: Channel | None = None,
    came_at: datetime | None = None,
    person: str = "Kim Ashdown",
    words: str = "When is the next meeting?",
    source: Source | None = None,
) -> Message:
    return messages_workflow.receive(
        channel or channel_for_messages(),
        kind=kind,
        person=person,
        words=words,
        came_at=came_at,
        source=source,
        by=SYSTEM,
    )
