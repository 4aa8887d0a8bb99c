"""What is done about posts without anybody asking: overdue ones are told of, days that are over judged."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.emails import outbox
from lla.jobs import schedule
from lla.time import clock
from lla.time.days import day_begins, day_ends, local_days

from ..channels.choices import ChannelAct, ChannelKind, ChannelStatus
from ..channels.models import Channel
from ..guidelines import selectors as guidelines_selectors
from ..guidelines.choices import Level
from ..record.models import SocialEvent
from ..record.workflow import record
from ..roster.choices import DutyKind
from ..roster.workflow import tell_once
from ..team.selectors import coordinators_today
from . import emails, selectors
from .checks.placement import day_verdict
from .choices import PostAct
from .models import DayVerdict, Variant

LOOKED_BACK = 31  # days; what lies further back is left as it is
OPENED = frozenset({ChannelAct.OPENED, ChannelAct.REOPENED})
SHUT = frozenset({ChannelAct.SUSPENDED, ChannelAct.CLOSED})
DAY = timedelta(days=1)


@schedule.minutely
@transaction.atomic
def tell_of_overdue_posts() -> int:
    """Write about each variant that is due and still not out, once for each time it is planned for."""
    now = clock.now()
    overdue = Variant.objects.overdue(since=now - selectors.TOLD_WITHIN, before=now - selectors.OVERDUE_AFTER)
    told = tell_once(
        overdue.select_related("post__author", "channel"),
        "overdue_told_at",
        DutyKind.POSTING,
        whom=selectors.of_an_overdue_post,
        email=emails.posts_overdue,
    )
    for row in told:
        record(row.post, PostAct.TOLD_OVERDUE, by=SYSTEM, channel=row.channel_id)
    return len(told)


@schedule.nightly
@transaction.atomic
def judge_days() -> int:
    """Write down how many posts each page had on each day that is over, once, by the guidelines of then.

    Days on which a page was not open from the first moment to the last are nobody's fault. Answers how
    many were written down.
    """
    now = clock.now()
    last = localdate(now) - DAY
    first = last - (LOOKED_BACK - 1) * DAY
    pages = list(
        Channel.objects.filter(kind=ChannelKind.PAGE)
        .exclude(status=ChannelStatus.PLANNED)
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
    )
    versions = guidelines_selectors.Versions.known()
    posted = Variant.objects.filter(channel__in=pages).posted_in(*local_days(first, last))
    moments = posted.values_list("channel", "posted_at")
    counts = Counter((channel, localdate(at)) for channel, at in moments if at)
    rows, bad = [], []
    for page in pages:
        for day in _days(page, first, last):
            posts, version = counts[page.pk, day], versions.on(day)
            verdict = day_verdict(posts, guidelines_selectors.parameters(version))
            rows.append(DayVerdict(channel=page, on=day, posts=posts, level=verdict.level, version=version))
            if verdict.level == Level.FAIL:
                bad.append(emails.BadDay(day, page.name, verdict.sentence))
    DayVerdict.objects.bulk_create(rows)
    if bad:
        outbox.post(*emails.bad_days(sorted(bad, key=lambda day: (day.on, day.page)), coordinators_today()))
    return len(rows)


def _days(page: Channel, first: date, last: date) -> Iterator[date]:
    """The days after the last one written down on which a page was open all day."""
    latest = page.day_verdicts.order_by("-on").values_list("on", flat=True).first()
    day = max(first, latest + DAY) if latest else first
    spans = _open_spans(page)
    while day <= last:
        if any(opened <= day_begins(day) and day_ends(day) <= shut for opened, shut in spans):
            yield day
        day += DAY


def _open_spans(page: Channel) -> list[tuple[datetime, datetime]]:
    """From when to when a page was open, by the record; before that it began when the page was made."""
    steps = list(SocialEvent.objects.filter(about=f"channel:{page.pk}", act__in=OPENED | SHUT).order_by("pk"))
    began_open = steps[0].act in SHUT if steps else page.status == ChannelStatus.OPEN
    opened: datetime | None = page.created_at if began_open else None
    spans: list[tuple[datetime, datetime]] = []
    for step in steps:
        if step.act in OPENED:
            opened = opened or step.at
        elif opened:
            spans.append((opened, step.at))
            opened = None
    return [*spans, (opened, clock.now())] if opened else spans
