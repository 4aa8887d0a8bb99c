"""The posts of every day: the last days by the acts themselves, all before as the acts leave them.

Two posts a day on three pages are hundreds; told act by act they would take longer than all the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, groupby
from operator import attrgetter
from typing import Any

from lla.demo import reading
from lla.demo.social.crew import Crew
from lla.demo.social.going_out import Plan, check, go_out, link, media, planned, poster
from lla.demo.telling import Step
from organisers.groups.choices import GroupStatus
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.checks.facts import digest
from socialmedia.posts.choices import CheckKind, PostAct, PostStatus, VariantStatus
from socialmedia.posts.models import Post, PostCheck, Variant
from socialmedia.posts.selectors import Planned
from socialmedia.record.models import SocialEvent
from socialmedia.record.workflow import key_of

FIRST, TOLD, LAST = -98, -4, 10  # days: the first, the first that is told by acts, the last
CHECKED, WHOLE = 1, 3  # days ahead that are checked already, and that have all their posts
OPEN = {"facebook": FIRST, "x": FIRST + 1, "instagram": -46}
AFTER = {"facebook": 0, "x": 12, "instagram": 35}  # minutes after the original
WRITERS = ("bronagh", "yusra", "callum")
WEEK = 7
ASKED, AGREED = timedelta(minutes=20), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """One post: who wrote it the day before, who checked it, and where it goes."""

    day: int
    title: str
    writer: str
    checker: str
    written: datetime
    plans: tuple[Plan, ...]
    picture: str
    claims: str

    @property
    def checked(self) -> datetime:
        return self.written + AGREED

    def post(self, **more: Any) -> Post:
        claims = {"makes_claims": bool(self.claims), "claim_sources": self.claims}
        return Post(title=self.title, **media(self.picture), **claims, **more)


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    every = list(dailies(crew, told))
    before = (one for one in every if one.day < TOLD)
    for week, found in groupby(before, key=lambda one: (one.day - FIRST) // WEEK):
        yield Step(crew.moment((FIRST + week * WEEK, "06:00")), partial(write_down, crew, list(found)))
    for one in every:
        if one.day >= TOLD:
            yield from acts(crew, one)


def dailies(crew: Crew, told: dict[str, Any]) -> Iterator[Daily]:
    """Every post in the order of time, as many as the day's rhythm says; fewer of the days far ahead."""
    shapes, groups = cycle(told["daily"]), cycle(one for one in affiliated() if one.town)
    number = 0
    for day in range(FIRST, LAST + 1):
        rhythm = told["rhythm"][crew.day(day).weekday()]
        count = told["otherwise"].get(str(day), rhythm if day <= WHOLE else 1)
        for hour in sorted(told["hours"][:count]):
            yield daily(crew, day, hour, next(shapes), next(groups), number)
            number += 1


def affiliated() -> list[reading.GroupRecord]:
    return [one for one in reading.groups() if one.status == GroupStatus.AFFILIATED]


def daily(
    crew: Crew, day: int, hour: str, shape: dict[str, str], group: reading.GroupRecord, number: int
) -> Daily:
    at = crew.moment((day, hour)) + timedelta(minutes=number * WEEK % 20)
    keys = [key for key, since in OPEN.items() if key in shape and day >= since]
    said = {key: shape[key].format(group=group.name, town=group.town) for key in keys}
    return Daily(
        day=day,
        title=shape["title"].format(group=group.name, town=group.town),
        writer=WRITERS[number % len(WRITERS)],
        checker=WRITERS[(number + 1) % len(WRITERS)],
        written=crew.moment((min(day, 0) - 1, f"{18 + number % 3}:{10 + number % 40}")),
        plans=tuple(Plan(key, at + timedelta(minutes=AFTER[key]), said[key]) for key in keys),
        picture=shape["picture"] if "instagram" in keys else "",
        claims=shape.get("claims", ""),
    )


def acts(crew: Crew, one: Daily) -> Iterator[Step]:
    """Written, asked about, checked and put out, so far as it has come."""
    post = one.post()
    yield Step(one.written, partial(save, crew, one, post))
    if one.day <= CHECKED:
        yield Step(one.written + ASKED, partial(ask, crew, post, one.writer))
        yield Step(one.checked, partial(check, crew, post, one.checker))
        for plan in one.plans:
            yield Step(plan.at, partial(go_out, crew, post, plan, one.writer))


def ask(crew: Crew, post: Post, by: str) -> None:
    posts_workflow.ask(post, by=crew.actor(by))


def save(crew: Crew, one: Daily, post: Post) -> None:
    plans = planned(crew, one.plans)
    posts_workflow.save(post, plans, user=crew.user(one.writer), by=crew.actor(one.writer))


def write_down(crew: Crew, found: Sequence[Daily]) -> None:
    """What the acts would have left of these posts: rows, checks and steps."""
    rows = Post.objects.bulk_create(
        one.post(author=crew.user(one.writer), created_at=one.written, status=PostStatus.POSTED)
        for one in found
    )
    pairs = list(zip(found, rows, strict=True))
    Variant.objects.bulk_create(variant(crew, one, post, plan) for one, post in pairs for plan in one.plans)
    PostCheck.objects.bulk_create(agreed(crew, one, post) for one, post in pairs)
    steps = [event for one, post in pairs for event in events(crew, one, post)]
    SocialEvent.objects.bulk_create(sorted(steps, key=attrgetter("at")))


def variant(crew: Crew, one: Daily, post: Post, plan: Plan) -> Variant:
    return Variant(
        post=post,
        channel=crew.channels[plan.key],
        words=plan.words,
        planned_at=plan.at,
        created_at=one.written,
        status=VariantStatus.POSTED,
        posted_at=plan.at,
        posted_by=crew.user(poster(plan.key, one.writer)),
        link=link(crew, plan),
    )


def agreed(crew: Crew, one: Daily, post: Post) -> PostCheck:
    places = [Planned(crew.channels[plan.key], plan.words, plan.at, posted=True) for plan in one.plans]
    read = digest(posts_selectors.facts_of(one.post(author=post.author), places))
    return PostCheck(
        post=post, kind=CheckKind.PEER, by=crew.user(one.checker), at=one.checked, agreed=True, digest=read
    )


def events(crew: Crew, one: Daily, post: Post) -> Iterator[SocialEvent]:
    told = partial(SocialEvent, about=key_of(post))
    by, checker = crew.actor(one.writer).fields(), crew.actor(one.checker).fields()
    yield told(at=one.written, act=PostAct.DRAFTED, **by)
    yield told(at=one.written + ASKED, act=PostAct.ASKED, **by)
    yield told(at=one.checked, act=PostAct.AGREED, details={"kind": CheckKind.PEER}, **checker)
    yield told(at=one.checked, act=PostAct.READY, **checker)
    for plan in one.plans:
        went_by = crew.actor(poster(plan.key, one.writer)).fields()
        details = {"channel": crew.channels[plan.key].pk}
        yield told(at=plan.at, act=PostAct.POSTED, details=details, **went_by)
