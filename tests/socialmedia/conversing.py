"""Plain functions that make messages, comments and filter lists for tests, through the workflows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lla.actors import SYSTEM
from lla.models import User
from socialmedia.choices import MessageKind
from socialmedia.models import Channel, FilterList, Incident, Message, Source
from socialmedia.workflow import comments, filters, messages
from tests.factories import make_user
from tests.socialmedia.factories import make_channel


def a_channel() -> Channel:
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
    return messages.receive(
        channel or a_channel(),
        kind=kind,
        person=person,
        words=words,
        came_at=came_at,
        source=source,
        by=SYSTEM,
    )


def make_comment(*, channel: Channel | None = None, **facts: Any) -> Incident:
    given = {"person": "Kim Ashdown", "words": "You are all the same.", "hostile": True, **facts}
    return comments.note(channel or a_channel(), **given, by=SYSTEM)


def make_filter_list(
    words: Sequence[str] = ("loser", "tree"), *, why: str = "First words", person: User | None = None
) -> FilterList:
    """The next version."""
    current = FilterList.objects.current()
    seen = current.number if current else 0
    return filters.make(list(words), why=why, seen=seen, person=person or make_user(), by=SYSTEM)
