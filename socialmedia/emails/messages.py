"""The letter about messages that have waited too long; it names none of the people who wrote them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from lla.mail import compose
from lla.models import Letter, User
from lla.moments import moment_in_words

from ..models import Message


def late(person: User, messages: Sequence[Message]) -> Letter:
    """To somebody who looks after messages: which of them have passed the end of their last day."""
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
        "emails/socialmedia/messages_late.txt",
        {"person": person, "lines": lines},
        to=person.email,
        kind="socialmedia/messages_late",
        about="messages",
    )
