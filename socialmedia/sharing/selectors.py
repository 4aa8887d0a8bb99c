"""What is known here about a link that somebody shares, and when each channel is free. Nothing is fetched."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from lla.time.days import local_days

from ..channels.models import Channel
from ..guidelines.choices import Duty, Level
from ..guidelines.parameters import Parameters
from ..guidelines.verdicts import Verdict
from ..posts.choices import PostKind, PostStatus
from ..posts.models import Post, Variant
from ..sources import selectors as sources_selectors
from ..sources.addresses import host_of
from ..sources.models import Source
from ..sources.vetting import review_due
from ..team.models import Appointment
from . import titles
from .free_times import CHECK_TAKES, DAYS_AHEAD, FreeTime, full_until, next_free

EARLIER_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A link with its source, if the address says whose it is and we know them, and earlier shares of it."""

    link: str
    title: str
    names_source: bool
    source: Source | None
    verdict: Verdict | None
    review_due: bool
    earlier: list[Post]

    @property
    def site(self) -> str:
        return host_of(self.link)

    @property
    def spelt(self) -> str:
        """How machines spell a site of other than Latin letters, which may pass for another; else empty."""
        site = self.site
        if not site.isascii():
            parts = site.split(".")
            return ".".join(p if p.isascii() else f"xn--{p.encode('punycode').decode()}" for p in parts)
        return site if "xn--" in site else ""

    @property
    def refused(self) -> bool:
        """Whether a review that still counts found its source not fit to be shared."""
        return bool(self.verdict and self.verdict.level == Level.FAIL and not self.review_due)


def known_of(link: str, *, title: str, source: Source | None, figures: Parameters, now: datetime) -> Known:
    """`title` came with the link; `source` was chosen, where the address does not say whose it is.

    Whether its source was reviewed does not matter where the guidelines do not ask for it.
    """
    key = sources_selectors.key_of(link)
    known = sources_selectors.source_of(link) if key else source
    verdict = sources_selectors.standing(known, figures, now=now) if known else None
    asked = figures.source_vetted != Duty.LEFT_OPEN
    due = asked and (
        known is None or review_due(sources_selectors.facts_of(known), figures, on=localdate(now))
    )
    shared = Post.objects.filter(kind=PostKind.SHARE, shared_link=link).exclude(status=PostStatus.DROPPED)
    earlier = list(shared.select_related("author")[:EARLIER_SHOWN])
    from_earlier = earlier[0].title if earlier else ""
    title = titles.from_words(title) or from_earlier or titles.from_address(link)
    return Known(link, title, bool(key), known, verdict, due, earlier)


def free_times(
    channels: Iterable[Channel], figures: Parameters, *, checked: bool = False, now: datetime
) -> dict[int, FreeTime]:
    """When each channel can take its next post, all of them asked at once.

    Where somebody else checks it first, or the guidelines want that, there is time for it.
    """
    after = now + CHECK_TAKES if checked or figures.peer_checked != Duty.LEFT_OPEN else now
    today = localdate(now)
    since, until = local_days(today, today + timedelta(days=DAYS_AHEAD + 1))
    rows = Variant.objects.lying_in(since, until).values_list("channel", "planned_at", "posted_at")
    taken: dict[int, list[datetime]] = defaultdict(list)
    for pk, planned_at, posted_at in rows:
        if at := posted_at or planned_at:
            taken[pk].append(at)
    found = {}
    for channel in channels:
        most = None if channel.is_forum else figures.posts_aim_most
        free = next_free(taken[channel.pk], after=after, most_a_day=most)
        full = full_until(taken[channel.pk], free=free, after=after, most_a_day=most)
        found[channel.pk] = FreeTime(free, full)
    return found


def usual_channel(author_id: int, channels: list[Channel], *, now: datetime) -> Channel | None:
    """The first page that somebody has a role on; else the first page of all."""
    pages = [channel for channel in channels if not channel.is_forum] or channels
    theirs = set(
        Appointment.objects.in_force(on=localdate(now))
        .filter(user=author_id, channel__in=pages)
        .values_list("channel", flat=True)
    )
    return next((page for page in pages if page.pk in theirs), next(iter(pages), None))
