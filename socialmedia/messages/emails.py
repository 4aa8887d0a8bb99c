"""The emails about messages that wait; they name none of the people who wrote them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.time.wording import moment_in_words

from .models import Message


def waiting(person: User, messages: Sequence[Message]) -> Email:
    """To somebody who looks after messages: which of them should have been answered by now."""
    line = ""  # several are told of in an email of their own
    if len(messages) == 1:
        message = messages[0]
        line = f"{message.get_kind_display()}, {message.channel} (message {message.pk})"
    return _email("waiting", person, messages, line=line)


def late(person: User, messages: Sequence[Message]) -> Email:
    """To somebody who looks after messages: which of them have passed the end of their last day."""
    return _email("late", person, messages)


def _email(name: str, person: User, messages: Sequence[Message], *, line: str = "") -> Email:
    lines = [
        {
            "what": message.get_kind_display(),
            "channel": message.channel,
            "came": moment_in_words(message.came_at),
        }
        for message in messages
    ]
    return compose(
        f"socialmedia/messages_{name}",
        {"person": person, "lines": lines, "page": _page(messages)},
        to=person.email,
        about="messages",
        line=line,
    )


def _page(messages: Sequence[Message]) -> str:
    """Where to answer: the one message, or the list of those that wait."""
    site = str(settings.ORGANISATION["url"])
    if len(messages) == 1:
        return site + reverse("socialmedia:message", args=[messages[0].pk])
    return site + reverse("socialmedia:messages")
