"""The staffing page and our channels ask the database no more for a large team than for a small one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.posts.models import Post, Variant
from socialmedia.staffing.models import ReachTarget
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from tests.factories import sign_in
from tests.socialmedia.factories import make_channel
from tests.socialmedia.staffing.factories import make_coordinator

pytestmark = pytest.mark.django_db

MOST = 12  # beyond those of the sign-in
PAGES = [
    "/social/staffing/",
    "/social/staffing/?opened=snapchat&suspended=facebook",
    "/social/channels/",
    "/social/channels/our-page/",
    "/social/channels/our-page/open/",
    "/social/channels/our-page/suspend/",
]


def fill(people: range, channels: list[Channel], *, posts: int) -> None:
    """People on two channels each, one in three away some time, and posts planned on the first page."""
    today = localdate(clock.now())
    users = User.objects.bulk_create(
        User(email=f"team{number}@example.org", name=f"Member {number}") for number in people
    )
    Appointment.objects.bulk_create(
        Appointment(
            user=user, role=Role.MODERATOR, channel=channels[(at + step) % len(channels)], starts_on=today
        )
        for at, user in enumerate(users)
        for step in (0, 1)
    )
    Leave.objects.bulk_create(
        Leave(user=user, starts_on=today + timedelta(days=at), ends_on=today + timedelta(days=at + 5))
        for at, user in enumerate(users[::3])
    )
    ReachTarget.objects.create(extra=1, why="Elections", starts_on=today, ends_on=today, set_by=users[0])
    made = Post.objects.bulk_create(
        Post(title=f"Post {at}", author=users[at % len(users)]) for at in range(posts)
    )
    Variant.objects.bulk_create(
        Variant(post=post, channel=channels[at % len(channels)], words="Join us.", planned_at=clock.now())
        for at, post in enumerate(made)
    )


def queries(client: Client, address: str, *, status: int = 200) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == status
    return len(asked)


def test_thirty_people_on_ten_channels_with_2000_posts_cost_no_more_queries_than_three_on_two() -> None:
    client = sign_in(Client(), make_coordinator())
    channels = [make_channel("Our page"), make_channel("Talk", kind=ChannelKind.DISCUSSION)]
    fill(range(3), channels, posts=2)
    few = {page: queries(client, page) for page in PAGES}
    channels += [make_channel(platform=slug) for slug in ("twitter", "instagram", "youtube")]
    channels += [make_channel(kind=kind) for kind in ChannelKind.values[1:]]
    channels += [make_channel(kind=ChannelKind.DISCUSSION) for _ in range(2)]
    fill(range(3, 30), channels, posts=2_000)
    many = {page: queries(client, page) for page in PAGES}
    assert many == few
    sign_in_alone = queries(client, "/social/channels/new/teapot/", status=404)
    assert {page: count for page, count in many.items() if count - sign_in_alone > MOST} == {}
