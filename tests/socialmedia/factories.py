"""Plain functions that make channels, people with roles, posts and the rest for tests."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils.text import slugify

from lla.accounts.models import User
from lla.time import clock
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel, Platform
from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.parameters import Parameters
from socialmedia.posts.choices import PostKind
from socialmedia.posts.models import Post, Variant
from socialmedia.sources.models import Source, Vetting
from socialmedia.team.choices import AppointedHow, Role
from socialmedia.team.models import Appointment
from tests.factories import give_second_factor, make_user

_numbers = count(1)
SINCE = date(2026, 1, 1)


def make_platform(slug: str = "facebook") -> Platform:
    """One of the platforms that a migration puts in."""
    return Platform.objects.get(slug=slug)


def make_channel(
    name: str = "",
    *,
    kind: str = ChannelKind.PAGE,
    platform: str = "facebook",
    status: str = ChannelStatus.OPEN,
    members: int = 0,
    extra_seats: int = 0,
) -> Channel:
    name = name or f"{ChannelKind(kind).label} {next(_numbers)}"
    return Channel.objects.create(
        name=name,
        slug=slugify(name),
        kind=kind,
        platform=make_platform(platform),
        address=f"https://social.example.org/{slugify(name)}",
        status=status,
        members=members,
        extra_seats=extra_seats,
    )


def make_appointment(
    user: User | None = None,
    role: str = Role.MODERATOR,
    *,
    channel: Channel | None = None,
    starts_on: date = SINCE,
    ends_on: date | None = None,
) -> Appointment:
    """A role; one that is of a channel gets a page of its own when none is named."""
    if channel is None and role not in {Role.MANAGER, Role.COORDINATOR}:
        channel = Channel.objects.first() or make_channel()
    return Appointment.objects.create(
        user=user or make_user(),
        role=role,
        channel=channel,
        starts_on=starts_on,
        ends_on=ends_on,
        how=AppointedHow.APPOINTED,
        decision="Annual conference 2026, motion C",
    )


def make_member(
    name: str = "Sam Hollis",
    role: str = Role.PAGE_ADMIN,
    *,
    channel: Channel | None = None,
    ends_on: date | None = None,
) -> User:
    """Somebody in the team with an authenticator app, who may open its pages."""
    user = make_user("", name)
    give_second_factor(user)
    make_appointment(user, role, channel=channel, ends_on=ends_on)
    return user


def make_guidelines(number: int = 1, **figures: int | str) -> GuidelineVersion:
    """An adopted version; figures that are not named are those of the published example."""
    return GuidelineVersion.objects.create(
        number=number,
        words="Post two or three times a day.",
        figures={**Parameters().stored(), **figures},
        decision="Annual conference 2026, motion C",
        adopted_at=clock.now(),
    )


def require_checks() -> GuidelineVersion:
    """The guidelines of a team in which nobody puts out what nobody else has checked."""
    return make_guidelines(peer_checked=Duty.REQUIRED)


def make_source(name: str = "Riverside Chronicle", *, vetted: timedelta | None = timedelta()) -> Source:
    """A sound source, vetted that long ago; `None` for one that nobody has vetted."""
    key = f"{slugify(name)}.example.org"
    source = Source.objects.create(name=name, key=key, address=f"https://{key}/")
    if vetted is not None:
        Vetting.objects.create(
            source=source,
            at=clock.now() - vetted,
            by=make_user(),
            reliable=True,
            conflicts=False,
            note="Read twenty articles; all were sourced.",
        )
    return source


def make_post(author: User | None = None, title: str = "", *, kind: str = PostKind.ORIGINAL) -> Post:
    return Post.objects.create(
        author=author or make_user(), title=title or f"Post {next(_numbers)}", kind=kind
    )


def make_variant(
    post: Post | None = None,
    *,
    channel: Channel | None = None,
    words: str = "Join us on Saturday at the Corn Exchange.",
    planned_at: datetime | None = None,
) -> Variant:
    return Variant.objects.create(
        post=post or make_post(),
        channel=channel or Channel.objects.first() or make_channel(),
        words=words,
        planned_at=planned_at or clock.now() + timedelta(hours=2),
    )
