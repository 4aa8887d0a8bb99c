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
from lla.demo.playing import Course
from lla.demo.social.crew import Crew
from lla.demo.social.going_out import Plan, check, go_out, link, media, planned, poster
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
OPEN = {"facebook": FIRST, "x": FIRST + 1, "instagram": -46, "bluesky": -29}
AFTER = {"facebook": 0, "x": 12, "instagram": 35, "bluesky": 50}  # minutes after the original
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


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    every = list(dailies(crew, files))
    yield long_ago(crew, [daily for daily in every if daily.day < TOLD])
    yield from (lately(crew, daily) for daily in every if daily.day >= TOLD)


def dailies(crew: Crew, files: dict[str, Any]) -> Iterator[Daily]:
    """Every post in the order of time, as many as the day's rhythm says; fewer of the days far ahead."""
    shapes, groups = cycle(files["daily"]), cycle(group for group in affiliated() if group.town)
    number = 0
    for day in range(FIRST, LAST + 1):
        rhythm = files["rhythm"][crew.day(day).weekday()]
        count = files["otherwise"].get(str(day), rhythm if day <= WHOLE else 1)
        for hour in sorted(files["hours"][:count]):
            yield daily(crew, day, hour, next(shapes), next(groups), number)
            number += 1


def affiliated() -> list[reading.GroupRecord]:
    return [group for group in reading.groups() if group.status == GroupStatus.AFFILIATED]


def daily(
    crew: Crew, day: int, hour: str, shape: dict[str, str], group: reading.GroupRecord, number: int
) -> Daily:
    at = crew.moment((day, hour)) + timedelta(minutes=number * WEEK % 20)
    keys = [key for key, since in OPEN.items() if key in shape and day >= since]
    words = {key: shape[key].format(group=group.name, town=group.town) for key in keys}
    return Daily(
        day=day,
        title=shape["title"].format(group=group.name, town=group.town),
        writer=WRITERS[number % len(WRITERS)],
        checker=WRITERS[(number + 1) % len(WRITERS)],
        written=crew.moment((min(day, 0) - 1, f"{18 + number % 3}:{10 + number % 40}")),
        plans=tuple(Plan(key, at + timedelta(minutes=AFTER[key]), words[key]) for key in keys),
        picture=shape["picture"] if "instagram" in keys else "",
        claims=shape.get("claims", ""),
    )


def long_ago(crew: Crew, posts: Sequence[Daily]) -> Course:
    for week, of_week in groupby(posts, key=lambda daily: (daily.day - FIRST) // WEEK):
        yield crew.moment((FIRST + week * WEEK, "06:00"))
        write_down(crew, list(of_week))


def lately(crew: Crew, daily: Daily) -> Course:
    """Written, asked about, checked and put out, so far as it has come."""
    post = daily.post()
    yield daily.written
    writer = crew.actor(daily.writer)
    posts_workflow.save(post, planned(crew, daily.plans), user=crew.user(daily.writer), by=writer)
    if daily.day <= CHECKED:
        yield daily.written + ASKED
        posts_workflow.ask(post, by=writer)
        yield daily.checked
        check(crew, post, daily.checker)
        for plan in daily.plans:
            yield plan.at
            go_out(crew, post, plan, daily.writer)


def write_down(crew: Crew, week: Sequence[Daily]) -> None:
    """What the acts would have left of these posts: rows, checks and steps."""
    rows = Post.objects.bulk_create(
        daily.post(author=crew.user(daily.writer), created_at=daily.written, status=PostStatus.POSTED)
        for daily in week
    )
    pairs = list(zip(week, rows, strict=True))
    Variant.objects.bulk_create(
        variant(crew, daily, post, plan) for daily, post in pairs for plan in daily.plans
    )
    PostCheck.objects.bulk_create(agreed(crew, daily, post) for daily, post in pairs)
    steps = [step for daily, post in pairs for step in events(crew, daily, post)]
    SocialEvent.objects.bulk_create(sorted(steps, key=attrgetter("at")))


def variant(crew: Crew, daily: Daily, post: Post, plan: Plan) -> Variant:
    return Variant(
        post=post,
        channel=crew.channels[plan.key],
        words=plan.words,
        planned_at=plan.at,
        created_at=daily.written,
        status=VariantStatus.POSTED,
        posted_at=plan.at,
        posted_by=crew.user(poster(plan.key, daily.writer)),
        link=link(crew, plan),
    )


def agreed(crew: Crew, daily: Daily, post: Post) -> PostCheck:
    places = [Planned(crew.channels[plan.key], plan.words, plan.at, posted=True) for plan in daily.plans]
    read = digest(posts_selectors.facts_of(daily.post(author=post.author), places))
    by = crew.user(daily.checker)
    return PostCheck(post=post, kind=CheckKind.PEER, by=by, at=daily.checked, agreed=True, digest=read)


def events(crew: Crew, daily: Daily, post: Post) -> Iterator[SocialEvent]:
    event = partial(SocialEvent, about=key_of(post))
    by, checker = crew.actor(daily.writer).fields(), crew.actor(daily.checker).fields()
    yield event(at=daily.written, act=PostAct.DRAFTED, **by)
    yield event(at=daily.written + ASKED, act=PostAct.ASKED, **by)
    yield event(at=daily.checked, act=PostAct.AGREED, details={"kind": CheckKind.PEER}, **checker)
    yield event(at=daily.checked, act=PostAct.READY, **checker)
    for plan in daily.plans:
        went_by = crew.actor(poster(plan.key, daily.writer)).fields()
        details = {"channel": crew.channels[plan.key].pk}
        yield event(at=plan.at, act=PostAct.POSTED, details=details, **went_by)
