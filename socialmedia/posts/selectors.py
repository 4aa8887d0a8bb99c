"""What the guidelines in force say of a post, its rows read once; and whom to tell of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from lla import decisions
from lla.accounts.models import User
from lla.time.days import day_begins, day_ends, local_days
from lla.time.parsing import moment
from lla.words.search import read

from ..channels.choices import Basis, ChannelKind, Counting
from ..channels.models import Channel
from ..consultations.models import Consultation
from ..filters.models import FilterList
from ..guidelines import selectors as guidelines_selectors
from ..guidelines.models import GuidelineVersion
from ..guidelines.verdicts import DecisionFacts, Verdict, unresolved
from ..record.models import SocialEvent
from ..roster.choices import DutyKind
from ..roster.selectors import Present
from ..sources import selectors as sources_selectors
from ..sources.addresses import host_of, lies_on
from .checks.every_check import verdicts
from .checks.facts import PostFacts, Reading, Surroundings, VariantFacts, digest, reading
from .choices import PostAct, VariantStatus
from .models import Override, Post, PostCheck, PostQuerySet, Variant

# The steps in the record that tell who wrote a post's words.
WROTE = (PostAct.DRAFTED, PostAct.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Planned:
    """The words for one channel, typed or saved, and when they go out there, which a draft may leave open."""

    channel: Channel
    words: str
    planned_at: datetime | None
    posted: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A post's verdicts, and the reasons that somebody gave against some of them for these very words."""

    facts: PostFacts
    verdicts: list[Verdict]
    version: GuidelineVersion | None
    reasons: dict[tuple[str, int | None], Override] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest(self.facts)

    @property
    def approvals(self) -> list[PostCheck]:
        """Who agreed to these very words, the latest first."""
        return [check for check in self.facts.checks if check.agreed and check.digest == self.digest]

    @property
    def unresolved(self) -> list[Verdict]:
        """What keeps the post from going out anywhere."""
        return unresolved(self.verdicts, self.reasons)

    def unresolved_on(self, channel: int) -> list[Verdict]:
        """What keeps it from going out on one channel."""
        return [verdict for verdict in self.unresolved if verdict.channel in {None, channel}]


def judge(post: Post, *, now: datetime, places: Sequence[Planned] | None = None) -> Judged:
    """The verdicts of a post as it is saved, or with `places` as it is being typed."""
    version = GuidelineVersion.objects.in_force()
    facts = facts_of(post, places_of(post) if places is None else places)
    judged = verdicts(facts, surroundings(now), guidelines_selectors.parameters(version))
    overrides = Override.objects.filter(post=post.pk, digest=digest(facts)).select_related("by")
    reasons = {(override.code, override.channel_id): override for override in overrides} if post.pk else {}
    return Judged(facts, judged, version, reasons)


def found(asked: Mapping[str, Any]) -> PostQuerySet:
    """The posts that answer what a form asks: `q`, `channel`, `kind`, `author`, `since` and `until`.

    Days and words are those of one channel. What is missing asks nothing.
    """
    posts = Post.objects.filter(**{name: asked[name] for name in ("kind", "author") if asked.get(name)})
    question = read(asked["q"]) if asked.get("q") else None
    channel, since, until = (asked.get(name) for name in ("channel", "since", "until"))
    if not (channel or since or until):
        return posts.found_anywhere(question) if question else posts
    places = Variant.objects.belonging()
    places = places.filter(channel=channel) if channel else places
    places = places.on_days(day_begins(since) if since else None, day_ends(until) if until else None)
    return posts.found_in(places, question)


def reading_of(post: Post) -> Reading:
    """A saved post's words as they stand, with all else that somebody who checks it reads."""
    return reading(facts_of(post, places_of(post)))


def digest_of(post: Post) -> str:
    """The hash of a saved post's words as they stand."""
    return reading_of(post).digest


def places_of(post: Post) -> list[Planned]:
    """Its words by channel; of a post that was cancelled, those that it had."""
    variants = post.variants.belonging().select_related("channel__platform")
    return [
        Planned(variant.channel, variant.words, variant.planned_at, variant.status == VariantStatus.POSTED)
        for variant in variants
    ]


def surroundings(now: datetime) -> Surroundings:
    first = Channel.objects.open().pages().select_related("platform").first()
    words = FilterList.objects.current()
    return Surroundings(now, first.platform.name if first else "", tuple(words.words) if words else ())


def facts_of(post: Post, places: Sequence[Planned]) -> PostFacts:
    """A post that may not be saved yet, with everything known about it."""
    others = _others(post, places)
    return PostFacts(
        post,
        writers=writers_of(post),
        source=sources_selectors.facts_of(post.source) if post.source else None,
        **_basis(post),
        answers=_answers(post),
        medium=post.medium,
        variants=tuple(_variant(place, others) for place in places),
        checks=tuple(post.checks.select_related("by").order_by("-pk")) if post.pk else (),
        used_on=_used_on(post),
    )


def _used_on(post: Post) -> frozenset[date]:
    """The days of what it repeats, and of all else that repeats the same."""
    if post.original_id is None:
        return frozenset()
    same = Q(post=post.original_id) | Q(post__original=post.original_id)
    rows = Variant.objects.standing().filter(same).exclude(post=post.pk)
    moments = rows.values_list("planned_at", "posted_at")
    return frozenset(localdate(posted or planned) for planned, posted in moments if posted or planned)


