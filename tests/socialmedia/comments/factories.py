"""Comments for tests, made through the workflow."""

from typing import Any

from lla.acts.actors import SYSTEM
from socialmedia.channels.models import Channel
from socialmedia.comments import workflow as comments_workflow
from socialmedia.comments.models import Incident
from tests.socialmedia.messages.factories import channel_for_messages


def make_comment(*, channel: Channel | None = None, **facts: Any) -> Incident:
    given = {"person": "Kim Ashdown", "words": "You are all the same.", "hostile": True, **facts}
    return comments_workflow.note(channel or channel_for_messages(), **given, by=SYSTEM)
