"""The emails about messages that wait; they name none of the people who wrote them."""

from collections.abc import Sequence

from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
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
    page = page_address("socialmedia:messages")
    if len(messages) == 1:
        page = page_address("socialmedia:message", messages[0].pk)
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
        {"lines": lines, "page": page},
        to=person,
        about="messages",
        line=line,
    )
