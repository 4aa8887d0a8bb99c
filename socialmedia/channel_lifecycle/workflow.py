"""The acts on a channel."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock
from lla.words.slugs import free_slug

from ..channels.choices import ChannelAct, ChannelStatus
from ..channels.models import Channel, FunctionInUse, Platform
from ..guidelines.models import GuidelineVersion
from ..guidelines.selectors import parameters_in_force
from ..record.workflow import record
from ..staffing.checks import Answer, check
from ..staffing.selectors import team_in
from . import emails, rules

TOLD = (
    "name", "platform", "address", "members", "extra_seats", "named", "allowed_posts", "decided_by",
    "decided_on", "decision", "decision_link", "changed_at",
)  # fmt: skip
LONGEST = 50  # of a name, in its address


@transaction.atomic
def make(channel: Channel, *, also_on: Collection[Platform] = (), by: Actor) -> Channel:
    """Plan a new channel; it needs nobody until it is opened."""
    hold_all()
    allow(rules.why_not_keep(channel, also_on=also_on, today=localdate(clock.now())))
    taken = Channel.objects.values_list("slug", flat=True)
    channel.slug = free_slug(channel.name, taken, longest=LONGEST, otherwise="channel")
    _move(channel, ChannelStatus.PLANNED, ChannelAct.MADE, by=by)
    channel.also_on.set(also_on)
    return channel


@transaction.atomic
def change(channel: Channel, *, also_on: Collection[Platform] = (), by: Actor) -> Channel:
    """Keep what was changed about a channel; its kind, its address here and its status stay."""
    before = lock(channel)
    allow(rules.why_not_keep(channel, also_on=also_on, today=localdate(clock.now())))
    channel.save(update_fields=TOLD)
    channel.also_on.set(also_on)
    moved = (
        f"Moved from {before.platform} to {channel.platform}." if before.platform != channel.platform else ""
    )
    figures = {"members": channel.members, "extra_seats": channel.extra_seats}
    record(channel, ChannelAct.CHANGED, by=by, words=moved, **figures)
    return channel


@transaction.atomic
def look_through(channel: Channel, in_use: Collection[str], *, user: User, by: Actor) -> None:
    """Note which of its platform's functions a channel uses, as somebody has just seen it."""
    channel = lock(channel)
    allow(rules.why_not_look_through(channel, in_use))
    seen = [
        FunctionInUse(
            channel=channel, function=name, in_use=name in in_use, seen_at=clock.now(), seen_by=user
        )
        for name in channel.can_use
    ]
    FunctionInUse.objects.bulk_create(
        seen,
        update_conflicts=True,
        unique_fields=["channel", "function"],
        update_fields=["in_use", "seen_at", "seen_by"],
    )
    record(channel, ChannelAct.FUNCTIONS, by=by, in_use=sorted(in_use))


@transaction.atomic
def open_channel(channel: Channel, *, why: str = "", by: Actor) -> Channel:
    """Open a channel that was planned; `why` is needed only out of the order of preference."""
    return _open(channel, ChannelAct.OPENED, why=why, by=by)


@transaction.atomic
def reopen(channel: Channel, *, why: str = "", by: Actor) -> Channel:
    """Open a suspended channel again; it has to be staffed as if it were new."""
    return _open(channel, ChannelAct.REOPENED, why=why, by=by)


def _open(channel: Channel, act: ChannelAct, *, why: str, by: Actor) -> Channel:
    channel, today = lock(channel), localdate(clock.now())
    opening = rules.opening(channel, now=clock.now())
    allow(opening.why_not(why=why, again=act == ChannelAct.REOPENED))
    against = {"override": [platform.slug for platform in opening.skipped]} if opening.skipped else {}
    _move(channel, ChannelStatus.OPEN, act, by=by, words=why, **_of_today(opening.after), **against)
    outbox.post(*emails.opened(channel, why=why, by=by, today=today))
    return channel


@transaction.atomic
def suspend(channel: Channel, *, why: str, by: Actor) -> Channel:
    """Leave a channel alone for a while; what is planned there stays planned."""
    channel = lock(channel)
    allow(rules.why_not_suspend(channel, why=why))
    return _leave(channel, ChannelStatus.SUSPENDED, ChannelAct.SUSPENDED, why=why, by=by)


@transaction.atomic
def close(channel: Channel, *, why: str, by: Actor) -> Channel:
    """Give a channel up for good; what is planned there stays planned."""
    channel = lock(channel)
    allow(rules.why_not_close(channel, why=why))
    return _leave(channel, ChannelStatus.CLOSED, ChannelAct.CLOSED, why=why, by=by)


def _leave(channel: Channel, status: ChannelStatus, act: ChannelAct, *, why: str, by: Actor) -> Channel:
    today = localdate(clock.now())
    planned = list(rules.planned_on(channel))
    team = team_in(today, today)
    left = team.suspending([place for place in team.places if place.key == channel.pk])
    figures = _of_today(check(left, today, parameters_in_force()))
    _move(channel, status, act, by=by, words=why, planned=len(planned), **figures)
    outbox.post(*emails.left_alone(channel, act, planned, why=why, by=by, today=today))
    return channel


def _of_today(answer: Answer) -> dict[str, Any]:
    """The figures that an act is recorded with, and by which version of the guidelines they were found."""
    version = GuidelineVersion.objects.in_force()
    return {**answer.figures(), "version": version.number if version else 0}


def lock(channel: Channel) -> Channel:
    """The channel as it is now; acts on channels wait for each other, for each counts the others."""
    hold_all()
    rows = Channel.objects.select_for_update(of=("self",), no_key=True).select_related("platform", "named")
    return rows.get(pk=channel.pk)


def hold_all() -> None:
    """Even two channels that are only being made would not see each other; the platforms are always there."""
    list(Platform.objects.select_for_update(no_key=True).order_by("pk"))


def _move(
    channel: Channel, status: ChannelStatus, act: ChannelAct, *, by: Actor, words: str = "", **figures: Any
) -> None:
    """Set the status along the graph and record the step."""
    before = channel.status if channel.pk else ""
    if status not in rules.MOVES[before]:
        raise NotAllowed([f"{channel} cannot become {status.label.lower()} now."])
    channel.status = status
    channel.save()
    record(channel, act, by=by, words=words, **figures)
