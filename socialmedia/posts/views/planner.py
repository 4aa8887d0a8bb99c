"""The planner: seven days by page and day against the aim, what today lacks, what waits for a check."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.pages.filters import filter_tags
from lla.time import clock, weeks
from lla.time.days import local_days

from ...channels.choices import ChannelStatus
from ...channels.models import Channel
from ...guidelines.choices import Level
from ...guidelines.parameters import Parameters
from ...guidelines.selectors import Versions
from ...guidelines.verdicts import TONES, Verdict
from ...team.decorators import planning_for_readers, standing_of
from .. import selectors
from ..checks.placement import day_verdict
from ..choices import VariantStatus
from ..models import Post, Variant

A_CELL, WAITING, UNDATED = 6, 10, 20


Row = dict[str, Any]  # as a page shows it


@require_safe
@planning_for_readers
def planner(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Seven days of all channels, or of one: from today on, or the week that the address names."""
    now = clock.now()
    asked = request.GET.get("week", "")
    first = weeks.read(asked) or localdate(now)
    monday = weeks.monday_of(first)
    channels = list(Channel.objects.standing().select_related("platform"))
    chosen = next((channel for channel in channels if str(channel.pk) == request.GET.get("channel")), None)
    versions, to_check = Versions.known(), Post.objects.waiting().select_related("author")
    context = {
        "unknown": bool(asked) and weeks.read(asked) is None,
        "week": weeks.in_words(first),
        "days": weeks.days_of(first),
        "from_today": weeks.read(asked) is None,
        "name": weeks.named(monday),
        "this": weeks.named(weeks.monday_of(localdate(now))),
        "before": weeks.named(weeks.shifted(monday, -1)),
        "after": weeks.named(weeks.shifted(monday, 1)),
        "rows": _rows([chosen] if chosen else channels, first, versions, now=now),
        "filters": filter_tags(
            request,
            [("", "All channels"), *((str(channel.pk), str(channel)) for channel in channels)],
            key="channel",
            shown=str(chosen.pk) if chosen else "",
        ),
        "chosen": chosen,
        "today": localdate(now),
        "missing": _missing(channels, versions.figures_on(localdate(now)), now=now),
        "waiting": Paginator(to_check, WAITING).get_page(request.GET.get("page")),
        **_undated(chosen),
        "standing": standing_of(request, now=now),
    }
    return render(request, "socialmedia/posts/planner.html", context)


def _rows(channels: Sequence[Channel], first: date, versions: Versions, *, now: datetime) -> list[Row]:
    """What lies in each channel's days, and on a page how many that is against the aim."""
    days = weeks.days_of(first)
    figures = {day: versions.figures_on(day) for day in days}
    lying = Variant.objects.lying_in(*local_days(days[0], days[-1])).filter(channel__in=channels)
    by_day: dict[tuple[int, date], list[Row]] = defaultdict(list)
    for variant in lying.select_related("post"):
        posted = variant.status == VariantStatus.POSTED
        if at := variant.posted_at or variant.planned_at:
            late = not posted and at <= now
            entry = {"variant": variant, "at": at, "posted": posted, "late": late}
            by_day[variant.channel_id, localdate(at)].append(entry)
    return [
        {
            "channel": channel,
            "days": [_day(channel, day, by_day[channel.pk, day], figures[day], now=now) for day in days],
        }
        for channel in channels
    ]


def _day(channel: Channel, on: date, entries: list[Row], figures: Parameters, *, now: datetime) -> Row:
    """What did not go out on a day that is over does not count for it."""
    today = localdate(now)
    over = on < today
    count = sum(1 for entry in entries if entry["posted"] or not over)
    judged = not channel.is_forum and channel.status == ChannelStatus.OPEN
    verdict = day_verdict(count, figures)
    bare = "" if judged or entries else " plan__bare"
    return {
        "on": on,
        "place": ("plan__past" if over else "plan__today" if on == today else "plan__day") + bare,
        "entries": sorted(entries, key=lambda entry: entry["at"])[:A_CELL],
        "more": max(0, len(entries) - A_CELL),
        "count": count,
        "words": _short(count, verdict, figures) if judged else "",
        "tone": TONES[verdict.level],
        "can_plan": not over and channel.status != ChannelStatus.CLOSED,
    }


def _short(count: int, verdict: Verdict, figures: Parameters) -> str:
    """The verdict on a day in two or three words, for a cell."""
    few = count < figures.posts_aim_least
    if verdict.level == Level.FAIL:
        return "too few" if few else "too many"
    if verdict.level == Level.WARN:
        return "low" if few else "high"
    return "on target"


def _missing(channels: Iterable[Channel], figures: Parameters, *, now: datetime) -> list[dict[str, Any]]:
    """What today still lacks on each open page, in sentences."""
    pages = [channel for channel in channels if not channel.is_forum and channel.status == ChannelStatus.OPEN]
    today = localdate(now)
    counts = selectors.posts_by_day([page.pk for page in pages], today, today)
    judged = [(page, day_verdict(counts[page.pk, today], figures)) for page in pages]
    return [
        {"channel": page, "verdict": verdict, "tone": TONES[verdict.level]}
        for page, verdict in judged
        if counts[page.pk, today] < figures.posts_aim_least and verdict.level != Level.PASS
    ]


def _undated(chosen: Channel | None) -> dict[str, Any]:
    """Drafts that somebody has still to choose a day for, each with its words that lack one."""
    lacking = Variant.objects.undated().filter(**({"channel": chosen} if chosen else {}))
    drafts = Post.objects.undated().select_related("author")
    if chosen:
        drafts = drafts.filter(pk__in=lacking.values("post"))
    words = Prefetch("variants", lacking.select_related("channel"), to_attr="lacking")
    listed = list(drafts.prefetch_related(words)[: UNDATED + 1])
    return {"undated": listed[:UNDATED], "more_undated": len(listed) > UNDATED}
