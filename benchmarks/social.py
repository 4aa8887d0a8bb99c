"""The social media team's checks against rendering the bare page."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from statistics import median

from django.utils.timezone import localdate

from benchmarks.house import House
from benchmarks.pages import visitor
from benchmarks.reading import Reading, at_most, in_turn, ratio, seconds
from benchmarks.settings import BARE
from lla.accounts.models import User
from lla.time import clock
from socialmedia.channels.choices import Basis, ChannelKind, ChannelStatus, Counting
from socialmedia.channels.models import Channel, Platform
from socialmedia.guidelines.selectors import parameters_in_force
from socialmedia.posts.checks.every_check import verdicts
from socialmedia.posts.checks.facts import PostFacts, Surroundings, VariantFacts
from socialmedia.posts.choices import CheckKind, PostKind
from socialmedia.posts.models import Post, PostCheck
from socialmedia.sources.vetting import SourceFacts
from socialmedia.staffing.outlook import outlook
from socialmedia.staffing.selectors import team_in
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave

ROUNDS = 100
PEOPLE, DAYS, FILTER_WORDS = 30, 28, 200
FORUMS = [ChannelKind.ORGANISING, ChannelKind.DISCUSSION] * 2 + [ChannelKind.COMMITTEE]


def staffing(house: House) -> Iterator[Reading]:
    """A page on each platform and five forums; every third person is away for a week of their own."""
    make_team()
    first = localdate(clock.now())
    last = first + timedelta(days=DAYS - 1)
    reads = median(seconds(partial(team_in, first, last)) for _ in range(ROUNDS))
    check = partial(outlook, team_in(first, last), first, last, parameters_in_force())
    what, read = f"staffing check of {PEOPLE} people, 10 channels, {DAYS} days", "the team is read in"
    yield against_bare(what, check, 1, f"; {read} {reads * 1000:.1f} ms")


def guidelines(house: House) -> Iterator[Reading]:
    """Every check of a share on five pages, each with words at its platform's limit, and a list of words."""
    figures, now = parameters_in_force(), clock.now()
    around = Surroundings(now, "Facebook", tuple(f"swear{number}" for number in range(FILTER_WORDS)))
    post = make_facts(now)
    check = partial(verdicts, post, around, figures)
    yield against_bare("guideline checks of one post", check, 0.2, f", {len(check())} verdicts")


def against_bare(what: str, check: Callable[[], object], target: float, note: str) -> Reading:
    bare = partial(visitor(), BARE)
    pairs = [in_turn(check, bare) for _ in range(ROUNDS)]
    mine, plain = (median(times) for times in zip(*pairs, strict=True))
    note = f"{mine * 1000:.2f} ms, bare page {plain * 1000:.1f} ms{note}"
    return at_most(what, ratio(pairs), target, note)


def make_facts(now: datetime) -> PostFacts:
    """A share that says and shows everything the guidelines ask about."""
    places = (
        VariantFacts(
            channel=place.pk,
            name=f"Page {place.pk}",
            words="Read this, and tell us 🎉 https://example.org/news what you think of it. " * 3,
            planned_at=now + timedelta(hours=place.pk),
            platform=place.name,
            order=place.order,
            limit=place.character_limit,
            byte_limit=place.byte_limit,
            counting=Counting(place.counting),
            others_that_day=2,
        )
        for place in Platform.objects.all()
    )
    post = Post(
        kind=PostKind.SHARE,
        read_by=User(name="Bench Member"),
        official=True,
        basis=Basis.CONFERENCE,
        controversial=True,
        makes_claims=True,
        accuses=True,
        has_media=True,
        paid=True,
    )
    return PostFacts(
        post,
        writers=frozenset({1}),
        source=SourceFacts("Bench Chronicle", localdate(now), reliable=True),
        variants=tuple(places),
        checks=(PostCheck(kind=CheckKind.PEER, by=User(pk=2, name="Bench Reader"), agreed=True),),
    )


def make_team() -> None:
    """Everybody on two channels, so that every seat is filled."""
    platforms = list(Platform.objects.all())
    pages = [(ChannelKind.PAGE, platform) for platform in platforms]
    forums = [(kind, platforms[0]) for kind in FORUMS]
    channels = Channel.objects.bulk_create(
        Channel(
            name=f"Bench channel {number}",
            slug=f"bench-channel-{number}",
            kind=kind,
            platform=platform,
            status=ChannelStatus.OPEN,
        )
        for number, (kind, platform) in enumerate([*pages, *forums])
    )
    people = User.objects.bulk_create(
        User(email=f"team{number}@example.org", name=f"Bench Member {number}") for number in range(PEOPLE)
    )
    today = localdate(clock.now())
    Appointment.objects.bulk_create(
        Appointment(
            user=person,
            role=Role.PAGE_ADMIN,
            channel=channels[(number + step) % len(channels)],
            starts_on=today - timedelta(days=100),
            decision="Bench",
        )
        for number, person in enumerate(people)
        for step in (0, 5)
    )
    Leave.objects.bulk_create(
        Leave(user=person, starts_on=today + timedelta(days=at), ends_on=today + timedelta(days=at + 6))
        for at, person in enumerate(people[::3])
    )
