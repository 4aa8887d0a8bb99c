"""Whom the team's quarter is told about, found by the keys of the files, and the moments it is told at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.demo import reading
from lla.demo.reading import Moment, PersonRecord
from socialmedia.channels.models import Channel

OFFICES = {"roisin": "manager", "callum": "coordinator"}


@dataclass
class Crew:
    """People and channels by their keys; channels appear as they are planned, their state as it changes."""

    today: date
    now: datetime
    people: Mapping[str, PersonRecord]
    channels: dict[str, Channel] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    @cached_property
    def committee(self) -> Mapping[str, User]:
        users = {user.email: user for user in User.objects.filter(is_staff=True)}
        return {key: users[record.email] for key, record in reading.committee().items()}

    def user(self, key: str) -> User:
        return self.users.get(key) or self.committee[key]

    def actor(self, key: str) -> Actor:
        return Actor.user(self.user(key), role=OFFICES.get(key, "team"))

    def day(self, days: int) -> date:
        return reading.day(self.today, days)

    def moment(self, at: Moment) -> datetime:
        return reading.moment(self.today, at)


def page(path: str) -> str:
    """The address of one of our own pages; nothing for none."""
    return f"{settings.ORGANISATION['url']}{path}" if path else ""
