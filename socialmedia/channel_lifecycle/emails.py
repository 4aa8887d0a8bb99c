"""The emails that say a channel was opened or left alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from ..channels.choices import ChannelAct
from ..channels.models import Channel
from ..posts.models import Variant
from ..team.models import TEAM_OFFICES
from ..team.selectors import people_to_tell


def opened(channel: Channel, *, why: str, by: Actor, today: date) -> list[Email]:
    """To those who work on it and those who answer for the team."""
    to = people_to_tell(Q(channel=channel) | Q(role__in=TEAM_OFFICES), by=by, today=today)
    return [_of_channel("opened", channel, person, why=why) for person in to]


def left_alone(
    channel: Channel, act: ChannelAct, planned: Iterable[Variant], *, why: str, by: Actor, today: date
) -> list[Email]:
    """To the same, and to the authors of what was planned there; each author reads which of theirs."""
    own: dict[User, list[Variant]] = defaultdict(list)
    for variant in planned:
        own[variant.post.author].append(variant)
    team = people_to_tell(Q(channel=channel) | Q(role__in=TEAM_OFFICES), by=by, today=today)
    authors = [author for author in own if author.is_active and f"user:{author.pk}" != by.key]
    count = sum(map(len, own.values()))
    context = {"why": why, "closed": act == ChannelAct.CLOSED, "count": count}
    return [
        _of_channel("left_alone", channel, person, own=own.get(person, []), **context)
        for person in dict.fromkeys([*team, *authors])
    ]


def _of_channel(name: str, channel: Channel, person: User, **said: Any) -> Email:
    page = page_address("socialmedia:channel", channel.slug)
    return compose(
        f"socialmedia/channel_{name}",
        {"channel": channel, "page": page, **said},
        to=person,
        about=f"channel:{channel.pk}",
        urgency=Urgency.LATER,
    )
