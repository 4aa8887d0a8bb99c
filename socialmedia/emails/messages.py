"""The emails about messages that wait; they name none of the people who wrote them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from lla.emails.outbox import compose
from lla.models import Email, User
from lla.moments import moment_in_words

from ..models import Message


def waiting(person: User, messages: Sequence[Message]) -> Email:
    """To somebody who looks after messages: which of them should have been answered by now."""
    return _email("waiting", person, messages)


def late(person: User, messages: Sequence[Message]) -> Email:
    """To somebody who looks after messages: which of them have passed the end of their last day."""
    return _email("late", person, messages)


def _email(name: str, person: User, messages: Sequence[Message]) -> Email:
    site = settings.ORGANISATION["url"]
    lines = [
        {
            "what": message.get_kind_display(),
            "channel": message.channel,
            "came": moment_in_words(message.came_at),
            "page": site + reverse("socialmedia:message", args=[message.pk]),
        }
        for message in messages
    ]
    return compose(
        f"emails/socialmedia/messages_{name}.txt",
        {"person": person, "lines": lines},
        to=person.email,
        kind=f"socialmedia/messages_{name}",
        about="messages",
    )