def _basis(post: Post) -> dict[str, Any]:
    """Where the address that a position rests on leads, if it states one."""
    if not (post.official and post.basis_link):
        return {}
    motion = decisions.find(post.basis_link) if post.basis == Basis.CONFERENCE else None
    return {
        "on_our_site": lies_on(post.basis_link, [host_of(settings.ORGANISATION["url"])]),
        "decision": DecisionFacts(motion.name, motion.carried) if motion else None,
    }


def writers_of(post: Post) -> frozenset[int]:
    """Everybody who wrote any of its words: none of them can check it."""
    writers = {post.author_id} if post.author_id else set()
    if post.pk:
        steps = SocialEvent.objects.filter(about=f"post:{post.pk}", act__in=WROTE)
        keys = steps.values_list("actor_key", flat=True)
        writers |= {int(key.removeprefix("user:")) for key in keys if key.startswith("user:")}
    return frozenset(writers)


def posts_by_day(channels: Iterable[int], first: date, last: date) -> Counter[tuple[int, date]]:
    """How many posts each channel has on each of these days: what went out, and what is still planned."""
    lying = Variant.objects.filter(channel__in=channels).lying_in(*local_days(first, last))
    moments = lying.values_list("channel", "planned_at", "posted_at")
    return Counter((channel, localdate(posted or planned)) for channel, planned, posted in moments)


def _others(post: Post, places: Sequence[Planned]) -> Counter[tuple[int, date]]:
    """What else each channel has on the day a variant is planned for: one question for all of them."""
    wanted, days = Q(), set()
    for place in places:
        if place.planned_at and not place.posted:
            since, until = local_days(localdate(place.planned_at), localdate(place.planned_at))
            days.add((place.channel.pk, localdate(place.planned_at)))
            planned = Q(status=VariantStatus.PLANNED, planned_at__gte=since, planned_at__lt=until)
            posted = Q(status=VariantStatus.POSTED, posted_at__gte=since, posted_at__lt=until)
            wanted |= Q(channel=place.channel) & (planned | posted)
    if not days:
        return Counter()
    rows = Variant.objects.filter(wanted).exclude(post=post.pk)
    moments = rows.values_list("channel", "planned_at", "posted_at")
    return Counter((channel, localdate(posted or planned)) for channel, planned, posted in moments)


def _variant(place: Planned, others: Counter[tuple[int, date]]) -> VariantFacts:
    channel, platform = place.channel, place.channel.platform
    day = localdate(place.planned_at) if place.planned_at else None
    return VariantFacts(
        channel=channel.pk,
        name=channel.name,
        words=place.words,
        planned_at=place.planned_at,
        posted=place.posted,
        is_page=not channel.is_forum,
        status=channel.status,
        platform=platform.name,
        order=platform.order,
        limit=platform.character_limit,
        byte_limit=platform.byte_limit,
        counting=Counting(platform.counting),
        needs_media=platform.needs_media,
        links_open=platform.links_open,
        takes_alternative_text=platform.takes_alternative_text,
        hashtag_limit=platform.hashtag_limit,
        others_that_day=others[channel.pk, day] if day else 0,
        allowed=tuple(channel.allowed_posts) if channel.kind == ChannelKind.ORGANISING else None,
    )


def _answers(post: Post) -> int | None:
    """How many views the team gave when it was asked about this post; None when it was not."""
    if not post.pk:
        return None
    asked = Consultation.objects.counting().filter(about=f"post:{post.pk}")
    given = list(asked.values_list("views__given_at", flat=True))
    return sum(1 for at in given if at) if given else None


OVERDUE_AFTER = timedelta(minutes=15)  # posting by hand takes a while
TOLD_WITHIN = timedelta(days=2)  # what is overdue for longer is seen on the board


def of_an_overdue_post(variant: Variant, present: Present, on_duty: dict[int, list[User]]) -> list[User]:
    """Its author and who posts on the channel today; else the coordinator, else the manager."""
    author = [user for user in present.team if user.pk == variant.post.author_id]
    people = [*author, *on_duty.get(variant.channel_id, ())] or present.coordinators or present.managers
    return list(dict.fromkeys(people))


def people_to_check(channels: Iterable[int], writers: Collection[int], *, now: datetime) -> list[User]:
    """Who is asked to check: who posts on one of the channels today, else the team; never who wrote it."""
    present = Present(now=now)
    on_duty = present.on_duty(DutyKind.POSTING)
    asked = [user for channel in channels for user in on_duty.get(channel, ()) if user.pk not in writers]
    return list(dict.fromkeys(asked)) or [user for user in present.team if user.pk not in writers]


def same_hour_tomorrow(variant: Variant, *, now: datetime) -> datetime | None:
    """Tomorrow at the hour in London that a variant was planned for; nothing where there is no such hour."""
    if variant.planned_at is None:
        return None
    hour = localtime(variant.planned_at).time().replace(second=0, microsecond=0)
    try:
        return moment(localdate(now) + timedelta(days=1), hour)
    except ValidationError:
        return None
