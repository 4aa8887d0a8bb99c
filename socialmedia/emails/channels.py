"""The emails that say a channel was opened or left alone, and that the times call for more people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from lla.actors import Actor
from lla.emails.choices import Urgency
from lla.emails.outbox import compose
from lla.models import Email, User

from ..choices import ChannelAct, Role
from ..clocks import day_ends
from ..models import Appointment, Channel, ReachTarget, Variant

ANSWERING = (Role.MANAGER, Role.COORDINATOR)


def opened(channel: Channel, *, why: str, by: Actor, today: date) -> list[Email]:
    """To those who work on it and those who answer for the team."""
    to = _people(Q(channel=channel) | Q(role__in=ANSWERING), by=by, today=today)
    return [_of_channel("opened", channel, person, why=why) for person in to]


def left_alone(
    channel: Channel, act: ChannelAct, planned: Iterable[Variant], *, why: str, by: Actor, today: date
) -> list[Email]:
    """To the same, and to the authors of what was planned there; each author reads which of theirs."""
    own: dict[User, list[Variant]] = defaultdict(list)
    for variant in planned:
        own[variant.post.author].append(variant)
    team = _people(Q(channel=channel) | Q(role__in=ANSWERING), by=by, today=today)
    authors = [author for author in own if author.is_active and f"user:{author.pk}" != by.key]
    count = sum(map(len, own.values()))
    said = {"why": why, "closed": act == ChannelAct.CLOSED, "count": count}
    return [
        _of_channel("left_alone", channel, person, own=own.get(person, []), **said)
        for person in dict.fromkeys([*team, *authors])
    ]


def reach_set(target: ReachTarget, *, by: Actor, today: date) -> list[Email]:
    """To those who answer for the team: more people are to be found."""
    page = settings.ORGANISATION["url"] + reverse("socialmedia:staffing")
    return [
        compose(
            "emails/socialmedia/reach_set.txt",
            {"target": target, "person": person, "page": page},
            to=person.email,
            kind="socialmedia/reach_set",
            about=f"reachtarget:{target.pk}",
            urgency=Urgency.LATER,
            expires_at=day_ends(target.ends_on),
        )
        for person in _people(Q(role__in=ANSWERING), by=by, today=today)
    ]


def _people(which: Q, *, by: Actor, today: date) -> list[User]:
    """Everybody with such a role today but the person who acts."""
    found = Appointment.objects.in_force(on=today).filter(which).people()
    return [person for person in found if f"user:{person.pk}" != by.key]


def _of_channel(name: str, channel: Channel, person: User, **said: Any) -> Email:
    page = settings.ORGANISATION["url"] + reverse("socialmedia:channel", args=[channel.slug])
    return compose(
        f"emails/socialmedia/channel_{name}.txt",
        {"channel": channel, "person": person, "page": page, **said},
        to=person.email,
        kind=f"socialmedia/channel_{name}",
        about=f"channel:{channel.pk}",
        urgency=Urgency.LATER,
    )
