"""Sharing a link: its source is reviewed if that is due, its post planned, and sent for a check or not."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.time import clock

from ..channels.models import Channel
from ..guidelines.selectors import parameters_in_force
from ..posts import selectors as posts_selectors
from ..posts import workflow as posts_workflow
from ..posts.choices import PostKind
from ..posts.models import Post
from ..posts.selectors import Planned
from ..record.workflow import lock
from ..sources import workflow as sources_workflow
from ..sources.models import Source
from . import rules, selectors


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody found who looked into a source; `name` and `address` put a new one on the list."""

    name: str
    address: str
    reliable: bool
    conflicts: bool
    note: str


@transaction.atomic
def review(source: Source | None, given: Review, *, seen: int | None, user: User, by: Actor) -> Source:
    """Keep a review, of a source that is new to us too; it counts whatever becomes of the share.

    `seen` is the latest look at the source that they know of.
    """
    source = source or sources_workflow.add(name=given.name, address=given.address, by=by)
    sources_workflow.vet(
        source,
        reliable=given.reliable,
        conflicts=given.conflicts,
        note=given.note,
        seen=seen,
        user=user,
        by=by,
    )
    return source


@transaction.atomic
def share(
    post: Post, *, channel: Channel, words: str, planned_at: datetime | None, ask: bool, user: User, by: Actor
) -> Post:
    """Plan a share on one channel, in its next free quarter of an hour unless a moment was chosen.

    It then waits for a check if somebody asks for one or the guidelines do, and is ready if not.
    """
    post.kind = PostKind.SHARE
    planned_at = planned_at or _free_time(channel, checked=ask)
    post = posts_workflow.save(post, [Planned(channel, words, planned_at)], user=user, by=by)
    judged = posts_selectors.judge(post, now=clock.now())
    allow(rules.why_not_share(judged))
    if ask or judged.unresolved:
        return posts_workflow.ask(post, by=by)
    return posts_workflow.hand_over(post, by=by)


def _free_time(channel: Channel, *, checked: bool) -> datetime | None:
    """Of two who share at once each gets a quarter of an hour of their own: one waits for the other."""
    lock(channel)
    free = selectors.free_times([channel], parameters_in_force(), checked=checked, now=clock.now())
    planned_at = free[channel.pk].at
    allow(rules.why_not_plan(planned_at))
    return planned_at
