"""Who comes to the doors of social media: one person for each role, and the channels they look after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.team.choices import Role
from tests.factories import make_staff, sign_in, sign_in_on_remembered_device
from tests.permission_matrix import DONE, SIGN_IN, Cell
from tests.socialmedia.factories import make_channel, make_member

# In this order stands every row of the matrix.
ROLES = (
    "anonymous",
    "lapsed",  # in the team until midnight
    "member",
    "complained_of",  # in the team, and a complaint is about them
    "coordinator",
    "manager",
    "committee",
    "superuser",
)
EVERYBODY: list[Cell] = [200] * 8
POST_ONLY: list[Cell] = [405] * 8
TEAM: list[Cell] = [SIGN_IN, 403, 200, 200, 200, 200, 403, 403]
READERS: list[Cell] = [SIGN_IN, 403, 200, 200, 200, 200, 200, 200]
COORDINATORS: list[Cell] = [SIGN_IN, 403, 403, 403, 200, 200, 403, 403]
MANAGERS: list[Cell] = [SIGN_IN, 403, 403, 403, 403, 200, 200, 200]
LEADERSHIP: list[Cell] = [SIGN_IN, 403, 403, 403, 403, 403, 200, 200]


def who_do(cells: list[Cell]) -> list[Cell]:
    """The row of an act that is done by whoever may open its page."""
    return [DONE if cell == 200 else cell for cell in cells]


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the roles, a public page, an organising and a discussion forum."""

    lapsed: User
    member: User
    complained_of: User
    coordinator: User
    manager: User
    committee: User
    superuser: User
    page: Channel
    organising: Channel
    discussion: Channel


Typed = Callable[[Cast], Mapping[str, Any]]
Rows = Mapping[str, Mapping[str, Any]]  # the name of an address -> what stands in it
Acts = Mapping[str, tuple[Typed, Sequence[Cell]]]


def make_cast() -> Cast:
    page = make_channel("Our page")
    organising = make_channel("Organising", kind=ChannelKind.ORGANISING)
    discussion = make_channel("Discussion", kind=ChannelKind.DISCUSSION)
    superuser = make_staff("", "Su Power", groups=())
    superuser.is_superuser = True
    superuser.save()
    yesterday = localdate(clock.now()) - timedelta(days=1)
    return Cast(
        lapsed=make_member("Lee Lapsed", channel=page, ends_on=yesterday),
        member=make_member("Mo Member", channel=page),
        complained_of=make_member("Cass Of", Role.MODERATOR, channel=discussion),
        coordinator=make_member("Coo Dinator", Role.COORDINATOR),
        manager=make_member("Manny Ager", Role.MANAGER),
        committee=make_staff(),
        superuser=superuser,
        page=page,
        organising=organising,
        discussion=discussion,
    )


def come_in_by_code(cast: Cast) -> dict[str, Client]:
    """The member by an emailed code alone, and on a device that is remembered."""
    return {
        "half_way": sign_in(Client(), cast.member, second_factor=False),
        "remembered": sign_in_on_remembered_device(Client(), cast.member),
    }


def come_in(cast: Cast) -> dict[str, Client]:
    """A browser for each role, in the order of ROLES."""
    clients = {}
    for role in ROLES:
        clients[role] = client = Client()
        if role != "anonymous":
            sign_in(client, getattr(cast, role))
    return clients
